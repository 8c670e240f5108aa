/** Everything CI runs, followed by one line that counts the tests. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

const reports = '{packages/*,apps/*,tests}/test-results/*.json';
const tasks = [
  'format:check',
  'lint',
  'typecheck:root',
  'knip',
  'generate:check',
  'typecheck',
  'size',
  'test',
  'test:browser',
  'test:packed',
];

for (const file of globSync(reports)) rmSync(file);
const { status } = spawnSync(
  'turbo',
  ['run', ...tasks, '--output-logs=new-only', '--continue=dependencies-successful'],
  {
    stdio: 'inherit',
  },
);
const totals = globSync(reports)
  .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Report)
  .reduce(
    (sum, report) => ({
      passed: sum.passed + report.numPassedTests,
      failed: sum.failed + report.numFailedTests,
      skipped: sum.skipped + report.numPendingTests,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
const isGreen = status === 0 && totals.failed === 0 && totals.passed > 0;
if (status !== 0) console.log('\nA check failed: its output is above.');
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = isGreen ? 0 : 1;
