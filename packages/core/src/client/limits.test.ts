import { EventEmitter, getEventListeners, once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSeam } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const apiKey = 'seam_test1_key';
const found = { user_identity: { user_identity_id }, ok: true };
const mebibyte = 1_048_576;

/** A raw server, for what node:http would not send. */
const rawServer = async (onRequest: (socket: Socket, count: number) => void) => {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => onRequest(socket, (count += 1)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => count,
    connections: () => sockets.size,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

const rawResponse = (body: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;

const okText = rawResponse(JSON.stringify(found));
const clientOf = (endpoint: string, options: object = {}) =>
  createSeam({ apiKey, endpoint, retry: { baseDelay: 1 }, ...options });
const get = (endpoint: string, options?: object) =>
  clientOf(endpoint, options).userIdentities.get({ user_identity_id });

describe('a response that is too long', () => {
  const tooLarge = { name: 'SeamInvalidResponseError', reason: 'too_large', outcome: 'unknown' };

  it('C45: is not read to its end', async () => {
    let written = 0;
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(mebibyte, ' ');
      const write = () => {
        while (!response.destroyed && written < 1024 && response.write(chunk)) written += 1;
        if (!response.destroyed && written < 1024) response.once('drain', write);
      };
      write();
    });
    await expect(get(server.url)).rejects.toMatchObject(tooLarge);
    expect(server.requests).toHaveLength(1);
    expect(written).toBeLessThan(64);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('C46: counts as what it unfolds to (%s)', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(64 * mebibyte, ' '));
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      response.end(bomb);
    });
    await expect(get(server.url)).rejects.toMatchObject(tooLarge);
  });

  it('C45: may be longer for a read than for a change', async () => {
    await using server = await recordingServer(json({ ...found, padding: 'x'.repeat(2 * mebibyte) }));
    expect(await get(server.url)).toEqual(found.user_identity);
    const seam = clientOf(server.url);
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject(tooLarge);
  });

  it('C39: does not delay the verdict of a server error', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.write(Buffer.alloc(70_000, ' '));
    });
    await expect(get(server.url, { retry: false })).rejects.toMatchObject({
      name: 'SeamServerError',
      statusCode: 500,
    });
  });
});

describe('an unusual response', () => {
  it('C25: may begin with a byte order mark', async () => {
    await using server = await rawServer((socket) =>
      socket.write(rawResponse(`\uFEFF${JSON.stringify(found)}`)),
    );
    expect(await get(server.url)).toEqual(found.user_identity);
  });

  it('C25: may not be anything but UTF-8', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    });
    await expect(get(server.url, { retry: false })).rejects.toMatchObject({ reason: 'invalid_json' });
  });

  it('C48: may be nested deeply', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    await using server = await rawServer((socket) =>
      socket.write(rawResponse(`{"user_identity":{"deep":${deep}},"ok":true}`)),
    );
    expect(await get(server.url)).toHaveProperty('deep');
  });

  it('C49: is not asked for again when its headers are too long', async () => {
    await using server = await rawServer((socket) =>
      socket.write(rawResponse('{}', `x-long: ${'x'.repeat(70_000)}\r\n`)),
    );
    await expect(get(server.url)).rejects.toMatchObject({ name: 'SeamConnectionError', code: 'headers' });
    expect(server.count()).toBe(1);
  });

  it('C41: may be preceded by others that say nothing yet', async () => {
    await using server = await rawServer((socket) =>
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100) + okText),
    );
    expect(await get(server.url)).toEqual(found.user_identity);
  });

  it('C51: an additional response on the connection is not used for the next call', async () => {
    const smuggled = rawResponse('{"user_identity":{"user_identity_id":"smuggled"},"ok":true}');
    await using server = await rawServer((socket, count) =>
      socket.write(count === 1 ? okText + smuggled : okText),
    );
    const seam = clientOf(server.url);
    expect(await seam.userIdentities.get({ user_identity_id })).toEqual(found.user_identity);
    expect(await seam.userIdentities.get({ user_identity_id })).toEqual(found.user_identity);
  });

  it('C47: that ends long before the length it announced broke off', async () => {
    await using server = await rawServer((socket) =>
      socket.end(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{"ok"',
      ),
    );
    await expect(get(server.url)).rejects.toMatchObject({
      name: 'SeamConnectionError',
      code: 'body_truncated',
    });
    expect(server.count()).toBe(4);
  });

  it('C14: is cut off when it drips in without an end', async () => {
    const timers: NodeJS.Timeout[] = [];
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      timers.push(setInterval(() => response.write(' '), 10));
    });
    const call = get(server.url, { timeout: 500, retry: false });
    await expect(call).rejects.toMatchObject({ name: 'SeamTimeoutError', phase: 'body' });
    for (const timer of timers) clearInterval(timer);
  });
});

describe('a connection that was kept', () => {
  it('C10: and is reset on the next call is replaced by a fresh one', async () => {
    await using server = await rawServer((socket, count) =>
      count === 2 ? socket.resetAndDestroy() : socket.write(okText),
    );
    const seam = clientOf(server.url);
    await seam.userIdentities.get({ user_identity_id });
    expect(await seam.userIdentities.get({ user_identity_id })).toEqual(found.user_identity);
    expect([server.count(), server.connections()]).toEqual([3, 2]);
  });
});

describe('a redirect', () => {
  it('C44: that leads back to itself is met once', async () => {
    await using server = await recordingServer((response, { url }) =>
      response.writeHead(307, { location: url }).end(),
    );
    await expect(get(server.url)).rejects.toMatchObject({ reason: 'redirect' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a fetch of another make', () => {
  /** Passes on what every `fetch` knows, and not the signal and the handling of redirects. */
  const forwarding = (url: unknown, { method, headers, body }: RequestInit = {}) =>
    fetch(url as string, { method, headers, body } as RequestInit);

  it('C115: that follows a redirect proves nothing, whatever the other address responds', async () => {
    await using server = await recordingServer((response, request) => {
      if (request.method === 'GET') json({ ok: true })(response, request);
      else response.writeHead(302, { location: '/health' }).end();
    });
    const seam = clientOf(server.url, { fetch: forwarding });
    await expect(seam.acs.users.revokeAccessToAllEntrances({ user_identity_id })).rejects.toMatchObject({
      reason: 'redirect',
      outcome: 'unknown',
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/acs/users/revoke_access_to_all_entrances',
      '/health',
    ]);
  });

  it('C118: that ignores the signal is not read on after the timeout', async () => {
    const closed = new EventEmitter();
    const isClosed = once(closed, 'close');
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write(' ');
      response.once('close', () => closed.emit('close'));
    });
    const seam = clientOf(server.url, { fetch: forwarding, timeout: 500, retry: false });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({ phase: 'body' });
    await isClosed;
  });

  it('C118: that responds after the timeout is not reported to hooks, and not read', async () => {
    const cancel = vi.fn<() => void>();
    const releases = new EventEmitter();
    const released = once(releases, 'release');
    const events: string[] = [];
    const seam = createSeam({
      apiKey,
      timeout: 20,
      retry: false,
      fetch: async () => {
        await released;
        return new Response(new ReadableStream({ cancel }));
      },
      hooks: {
        request: () => events.push('request'),
        response: () => events.push('response'),
        error: () => events.push('error'),
      },
    });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({ phase: 'headers' });
    releases.emit('release');
    await nextTurn();
    expect(events).toEqual(['request', 'error']);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it.each([
    ['returns nothing', () => Promise.resolve(undefined)],
    ['returns a text', () => Promise.resolve('<html>')],
  ])('C72: that %s is an error', async (_, fetch) => {
    const seam = createSeam({ apiKey, fetch: fetch as never });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({
      reason: 'transport',
    });
  });

  it('C72: that never settles is bounded by the time there is', async () => {
    const seam = createSeam({
      apiKey,
      fetch: () => new Promise(() => {}),
      timeout: 20,
      totalTimeout: 50,
      retry: { baseDelay: 1 },
    });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({
      name: 'SeamTimeoutError',
    });
  });

  it('keeps the limits of the client where a call leaves them undefined', async () => {
    const seam = createSeam({
      apiKey,
      fetch: () => new Promise(() => {}),
      timeout: 20,
      totalTimeout: 50,
      retry: { baseDelay: 1 },
    });
    const unset = { timeout: undefined, totalTimeout: undefined, retry: undefined };
    await expect(seam.userIdentities.get({ user_identity_id }, unset)).rejects.toMatchObject({
      name: 'SeamTimeoutError',
    });
  });
});

describe('a caller who gives up', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('C54: while a pause before another attempt lasts ends the call, and nothing more is sent', async () => {
    const controller = new AbortController();
    await using server = await recordingServer(json({ ok: false }, 503));
    const seam = clientOf(server.url, {
      retry: { baseDelay: 60_000 },
      totalTimeout: 600_000,
      hooks: { retry: () => controller.abort('enough') },
    });
    const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', outcome: 'unknown', cause: 'enough' });
    expect(server.requests).toHaveLength(1);
  });

  it('C56: by AbortSignal.timeout is a caller who gives up, not a timeout of ours', async () => {
    await using server = await recordingServer(() => {});
    const call = clientOf(server.url).userIdentities.delete(
      { user_identity_id },
      { signal: AbortSignal.timeout(500) },
    );
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', cause: { name: 'TimeoutError' } });
    expect(server.requests).toHaveLength(1);
  });

  it('C55: leaves no listener on a signal that many calls share', async () => {
    const { signal } = new AbortController();
    const fetch = async () => Response.json(found);
    const seam = createSeam({ apiKey, fetch });
    for (let batch = 0; batch < 20; batch += 1)
      await Promise.all(
        Array.from({ length: 100 }, () => seam.userIdentities.get({ user_identity_id }, { signal })),
      );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('C55: leaves none either when fetch ignores the timeout and never responds', async () => {
    const { signal } = new AbortController();
    const seam = createSeam({ apiKey, timeout: 5, retry: false, fetch: () => new Promise(() => {}) });
    await expect(seam.userIdentities.get({ user_identity_id }, { signal })).rejects.toMatchObject({
      name: 'SeamTimeoutError',
    });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it.each([
    ['a result', 200],
    ['an error', 404],
  ])('C55: leaves none on the signal that its fetch receives, after %s', async (_, status) => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      signals.push(init?.signal);
      return Response.json(found, { status });
    };
    await createSeam({ apiKey, fetch })
      .userIdentities.get({ user_identity_id })
      .catch(() => {});
    expect(signals.map((signal) => signal && getEventListeners(signal, 'abort'))).toEqual([[]]);
  });

  it('C125: at the moment when the response was read receives the result or an error', async () => {
    const results = new Set<unknown>();
    for (let turns = 0; turns < 60; turns += 1) {
      const controller = new AbortController();
      const response = async () => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        controller.abort();
      };
      const fetch = async () => Response.json(found);
      const seam = createSeam({ apiKey, fetch, hooks: { response: () => void response() } });
      const call = seam.userIdentities.get({ user_identity_id }, { signal: controller.signal });
      results.add(await call.then(JSON.stringify, ({ name }: Error) => name));
    }
    expect([...results]).toEqual(['SeamAbortError', JSON.stringify(found.user_identity)]);
  });
});

describe('one call', () => {
  it('C60: awaited twice is sent once', async () => {
    await using server = await recordingServer(json(found));
    const call = get(server.url);
    await Promise.all([call, call.catch(() => {}), call.finally(() => {})]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['C32: 2 seconds', (): string => '2', [2000, 2200]],
    ['C33: a date', (): string => new Date(Date.now() + 5000).toUTCString(), [3500, 5600]],
  ] as const)('waits as long as Retry-After says: %s', async (_, retryAfter, [least, most]) => {
    const delays: number[] = [];
    const fetch = vi
      .fn<typeof globalThis.fetch>()
      .mockImplementationOnce(async () =>
        Response.json({ ok: false }, { status: 429, headers: { 'retry-after': retryAfter() } }),
      )
      .mockImplementation(async () => Response.json(found));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const seam = createSeam({ apiKey, fetch, hooks: { retry: ({ delay }) => void delays.push(delay) } });
    const call = seam.userIdentities.get({ user_identity_id });
    await vi.waitFor(() => expect(delays).toHaveLength(1), 10_000);
    await vi.advanceTimersByTimeAsync(6000);
    await call;
    vi.useRealTimers();
    expect(delays[0]).toBeGreaterThanOrEqual(least);
    expect(delays[0]).toBeLessThanOrEqual(most);
  });

  it('C66: of more than 256 KiB is not sent', async () => {
    await using server = await recordingServer(json(found));
    const call = clientOf(server.url).userIdentities.create({ full_name: 'x'.repeat(300_000) });
    await expect(call).rejects.toMatchObject({ name: 'SeamInvalidInputError', outcome: 'not_sent' });
    expect(server.requests).toEqual([]);
  });
});
