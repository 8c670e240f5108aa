/** Uses `@org/seam-testing/vitest` and `/msw` in a suite that passes and in one that fails. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
import { createProject, root, run } from './run.ts';

interface SuiteReport {
  testResults: {
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Runs a suite of `scripts/consumer/suite` whose tests must fail, and checks the message of each. */
const checkFailures = (project: string, suite: string): void => {
  const file = join(project, 'report.json');
  const args = ['run', '--root', 'suite', suite, '--reporter=json', `--outputFile.json=${file}`];
  const { status, stdout, stderr } = spawnSync(join(project, 'node_modules/.bin/vitest'), args, {
    cwd: project,
    encoding: 'utf8',
  });
  assert.equal(status, 1, `${suite} did not fail\n${stdout}${stderr}`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as SuiteReport;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { title, status, failureMessages } of tests) {
    const [, reason = title] = title.split(': ');
    const messages = failureMessages.join('\n');
    assert.ok(status === 'failed' && messages.includes(reason), `${title}\n${status}: ${messages}`);
  }
  assert.ok(tests.length > 0, `${suite} has no tests`);
};

const [oldestMsw = '', newestMsw = ''] = supportedVersions.msw.tested;

/** Each version of Vitest, with a version of Mock Service Worker that was current at its time. */
export const suiteChecks = (parent: string, tarballs: readonly string[]): (() => Promise<void>)[] =>
  supportedVersions.vitest.tested.map((vitest, index) => () => {
    const msw = index === 0 ? oldestMsw : newestMsw;
    return check('a suite that passes, and one that fails', { vitest, msw }, async () => {
      const project = join(parent, `vitest-${vitest}`);
      await createProject(project, [...tarballs, `vitest@${vitest}`, `msw@${msw}`, '@types/node@24.10.1']);
      for (const part of ['suite', 'tsconfig.json'])
        cpSync(join(root, 'scripts/consumer', part), join(project, part), { recursive: true });
      // The declarations of Vite 6, which Vitest 3 installs, do not compile with the newest compiler.
      const skipped = index === 0 ? ['--skipLibCheck'] : [];
      await run('tsc', ['-p', 'suite/tsconfig.json', ...skipped], project);
      await run(join(project, 'node_modules/.bin/vitest'), ['run', '--root', 'suite', 'passes.ts'], project);
      checkFailures(project, 'fails.ts');
    });
  });
