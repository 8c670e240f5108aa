/** Everything CI runs, followed by one line that counts the tests. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

const tasks = [
  'format:check',
  'lint',
  'typecheck:root',
  'knip',
  'generate:check',
  'typecheck',
  'size',
  'test:scripts',
  'test',
  'test:browser',
  'test:packed',
];
// More at a time than a small machine has cores only makes each of them slower.
const flags = ['--output-logs=new-only', '--continue=dependencies-successful', '--concurrency=3'];
const reports = '{.,packages/*,apps/*,tests}/test-results/*.json';

// A report that is left over from an earlier run would be counted; turbo puts back those it has cached.
for (const file of globSync(reports)) rmSync(file);
const { status } = spawnSync('turbo', ['run', ...tasks, ...flags], { stdio: 'inherit' });

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const file of globSync(reports)) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests;
}
if (status !== 0 || totals.passed === 0) {
  process.exitCode = 1;
  console.log('\nA check failed: its output is above.');
  // What is not a test fails, too: a red run does not close on "0 failed".
  totals.failed ||= 1;
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
