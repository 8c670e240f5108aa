/** Runs all checks of CI. The last line counts the tests. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** The failed tests and the files that did not load, with their messages. Printed at the end of the output. */
const failuresOf = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    return [
      ...(message === '' ? [] : [`${file}\n${message}`]),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map((test) => `${file}: ${test.fullName}\n${test.failureMessages.join('\n')}`),
    ];
  });

const tasks = [
  'format:check',
  'lint',
  // One program for everything: the packages share most of their sources.
  'typecheck:all',
  'knip',
  'structure',
  'generate:check',
  'size:packed',
  'api:check',
  'test:scripts',
  'test',
  'test:browser',
  'test:packed',
];
// More tasks than cores make each of them slower.
const flags = ['--output-logs=new-only', '--continue=dependencies-successful', '--concurrency=3'];
const reports = '{.,packages/*,apps/*,docs,tests}/test-results/*.json';

// Reports of an earlier run would be counted. Turbo restores those that it has cached.
for (const file of globSync(reports)) rmSync(file);
// Turbo restores a build over the files of another one: those with other names would be packed.
for (const folder of globSync('packages/*/dist')) rmSync(folder, { recursive: true });
const env = {
  // The tasks start hundreds of Node processes that load the same modules.
  NODE_COMPILE_CACHE: resolve('node_modules/.cache/compile'),
  // The compiler and the linter check some types again in each thread. Other tasks use the second core.
  GOMAXPROCS: '1',
  // The checks use no network but the package registry.
  TURBO_TELEMETRY_DISABLED: '1',
  ...process.env,
};
const { status } = spawnSync('turbo', ['run', ...tasks, ...flags], { stdio: 'inherit', env });

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const file of globSync(reports)) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests;
  failures.push(...failuresOf(report));
}
if (status !== 0 || totals.passed === 0) {
  process.exitCode = 1;
  console.log('\nA check failed. Its output is above; failed tests are listed below.');
  for (const failure of failures) console.log(`\n✗ ${failure}`);
  // A check without tests can fail: the last line must not say "0 failed".
  totals.failed ||= 1;
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
