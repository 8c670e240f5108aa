import { createSeam, type SeamOptions } from '@org/seam-core';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const cli = join(import.meta.dirname, 'cli.ts');

const start = async (...args: string[]) => {
  const child = spawn(process.execPath, [cli, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  let output = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    output += chunk.toString();
    if (output.includes('API key')) break;
  }
  const url = /http:\S+/.exec(output)?.[0].replace('0.0.0.0', '127.0.0.1') ?? '';
  const apiKey = /seam_\w+/.exec(output)?.[0] ?? '';
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return await exited;
  };
  return {
    url,
    errors: () => errors,
    seam: (options?: SeamOptions) => createSeam({ apiKey, endpoint: url, retry: false, ...options }),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seam-fake-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('seam-fake', () => {
  it('prints where it listens and the API key, and answers', async () => {
    await using fake = await start();
    expect(fake.url).toContain('127.0.0.1');
    expect(await fake.seam().userIdentities.list()).toHaveLength(8);
    expect(fake.errors()).toBe('');
  });

  it('begins with the seed that is named', async () => {
    await using fake = await start('--seed', 'empty');
    expect(await fake.seam().userIdentities.list()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'saves its state at %s, and begins with it again',
    async (signal) => {
      const file = join(folder, `${signal}.json`);
      await using first = await start('--seed', 'empty', '--state', file);
      expect(existsSync(file)).toBe(true);
      await first.seam().userIdentities.create({ full_name: 'Ada' });
      expect(await first.stop(signal)).toBe(0);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1 });

      await using second = await start('--state', file);
      expect(await second.seam().userIdentities.list()).toMatchObject([{ full_name: 'Ada' }]);
    },
  );

  it('lets go wrong what a file says', async () => {
    const file = write('faults.json', [
      { target: '/devices/list', fault: { kind: 'status', status: 503 } },
      { target: '/acs/systems/list', fault: { kind: 'status', status: 500 }, probability: 1 },
    ]);
    await using fake = await start('--faults', file);
    await expect(fake.seam().devices.list()).rejects.toMatchObject({ statusCode: 503 });
    expect(await fake.seam().devices.list()).toHaveLength(4);
    await expect(fake.seam().acs.systems.list()).rejects.toMatchObject({ statusCode: 500 });
  });

  it('is the same by chance for the same seed of it', async () => {
    const fault = { kind: 'status', status: 500 };
    const file = write('rate.json', [{ target: '*', fault, probability: 0.5 }]);
    const run = async (seed: string) => {
      await using fake = await start('--faults', file, '--random-seed', seed);
      const statuses: unknown[] = [];
      for (let call = 0; call < 20; call += 1)
        statuses.push(
          await fake
            .seam()
            .devices.list()
            .then(
              () => 200,
              () => 500,
            ),
        );
      return statuses;
    };
    const [first, again, other] = await Promise.all([run('7'), run('7'), run('8')]);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('is as late as it is told to be', async () => {
    await using fake = await start('--latency', '60000');
    await expect(fake.seam({ timeout: 200 }).devices.list()).rejects.toMatchObject({
      name: 'SeamTimeoutError',
    });
  });

  it('has a control API if it is told so', async () => {
    await using fake = await start('--control');
    await using without = await start();
    expect((await fetch(`${fake.url}/_fake/journal`)).status).toBe(200);
    expect((await fetch(`${without.url}/_fake/journal`)).status).toBe(501);
  });

  it('warns when other machines reach it', async () => {
    await using fake = await start('--host', '0.0.0.0');
    expect(fake.errors()).toContain('Warning: on 0.0.0.0, other machines reach this fake');
    expect(await fake.seam().userIdentities.list()).toHaveLength(8);
  });

  const refused = (args: readonly string[]) =>
    promisify(execFile)(process.execPath, [cli, ...args]).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );

  it.each([
    [['--color'], '--color'],
    [['--port', 'many'], '--port takes a number'],
  ])('refuses %j, and says how it is called', async (args, message) => {
    const { code, stderr } = await refused(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('--seed <name>');
  });

  it.each([
    ['--state', 'half.json', '{"version":', 'It is not JSON'],
    ['--state', 'other.json', { version: 2 }, 'This is no snapshot of a fake'],
    ['--state', 'part.json', { version: 1, state: {} }, 'The snapshot does not say what is in'],
    ['--state', 'none/state.json', undefined, 'The state cannot be saved'],
    ['--faults', 'half.json', '[', 'It is not JSON'],
    ['--faults', 'missing.json', undefined, 'no such file'],
    [
      '--faults',
      'wrong.json',
      [{ target: '/doors', fault: {} }],
      'Fault 1: target must be the path of an endpoint',
    ],
  ])('with %s names the file %s and what is wrong with it', async (option, name, content, message) => {
    const file = content === undefined ? join(folder, name) : write(name, content);
    const { code, stderr } = await refused(['--port', '0', option, file]);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('says where it cannot listen', async () => {
    await using fake = await start();
    const { port } = new URL(fake.url);
    const { code, stderr } = await refused(['--port', port]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Cannot listen on 127.0.0.1, port ${port}: listen EADDRINUSE`);
  });
});
