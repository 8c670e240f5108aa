import { createSeamWebhook, type SeamWebhookOptions } from '@org/seam-express';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { expressVersions } from '../../packages/express/src/serve.test-helper.ts';
import {
  asText,
  event,
  eventually,
  type Headed,
  now,
  otherSecret,
  secret,
  serveReceiver,
  signed,
  withHeaders,
  write,
} from './webhooks.test-helper.ts';

describe.each(expressVersions)('a webhook on %s', (_, express) => {
  const start = (options: Partial<SeamWebhookOptions> = {}) => serveReceiver(express, options);

  it('processes a valid delivery once, and returns 204', async () => {
    const { served, send, handled, outcomes } = await start();
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 204 });
    expect(await send(signed())).toMatchObject({ status: 204 });
    expect(handled).toEqual([event().event_id]);
    expect(outcomes).toEqual([
      { result: 'handled', status: 204, id: 'msg_1', event_type: 'acs_user.deleted' },
      expect.objectContaining({ result: 'duplicate', status: 204 }),
    ]);
  });

  it.each<[number, string, Headed]>([
    [400, 'webhook_headers_invalid', { method: 'POST', headers: {} }],
    [401, 'webhook_signature_invalid', { ...signed(), body: signed().body.replace('deleted', 'created') }],
    [401, 'webhook_timestamp_out_of_tolerance', signed(event(), { at: now - 600_000 })],
    [413, 'payload_too_large', signed({ ...event(), note: 'x'.repeat(300_000) })],
    [415, 'unsupported_media_type', withHeaders(signed(), { 'content-encoding': 'gzip' })],
  ])('returns %i %s', async (status, type, init) => {
    const { served, send, handled } = await start();
    await using _served = served;
    expect(await send(init)).toMatchObject({ status, type });
    expect(handled).toEqual([]);
  });

  it('sends Retry-After with 503', async () => {
    const slow = () => new Promise(() => {});
    const { served, send } = await start({ handlers: { 'acs_user.deleted': slow }, handlerTimeout: 10 });
    await using _served = served;
    expect(await send(signed())).toEqual({ status: 503, type: 'webhook_handler_timeout', retryAfter: '5' });
  });

  it('W01 W20 refuses by the headers, without reading the body', async () => {
    const { served, outcomes } = await start();
    await using _served = served;
    const { headers } = signed();
    const announced = { 'content-length': '100000' };
    const without = await write(served, asText(announced, '{')).response;
    expect(without).toMatch(/^HTTP\/1\.1 400 [^]*connection: close[^]*webhook_headers_invalid/i);
    const malformed = { ...headers, ...announced, 'svix-timestamp': 'now' };
    expect(await write(served, asText(malformed, '{')).response).toMatch(/^HTTP\/1\.1 400 /);
    const compressed = { ...headers, ...announced, 'content-encoding': 'gzip' };
    expect(await write(served, asText(compressed, '{')).response).toMatch(/^HTTP\/1\.1 415 /);
    expect(outcomes.map(({ status }) => status)).toEqual([400, 400, 415]);
  });

  it('W02 returns 400 for a duplicate header', async () => {
    const { served, handled } = await start();
    await using _served = served;
    const { body, headers } = signed();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    for (const name of ['svix-id', 'svix-timestamp', 'svix-signature']) {
      const twice = [
        ...lines,
        `${name}: ${headers[name]}`,
        `content-length: ${body.length}`,
        'connection: close',
      ];
      expect(await write(served, asText(twice, body)).response).toMatch(
        /^HTTP\/1\.1 400 [^]*webhook_headers_invalid/,
      );
    }
    expect(handled).toEqual([]);
  });

  it('W19 returns 413 for a Content-Length above 256 KiB, without reading the body', async () => {
    const { served, handled, outcomes } = await start();
    await using _served = served;
    const { headers } = signed();
    const { response } = write(served, asText({ ...headers, 'content-length': '262145' }, ''));
    expect(await response).toMatch(/^HTTP\/1\.1 413 [^]*connection: close[^]*payload_too_large/i);
    expect(handled).toEqual([]);
    expect(outcomes).toMatchObject([{ result: 'payload_too_large', status: 413, id: 'msg_1' }]);
  });

  it('W19 returns 413 for an endless body, and closes the connection', async () => {
    const { served, handled, outcomes } = await start();
    await using _served = served;
    const { headers } = signed();
    const chunk = `10000\r\n${'x'.repeat(0x1_00_00)}\r\n`;
    const { socket, response } = write(served, asText({ ...headers, 'transfer-encoding': 'chunked' }, chunk));
    let sent = 1;
    const more = () => {
      while (sent < 10_000 && !socket.destroyed && socket.write(chunk)) sent += 1;
    };
    socket.on('connect', more).on('drain', more);
    // Closing while data arrives may discard the response.
    expect(await response).toMatch(/^(HTTP\/1\.1 413 |$)/);
    expect(outcomes).toMatchObject([{ result: 'payload_too_large', status: 413 }]);
    expect(sent).toBeLessThan(10_000);
    expect(handled).toEqual([]);
  });

  /** A delivery with a signature that sends all but the last ten bytes of its body. */
  const stalled = (size: number): string => {
    const headers = withHeaders(signed(), {
      'svix-signature': 'v1,AAAA',
      'content-length': String(size),
    }).headers;
    return asText(headers, 'x'.repeat(size - 10));
  };

  it('W47 returns 408 for a body that stalls, and closes the connection', async () => {
    const { served, outcomes, errors } = await start({ bodyTimeout: 100 });
    await using _served = served;
    const response = await write(served, stalled(262_144)).response;
    expect(response).toMatch(/^HTTP\/1\.1 408 [^]*connection: close[^]*request_timeout/i);
    expect(outcomes).toMatchObject([{ result: 'request_timeout', status: 408, id: 'msg_1' }]);
    expect(errors).toEqual([]);
  });

  it('W48 limits the bytes of 200 stalled bodies, and processes a delivery meanwhile', async () => {
    const { served, send, handled, outcomes } = await start({
      maxBufferedBytes: 300_000,
      bodyTimeout: 60_000,
    });
    await using _served = served;
    const writing = Array.from({ length: 200 }, () => write(served, stalled(30_000)));
    const responses = writing.map(async ({ response }) => (await response).slice(9, 12));
    // Ten bodies fit. All others are refused immediately.
    await eventually(() => expect(outcomes.length).toBeGreaterThanOrEqual(190));
    expect((await send(signed())).status).toBe(204);
    expect(handled).toHaveLength(1);
    const refused = outcomes.filter(({ result }) => result === 'webhook_busy');
    expect(refused.length).toBeGreaterThanOrEqual(190);
    expect(refused.length).toBeLessThanOrEqual(199);
    for (const { socket } of writing) socket.destroy();
    expect(new Set(await Promise.all(responses))).toEqual(new Set(['503', '']));
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('W38 returns 405 for %s', async (method) => {
    const { served } = await start();
    await using _served = served;
    const { status, headers } = await served.send('/hook', { method });
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('W39 never redirects', async () => {
    const { served } = await start();
    await using _served = served;
    for (const path of ['/hook', '/hook/', '/hook/deeper'])
      expect((await served.send(path, { ...signed(), redirect: 'manual' })).status).toBe(204);
  });

  it('W44 responses, results and logs contain no secret, signature or body', async () => {
    const printed = (['log', 'info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    const { served, outcomes } = await start({ onError: undefined });
    await using _served = served;
    const good = signed();
    const bad = [
      signed(event(), { by: otherSecret }),
      signed(event(), { at: 0 }),
      signed(event(), { id: 'a.1700000000' }),
      withHeaders(good, { 'svix-signature': 'v1,AAAA' }),
      withHeaders(good, { 'svix-timestamp': '1700000000abc' }),
      { ...good, body: good.body.replace('deleted', 'created') },
      { ...good, body: `${good.body} ` },
      withHeaders(good, { 'content-encoding': 'gzip' }),
      { method: 'POST' },
    ];
    const texts: string[] = [];
    for (const init of bad) {
      const { status, text, headers } = await served.send('/hook', init);
      expect(status).toBeGreaterThanOrEqual(400);
      texts.push(text, JSON.stringify([...headers]));
    }
    const calls = printed.flatMap((spy) => spy.mock.calls);
    vi.restoreAllMocks();
    const all = [...texts, inspect(outcomes, { depth: 9 }), inspect(calls, { depth: 9 })].join('\n');
    const signature = good.headers['svix-signature'] ?? '';
    for (const secretText of [secret.slice(6), otherSecret.slice(6), signature.slice(3), event().acs_user_id])
      expect(all).not.toContain(secretText);
  });

  it('W40 completes a delivery when the sender disconnects, and remembers it', async () => {
    let finish: (() => void) | undefined;
    let calls = 0;
    const slow = () => {
      calls += 1;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { served, send, outcomes } = await start({ handlers: { 'acs_user.deleted': slow } });
    await using _served = served;
    const { body, headers } = signed();
    const { socket, response } = write(
      served,
      asText({ ...headers, 'content-length': String(body.length) }, body),
    );
    await eventually(() => expect(finish).toBeDefined());
    socket.destroy();
    expect(await response).toBe('');
    finish?.();
    await eventually(() => expect(outcomes).toMatchObject([{ result: 'handled' }]));
    expect((await send(signed())).status).toBe(204);
    expect([calls, outcomes.at(-1)?.result]).toEqual([1, 'duplicate']);
  });

  it('W40 processes nothing when the sender disconnects during the body', async () => {
    const { served, handled, outcomes } = await start();
    await using _served = served;
    const { body, headers } = signed();
    const { socket } = write(
      served,
      asText({ ...headers, 'content-length': String(body.length) }, body.slice(0, 20)),
    );
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.end();
    await eventually(() =>
      expect(outcomes).toMatchObject([{ result: 'webhook_payload_invalid', id: 'msg_1' }]),
    );
    expect(handled).toEqual([]);
  });
});

describe('createSeamWebhook', () => {
  it.each(['', 'whsec_', 'whsec_AA==', 'whsec_1234', ` ${secret}`, 'not base64!'])(
    'W22 W23 refuses the secret %j on creation',
    (bad) => {
      const fallback = () => {};
      expect(() => createSeamWebhook({ fallback, secrets: bad })).toThrow(/secret/);
      expect(() => createSeamWebhook({ fallback, secrets: undefined as never })).toThrow(/secret/);
    },
  );

  it.each<[unknown, string]>([
    [undefined, 'createSeamWebhook takes an object of options; got undefined.'],
    [
      { handlerTimout: 5 },
      'createSeamWebhook: unknown option "handlerTimout". Did you mean "handlerTimeout"?',
    ],
    [{ handlerTimeout: 'yes' }, 'createSeamWebhook: handlerTimeout must be a number of milliseconds'],
    [{ bodyTimeout: 2 ** 31 }, 'createSeamWebhook: bodyTimeout must be a number of milliseconds'],
  ])('W46 refuses the options %j on creation', (options, message) => {
    const complete = options && { secrets: secret, fallback: () => {}, ...options };
    expect(() => createSeamWebhook(complete as never)).toThrow(message);
  });
});
