import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
import { createProject, root, run } from './run.ts';

/** The newest ts-jest, and the newest compiler that it supports. */
const tsJest = ['ts-jest@29.4.15', 'typescript@5.9.3', '@types/jest@30.0.0', '@types/node@24.10.1'];

/** Runs Jest with its default configuration on each supported version of Node, and with ts-jest. */
export const jestChecks = (parent: string, tarballs: readonly string[]): (() => Promise<void>)[] => [
  async () => {
    const project = join(parent, 'jest');
    const [express = ''] = supportedVersions.express.tested;
    const [jest = ''] = supportedVersions.jest.tested;
    const [oldest = '', newest = ''] = supportedVersions.node.tested;
    await createProject(project, [...tarballs, `jest@${jest}`, `express@${express}`, ...tsJest], 'commonjs');
    for (const folder of ['jest', 'ts-jest'])
      cpSync(join(root, 'scripts/consumer', folder), join(project, folder), { recursive: true });
    const bin = join(project, 'node_modules/jest/bin/jest.js');
    const oldNode = join(root, 'tests/node-22/node_modules/.bin/node');
    await check('Jest without a configuration', { jest, express, node: oldest }, () =>
      run(oldNode, [bin, '--rootDir', 'jest'], project),
    );
    await check('Jest without a configuration', { jest, express, node: newest }, () =>
      run('node', [bin, '--rootDir', 'jest'], project),
    );
    await check('ts-jest', { jest, typescript: '5.9.3', node: newest }, () =>
      run('node', [bin, '--config', 'ts-jest/jest.config.json'], project),
    );
  },
];
