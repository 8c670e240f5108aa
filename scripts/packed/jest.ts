import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
import type { Project } from './projects.ts';
import { root, run } from './run.ts';

const [express = ''] = supportedVersions.express.tested;
const [jest = ''] = supportedVersions.jest.tested;

export const jestProject: Project = {
  ours: ['@org/seam-core', '@org/seam-server', '@org/seam-express', '@org/seam-testing'],
  others: {
    jest,
    express,
    // The newest ts-jest, and the newest compiler that it supports.
    'ts-jest': '29.4.15',
    typescript: '5.9.3',
    '@types/jest': '30.0.0',
    '@types/node': '24.10.1',
  },
  type: 'commonjs',
};

/** Runs Jest with its default configuration on each supported version of Node, and with ts-jest. */
export const jestChecks = (project: string): (() => Promise<void>)[] => [
  async () => {
    const [oldest = '', newest = ''] = supportedVersions.node.tested;
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
