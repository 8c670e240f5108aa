import { createSeam } from '@org/seam-core';
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const cli = join(import.meta.dirname, 'cli.ts');

const start = async (...args: string[]) => {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    output += chunk.toString();
    if (output.includes('API key')) break;
  }
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    url: /http:\S+/.exec(output)?.[0] ?? '',
    apiKey: /seam_\w+/.exec(output)?.[0] ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await exited;
    },
  };
};

describe('seam-fake', () => {
  it('prints where it listens and the API key, and answers', async () => {
    await using fake = await start('--port', '0');
    const seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.url });
    expect(await seam.userIdentities.list()).toHaveLength(8);
  });

  it('begins with the seed that is named', async () => {
    await using fake = await start('--port', '0', '--seed', 'empty');
    const seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.url });
    expect(await seam.userIdentities.list()).toEqual([]);
  });

  it.each([
    [['--port', 'many'], '--port takes a number'],
    [['--port', '70000'], '--port takes a number'],
    [['--seed', 'castle'], 'There is no seed castle'],
    [['--color'], '--color'],
  ])('refuses %j, and says how it is called', async (args, message) => {
    const call = promisify(execFile)(process.execPath, [cli, ...args]);
    await expect(call).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    await expect(call).rejects.toMatchObject({ stderr: expect.stringContaining('--seed <name>') });
  });
});
