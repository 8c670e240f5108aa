import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { Random } from '../fake/random.ts';
import { deep, type OddRequest, oddRequests } from './odd-requests.test-helper.ts';
import { start } from './start-cli.test-helper.ts';

const count = Number(process.env['ODD_REQUESTS'] ?? 2_000);
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** The status of the response; `undefined` when there is none within `limitMs`: an odd request may have planned a fault. */
const send = (url: string, { verb, path, headers, body }: OddRequest, limitMs = 250) =>
  new Promise<number | undefined>((resolve) => {
    const { hostname, port } = new URL(url);
    const done = (status?: number) => {
      resolve(status);
      request.destroy();
    };
    const request = httpRequest({ agent, hostname, port, method: verb, path, headers }, (response) => {
      response.resume().on('close', () => resolve(response.statusCode));
      response.on('error', () => done());
    });
    request.on('error', () => done()).setTimeout(limitMs, () => done());
    request.end(body);
  });

/** Sends raw bytes, then disconnects: at once, or after the first bytes of the response. */
const sendRaw = (url: string, bytes: string) =>
  new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.on('error', () => {}).on('close', () => resolve());
    if (bytes.length % 2 === 0) socket.once('data', () => socket.destroy());
    else socket.once('ready', () => setImmediate(() => socket.destroy()));
    socket.setTimeout(100, () => socket.destroy());
  });

const rawRequests = [
  '',
  'x',
  '\r\n\r\n',
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET /devices/list HTTP/1.0\r\n\r\n',
  'GET http://evil.example/devices/list HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'POST /devices/list HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  'POST /_fake/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  'POST /_fake/clock HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /devices/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  'POST /devices/list HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n',
  'POST /devices/list HTTP/1.1\r\nHost: localhost\r\nExpect: nonsense\r\nContent-Length: 5\r\n\r\n',
  `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: localhost\r\n${'X-A: b\r\n'.repeat(3_000)}\r\n`,
  'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(200),
  '\0\x01\xff',
  '\x16\x03\x01\x02\x00',
];

/** A copy of a JSON value with a few values replaced at random places. */
const bend = (value: unknown, random: Random): unknown => {
  const copy = JSON.parse(JSON.stringify(value)) as unknown;
  for (let round = 0; round < 3; round += 1) {
    let at = copy as Record<string, unknown>;
    for (;;) {
      const keys = Object.keys(at);
      const key = keys[random.below(keys.length)];
      if (key === undefined) break;
      const child = at[key];
      if (
        typeof child === 'object' &&
        child !== null &&
        Object.keys(child).length > 0 &&
        random.below(8) > 0
      ) {
        at = child as Record<string, unknown>;
        continue;
      }
      at[key] = [null, 'garbage', -1, 1e308, [], {}, '2026-01-01T00:00:00+01', 'x'.repeat(500)][
        random.below(8)
      ];
      break;
    }
  }
  return copy;
};

it(
  `still responds after ${count} odd requests to the API and to every control route`,
  { timeout: 600_000 },
  async () => {
    await using fake = await start('--control', '--quiet');
    const random = new Random(Number(process.env['ODD_SEED'] ?? 1));
    const { toApi, toControl } = oddRequests(random, fake.apiKey);
    const control = async (verb: string, path: string, value?: unknown) => {
      const body = value === undefined ? undefined : JSON.stringify(value);
      const headers = { 'content-type': 'application/json' };
      return await send(fake.url, { verb, path, headers, body }, 30_000);
    };
    const snapshot = await (await fetch(`${fake.url}/_fake/snapshot`)).json();

    const next = async (index: number): Promise<void> => {
      if (index % 50 === 0) await control('PUT', '/_fake/snapshot', bend(snapshot, random));
      if (index % 100 === 99) await control('POST', '/_fake/reset');
      if (index % 25 === 0) await sendRaw(fake.url, rawRequests[random.below(rawRequests.length)] ?? '');
      await send(fake.url, index % 4 === 0 ? toControl() : toApi());
      if (index % 20 === 0) await control('DELETE', '/_fake/faults');
    };
    let sent = 0;
    const work = async () => {
      while (sent < count) {
        sent += 1;
        await next(sent);
      }
    };
    await Promise.all(Array.from({ length: 16 }, work));
    await Promise.all(rawRequests.map((bytes) => sendRaw(fake.url, bytes)));

    expect(await control('DELETE', '/_fake/faults')).toBe(200);
    expect(await control('POST', '/_fake/reset')).toBe(200);
    expect(await fake.seam().userIdentities.list()).toHaveLength(8);
    expect(await fake.stop()).toBe(0);
    expect(fake.errors()).toBe('');
    agent.destroy();
  },
);

const running = start('--control');
afterAll(async () => {
  await (await running).stop();
});

it.each([
  ['{"advance_ms":1e308}'],
  ['{"advance_ms":1e400}'],
  ['{"advance_ms":-1}'],
  ['{"advance_ms":"5"}'],
  ['{"advance_ms":null}'],
  ['{"advance_ms":1,"advance":1}'],
  ['{"advance_ms":1,"set":"2027-01-01"}'],
  ['{"set":"garbage"}'],
  ['{"set":1e308}'],
  ['{"set":"+275760-09-13T00:00:00.000Z"}'],
  ['{}'],
  ['[]'],
  ['5'],
  ['"x"'],
  ['null'],
  [''],
  [deep('[', ']')],
])('returns 400 for POST /_fake/clock %.50s and stays up', async (body) => {
  const fake = await running;
  const post = { verb: 'POST', path: '/_fake/clock', headers: { 'content-type': 'application/json' }, body };
  expect(await send(fake.url, post, 10_000)).toBe(400);
  expect(await fake.seam().userIdentities.list()).toHaveLength(8);
});
