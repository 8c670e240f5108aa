/** Uses `@org/seam-testing/vitest` and `/msw` in a suite that passes and in one that fails. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
import type { Project } from './projects.ts';
import { root, run, runToEnd } from './run.ts';

interface SuiteReport {
  testResults: {
    name: string;
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

const versions = supportedVersions.vitest.tested;
const [oldestMsw = '', newestMsw = ''] = supportedVersions.msw.tested;

/** The version of Mock Service Worker that was current at the time of a version of Vitest. */
const mswOf = (vitest: string): string => (vitest === versions[0] ? oldestMsw : newestMsw);

const nameOf = (vitest: string): string => `vitest-${vitest}`;

/** A project with each version of Vitest. */
export const suiteProjects: Readonly<Record<string, Project>> = Object.fromEntries(
  versions.map((vitest) => [
    nameOf(vitest),
    {
      ours: ['@org/seam-core', '@org/seam-server', '@org/seam-testing'],
      others: { vitest, msw: mswOf(vitest), '@types/node': '24.10.1' },
    },
  ]),
);

/** Compiles the suites with the newest compiler. */
const compile = async (folder: string): Promise<void> => {
  const [oldest = '', ...newer] = versions.map(nameOf);
  // One program: the versions share most declarations, and these take longest.
  const config = {
    extends: `./${oldest}/tsconfig.json`,
    compilerOptions: { typeRoots: [`${oldest}/node_modules/@types`] },
    include: newer.map((name) => `${name}/suite/*.ts`),
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await run('tsc', ['-p', 'tsconfig.json'], folder);
  // The declarations of Vite 6, which Vitest 3 installs, do not compile with the newest compiler.
  await run('tsc', ['-p', `${oldest}/suite/tsconfig.json`, '--skipLibCheck'], folder);
  console.log(`ok   the suites compile with Vitest ${versions.join(', ')}`);
};

/** Runs both suites at once, and checks the message of each test that must fail. */
const runSuites = async (project: string): Promise<void> => {
  const file = join(project, 'report.json');
  const args = ['run', '--root', 'suite', '--reporter=default', '--reporter=json'];
  const bin = join(project, 'node_modules/.bin/vitest');
  const { status, stdout, stderr } = await runToEnd(bin, [...args, `--outputFile.json=${file}`], project);
  const output = `${stdout}${stderr}`;
  assert.equal(status, 1, `fails.ts did not fail\n${output}`);
  assert.doesNotMatch(output, /Unhandled/, output);
  const report = JSON.parse(readFileSync(file, 'utf8')) as SuiteReport;
  const testsOf = (suite: string) =>
    report.testResults.find(({ name }) => basename(name) === suite)?.assertionResults ?? [];
  for (const suite of ['passes.ts', 'fails.ts'])
    assert.ok(testsOf(suite).length > 0, `${suite} has no tests\n${output}`);
  for (const { title, status, failureMessages } of testsOf('passes.ts'))
    assert.equal(status, 'passed', `${title}\n${failureMessages.join('\n')}`);
  for (const { title, status, failureMessages } of testsOf('fails.ts')) {
    const [, reason = title] = title.split(': ');
    const messages = failureMessages.join('\n');
    assert.ok(status === 'failed' && messages.includes(reason), `${title}\n${status}: ${messages}`);
  }
};

/** Compiles the suites in the projects of a folder, and runs them with each version of Vitest. */
export const suiteChecks = (folder: string): (() => Promise<void>)[] => {
  for (const vitest of versions)
    for (const part of ['suite', 'tsconfig.json'])
      cpSync(join(root, 'scripts/consumer', part), join(folder, nameOf(vitest), part), { recursive: true });
  return [
    () => compile(folder),
    ...versions.map(
      (vitest) => () =>
        check('a suite that passes, and one that fails', { vitest, msw: mswOf(vitest) }, () =>
          runSuites(join(folder, nameOf(vitest))),
        ),
    ),
  ];
};
