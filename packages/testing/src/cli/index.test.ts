import { verifyWebhook } from '@org/seam-core/webhooks';
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cli, start } from './start-cli.test-helper.ts';

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
  it('prints a line that sets the variables of Seam clients in a shell', async () => {
    await using fake = await start('--quiet');
    expect(fake.url).toContain('127.0.0.1');
    expect(await fake.seam().userIdentities.list()).toHaveLength(8);
    const script = `${fake.output}printf '%s %s' "$SEAM_ENDPOINT" "$SEAM_API_KEY"`;
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script]);
    expect(stdout).toBe(`${fake.url} ${fake.apiKey}`);
    expect(fake.errors()).toBe('');
  });

  it('prints a line for each request, without parameters and tokens', async () => {
    await using fake = await start('--control');
    await fake.seam().userIdentities.list({ search: 'Ada' });
    const headers = { authorization: `Bearer ${fake.apiKey}` };
    await fetch(`${fake.url}/unknown/${fake.apiKey}/%1b?key=${fake.apiKey}`, { headers });
    await fetch(`${fake.url}/_fake/journal?key=${fake.apiKey}`);
    await vi.waitFor(() => expect(fake.errors()).toContain('_fake/journal'));
    const lines = fake.errors().trim().split('\n');
    expect(lines[0]).toMatch(/^seam-fake \d+\.\d+\.\d+ listens on \S+, seed building, clock real$/);
    expect(lines[1]).toBe(`Control API: ${fake.url}/_fake`);
    expect(lines.slice(2).map((line) => line.replace(/\d+ ms/, '0 ms'))).toEqual([
      'GET /user_identities/list 200 0 ms request1',
      expect.stringMatching(/^GET \/unknown\/\[hidden\]\/%1b \d{3} 0 ms request2$/),
      'GET /_fake/journal 200 0 ms',
    ]);
  });

  it('lets time pass by default, so that a receiver on this machine accepts deliveries', async () => {
    const received: Promise<{ body: string; headers: Record<string, string> }>[] = [];
    const receiver = createServer((request, response) => {
      const headers = request.headers as Record<string, string>;
      received.push(text(request).then((body) => ({ body, headers })));
      response.end();
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    await using fake = await start();
    const { secret = '' } = await fake.seam().webhooks.create({
      url: `http://127.0.0.1:${port}`,
      event_types: ['acs_user.deleted'],
    });
    const [user] = await fake.seam().acs.users.list();
    await fake.seam().acs.users.delete({ acs_user_id: user?.acs_user_id ?? '' });
    await vi.waitFor(() => expect(received).not.toEqual([]), { timeout: 5_000 });
    const { event } = verifyWebhook(await received[0]!, { secrets: secret });
    expect(event).toMatchObject({ event_type: 'acs_user.deleted' });
    receiver.close();
  });

  it('lets time stand still with --now', async () => {
    await using fake = await start('--now', '2027-05-01');
    expect(await (await fetch(fake.url)).json()).toMatchObject({ ok: true, now: '2027-05-01T00:00:00.000Z' });
  });

  it('prints its version', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('continues when the reader of its output disconnects', async () => {
    await using fake = await start();
    fake.disconnect();
    for (let call = 0; call < 3; call += 1) expect(await fake.seam().userIdentities.list()).toHaveLength(8);
    expect(await fake.stop()).toBe(0);
  });

  it('starts with the named seed', async () => {
    await using fake = await start('--seed', 'empty');
    expect(await fake.seam().userIdentities.list()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'saves its state at %s and restores it at the next start',
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

  it('saves its state soon after a change, so that a kill loses nothing', async () => {
    const file = join(folder, 'killed.json');
    await using first = await start('--seed', 'empty', '--state', file, '--control', '--clock', 'fixed');
    await first.seam().userIdentities.create({ full_name: 'Ada' });
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('"Ada"'), { timeout: 10_000 });
    const headers = { 'content-type': 'application/json' };
    const body = '{"set":"2030-01-01T00:00:00Z"}';
    await fetch(`${first.url}/_fake/clock`, { method: 'POST', headers, body });
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('2030-01-01'), { timeout: 10_000 });
    await first.stop('SIGKILL');

    await using second = await start('--state', file);
    expect(await second.seam().userIdentities.list()).toMatchObject([{ full_name: 'Ada' }]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('continues when saving fails, reports it, and saves after the next change', async () => {
    const place = join(folder, 'gone');
    mkdirSync(place);
    const file = join(place, 'state.json');
    await using fake = await start('--seed', 'empty', '--state', file);
    rmSync(place, { recursive: true });
    await fake.seam().userIdentities.create({ full_name: 'Ada' });
    await vi.waitFor(() => expect(fake.errors()).toContain('Cannot save the state'), { timeout: 10_000 });
    mkdirSync(place);
    await fake.seam().userIdentities.create({ full_name: 'Ben' });
    expect(await fake.stop()).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('"Ben"');
  });

  it('rejects a foreign Host header unless --host is set', async () => {
    await using without = await start();
    await using chosen = await start('--host', '127.0.0.1', '--quiet');
    const status = ({ url }: { url: string }) =>
      new Promise((resolve) => {
        get(`${url}/devices/list`, { headers: { host: 'fake.test' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
      });
    expect([await status(without), await status(chosen)]).toEqual([403, 401]);
    expect(chosen.errors()).toBe('');
  });

  it('injects the faults of a file', async () => {
    const file = write('faults.json', [
      { target: '/devices/list', fault: { kind: 'status', status: 503 } },
      { target: '/acs/systems/list', fault: { kind: 'status', status: 500 }, probability: 1 },
    ]);
    await using fake = await start('--faults', file);
    await expect(fake.seam().devices.list()).rejects.toMatchObject({ statusCode: 503 });
    expect(await fake.seam().devices.list()).toHaveLength(4);
    await expect(fake.seam().acs.systems.list()).rejects.toMatchObject({ statusCode: 500 });
  });

  it('injects the same random faults for the same --random-seed', async () => {
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

  it('delays every response by --latency', async () => {
    await using fake = await start('--latency', '60000');
    await expect(fake.seam({ timeout: 200 }).devices.list()).rejects.toMatchObject({
      name: 'SeamTimeoutError',
    });
  });

  it('serves the control API with --control', async () => {
    await using fake = await start('--control');
    await using without = await start();
    expect((await fetch(`${fake.url}/_fake/journal`)).status).toBe(200);
    expect((await fetch(`${without.url}/_fake/journal`)).status).toBe(404);
  });

  it('warns when other machines can reach it', async () => {
    await using fake = await start('--host', '0.0.0.0');
    expect(fake.errors()).toContain('Warning: other machines can reach this fake on 0.0.0.0');
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
  ])('rejects %j with the usage and the error in the last line', async (args, message) => {
    const { code, stderr } = await refused(args);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').at(-1)).toContain(message);
    expect(stderr).toContain('--seed <name>');
  });

  it.each([
    ['--state', 'half.json', '{"version":', 'Invalid JSON'],
    ['--state', 'other.json', { version: 2 }, 'Not a snapshot of a fake'],
    ['--state', 'part.json', { version: 1, state: {} }, 'The snapshot has no state.'],
    ['--state', 'none/state.json', undefined, 'Cannot save the state'],
    ['--faults', 'half.json', '[', 'Invalid JSON'],
    ['--faults', 'missing.json', undefined, 'no such file'],
    [
      '--faults',
      'wrong.json',
      [{ target: '/doors', fault: {} }],
      'Fault 1: target must be the path of an endpoint',
    ],
  ])('%s %s: names the file and the error', async (option, name, content, message) => {
    const file = content === undefined ? join(folder, name) : write(name, content);
    const { code, stderr } = await refused(['--port', '0', option, file]);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('names the address that is in use', async () => {
    await using fake = await start();
    const { port } = new URL(fake.url);
    const { code, stderr } = await refused(['--port', port]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Cannot listen on 127.0.0.1, port ${port}: listen EADDRINUSE`);
    expect(stderr).toContain('Pass another --port; with --port 0 a free one is selected.');
  });
});
