import { createFakeSeam } from '@org/seam-testing';
import { EdgeVM } from '@edge-runtime/vm';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bundleSmoke, expectedSmoke } from './index.ts';

type Runtime = (script: string, options: { apiKey: string; endpoint: string }) => Promise<unknown>;

/** Runs the smoke test in a new process of the given Node. */
const inNode =
  (node: string): Runtime =>
  async (script, options) => {
    const program = `${script}
      if (!process.version.startsWith(${JSON.stringify(node.includes('node-22') ? 'v22.' : 'v24.')})) throw new Error(process.version);
      globalThis.smoke(${JSON.stringify(options)}).then((result) => console.log(JSON.stringify(result)));`;
    const running = promisify(execFile)(node, ['-']);
    running.child.stdin?.end(program);
    const { stdout } = await running;
    return JSON.parse(stdout) as unknown;
  };

const runtimes: Record<string, Runtime> = {
  'Node 24': inNode(process.execPath),
  'Node 22': inNode(join(import.meta.dirname, '../node-22/node_modules/.bin/node')),
  'an edge runtime': async (script, options) => {
    const vm = new EdgeVM();
    vm.evaluate(script);
    return JSON.parse(
      await vm.evaluate<Promise<string>>(`smoke(${JSON.stringify(options)}).then(JSON.stringify)`),
    ) as unknown;
  },
};

describe('the client', () => {
  it.each(Object.entries(runtimes))('runs on %s', async (_, run) => {
    await using fake = createFakeSeam();
    const { url } = await fake.listen();
    expect(await run(await bundleSmoke(), { apiKey: fake.apiKey, endpoint: url })).toEqual(expectedSmoke);
  });
});
