import assert from 'node:assert/strict';
import { join } from 'node:path';
import { supportedVersions } from '../supported-versions.ts';
import { check } from './matrix.ts';
import { root, run } from './run.ts';

const [oldest = ''] = supportedVersions.node.tested;

/** Runs a CommonJS module, and a module that uses both copies, with each supported version of Node. */
export const nodeChecks = (project: string): (() => Promise<void>)[] =>
  supportedVersions.node.tested.map((version) => () => {
    const node = version === oldest ? join(root, 'tests/node-22/node_modules/.bin/node') : 'node';
    const express = supportedVersions.express.tested.at(-1) ?? '';
    return check('import and require', { node: version, express }, async () => {
      assert.equal((await run(node, ['--version'], project)).trim(), `v${version}`);
      for (const file of ['commonjs/use.cjs', 'commonjs/copies.mjs'])
        assert.equal((await run(node, [file], project)).trim(), 'ok', file);
    });
  });
