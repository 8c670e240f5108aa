import { createSeamWebhook, type SeamWebhookOptions } from '@org/seam-express';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { expressVersions } from '../../packages/express/src/serve.test-helper.ts';
import {
  asText,
  event,
  eventually,
  now,
  otherSecret,
  secret,
  signed,
  startReceiver,
  withHeaders,
  write,
} from './webhooks.test-helper.ts';

describe.each(expressVersions)('on %s', (_, express) => {
  const start = (options: Partial<SeamWebhookOptions> = {}) => startReceiver(express, options);

  it('acts on a good delivery once, and answers 204', async () => {
    const { served, send, handled, outcomes } = await start();
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 204 });
    expect(handled).toEqual([event().event_id]);
    expect(outcomes).toEqual([
      { result: 'handled', status: 204, id: 'msg_1', event_type: 'acs_user.deleted' },
    ]);
  });

  it.each(['svix-id', 'svix-timestamp', 'svix-signature'])(
    'W01 refuses a delivery without %s',
    async (name) => {
      const { served, send, handled } = await start();
      await using _served = served;
      const init = signed();
      const { [name]: _missing, ...headers } = init.headers;
      expect(await send({ ...init, headers })).toMatchObject({
        status: 400,
        type: 'webhook_headers_invalid',
      });
      expect(handled).toEqual([]);
    },
  );

  it('W01 W20 answers by the headers when the body never comes', async () => {
    const { served, outcomes } = await start();
    await using _served = served;
    const { headers } = signed();
    const announced = { 'content-length': '100000' };
    const without = await write(served, asText(announced, '{')).answer;
    expect(without).toMatch(/^HTTP\/1\.1 400 [^]*connection: close[^]*webhook_headers_invalid/i);
    const malformed = { ...headers, ...announced, 'svix-timestamp': 'now' };
    expect(await write(served, asText(malformed, '{')).answer).toMatch(/^HTTP\/1\.1 400 /);
    const compressed = { ...headers, ...announced, 'content-encoding': 'gzip' };
    expect(await write(served, asText(compressed, '{')).answer).toMatch(/^HTTP\/1\.1 415 /);
    expect(outcomes.map(({ status }) => status)).toEqual([400, 400, 415]);
  });

  it('W02 refuses a header that came twice', async () => {
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
      expect(await write(served, asText(twice, body)).answer).toMatch(
        /^HTTP\/1\.1 400 [^]*webhook_headers_invalid/,
      );
    }
    expect(handled).toEqual([]);
  });

  it('W03 W12 W13 refuses what is not signed as it came', async () => {
    const { served, send, handled } = await start();
    await using _served = served;
    const good = signed();
    const signature = good.headers['svix-signature'] ?? '';
    const flipped = signature.replace(/.(?=.{5}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    const refusal = { status: 401, type: 'webhook_signature_invalid' };
    expect(await send(withHeaders(good, { 'svix-signature': flipped }))).toMatchObject(refusal);
    expect(await send({ ...good, body: good.body.replace('deleted', 'created') })).toMatchObject(refusal);
    const spaced = JSON.stringify(JSON.parse(good.body), undefined, 1);
    expect(await send({ ...good, body: spaced })).toMatchObject(refusal);
    expect(handled).toEqual([]);
  });

  it.each(['v1a,AAAA', 'v2,AAAA', 'AAAA', 'v1,'])('W04 refuses the signature %s', async (value) => {
    const { served, send } = await start();
    await using _served = served;
    expect((await send(withHeaders(signed(), { 'svix-signature': value }))).status).toBe(401);
  });

  it('W05 looks at sixteen signatures and no more', async () => {
    const { served, send } = await start();
    await using _served = served;
    const good = signed().headers['svix-signature'] ?? '';
    const many = [...Array<string>(16).fill('v1,AAAA'), good].join(' ');
    expect((await send(withHeaders(signed(), { 'svix-signature': many }))).status).toBe(401);
    const few = [...Array<string>(15).fill('v1,AAAA'), good].join(' ');
    expect((await send(withHeaders(signed(), { 'svix-signature': few }))).status).toBe(204);
  });

  it('W06 W07 takes five minutes either way, and says how far off a delivery was', async () => {
    const { served, send, outcomes } = await start();
    await using _served = served;
    const status = async (seconds: number) =>
      (await send(signed(event(), { id: `msg${seconds}`, at: now + seconds * 1000 }))).status;
    expect([await status(-301), await status(301), await status(-299), await status(299)]).toEqual([
      401, 401, 204, 204,
    ]);
    expect(outcomes.map(({ result, skew }) => [result, skew])).toEqual([
      ['webhook_timestamp_out_of_tolerance', -301_000],
      ['webhook_timestamp_out_of_tolerance', 301_000],
      ['handled', undefined],
      ['duplicate', undefined],
    ]);
  });

  it.each([
    '1700000000abc',
    '1700000000.9',
    '+1700000000',
    '0x6553f100',
    '1700000000000',
    '-1',
    'NaN',
    '1'.repeat(400),
  ])('W08 refuses the timestamp %s', async (value) => {
    const { served, send } = await start();
    await using _served = served;
    expect(await send(withHeaders(signed(), { 'svix-timestamp': value }))).toMatchObject({
      status: 400,
      type: 'webhook_headers_invalid',
    });
  });

  it('W09 W10 knows a delivery again, also signed anew and with headers in other letters', async () => {
    const { served, send, handled, outcomes } = await start();
    await using _served = served;
    await send(signed());
    const again = signed(event(), { at: now + 5_000 });
    const shouted = Object.fromEntries(
      Object.entries(again.headers).map(([name, value]) => [
        name.toUpperCase(),
        name === 'svix-signature' ? `v1,AAAA ${value}` : value,
      ]),
    );
    expect((await send({ ...again, headers: shouted })).status).toBe(204);
    expect(handled).toHaveLength(1);
    expect(outcomes.at(-1)?.result).toBe('duplicate');
  });

  it('W11 refuses an id that comes back with another body, and says so', async () => {
    const { served, send, handled, errors } = await start();
    await using _served = served;
    await send(signed());
    expect(await send(signed(event(2)))).toMatchObject({ status: 409, type: 'webhook_id_reused' });
    expect(handled).toEqual([event().event_id]);
    expect(errors).toMatchObject([{ error: { type: 'webhook_id_reused' }, delivery: { id: 'msg_1' } }]);
  });

  it('acts once on an event that comes under two ids', async () => {
    const { served, send, handled } = await start();
    await using _served = served;
    await send(signed(event(), { id: 'msg_1' }));
    await send(signed(event(), { id: 'msg_2' }));
    expect(handled).toHaveLength(1);
  });

  it('W15 verifies the bytes whatever the content type says', async () => {
    const { served, send } = await start();
    await using _served = served;
    expect((await send(withHeaders(signed(), { 'content-type': 'text/plain' }))).status).toBe(204);
  });

  it.each([
    ['W16 an empty body', ''],
    ['W17 no JSON', '{'],
    ['W17 null', 'null'],
    ['W17 a list', '[]'],
    ['W17 no event type', '{"event_id":"x"}'],
  ])('%s is refused, however well it is signed', async (_title, body) => {
    const { served, send } = await start();
    await using _served = served;
    const { Webhook } = await import('standardwebhooks');
    const signature = new Webhook(secret).sign('msg_1', new Date(now), body);
    const headers = {
      'content-type': 'application/json',
      'svix-id': 'msg_1',
      'svix-timestamp': String(now / 1000),
      'svix-signature': signature,
    };
    expect(await send({ method: 'POST', body, headers })).toMatchObject({
      status: 400,
      type: 'webhook_payload_invalid',
    });
  });

  it('W18 gives no prototype to whoever copies an event', async () => {
    let seen: object = {};
    const { served, send } = await start({ handlers: {}, fallback: (copied) => void (seen = { ...copied }) });
    await using _served = served;
    const body = '{"event_type":"x","__proto__":{"isAdmin":true}}';
    const { Webhook } = await import('standardwebhooks');
    const headers = {
      'svix-id': 'msg_1',
      'svix-timestamp': String(now / 1000),
      'svix-signature': new Webhook(secret).sign('msg_1', new Date(now), body),
    };
    expect((await send({ method: 'POST', body, headers })).status).toBe(204);
    expect((seen as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('W19 answers 413 to a body beyond 256 KiB that says so, and reads none of it', async () => {
    const { served, handled, outcomes } = await start();
    await using _served = served;
    const { headers } = signed();
    const { answer } = write(served, asText({ ...headers, 'content-length': '262145' }, ''));
    expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*connection: close[^]*payload_too_large/i);
    expect(handled).toEqual([]);
    expect(outcomes).toMatchObject([{ result: 'payload_too_large', status: 413, id: 'msg_1' }]);
  });

  it('W19 answers 413 to a body without an end, and closes', async () => {
    const { served, handled, outcomes } = await start();
    await using _served = served;
    const { headers } = signed();
    const chunk = `10000\r\n${'x'.repeat(0x1_00_00)}\r\n`;
    const { socket, answer } = write(served, asText({ ...headers, 'transfer-encoding': 'chunked' }, chunk));
    let sent = 1;
    const more = () => {
      while (sent < 10_000 && !socket.destroyed && socket.write(chunk)) sent += 1;
    };
    socket.on('connect', more).on('drain', more);
    // Closing while more comes may cost the answer on its way.
    expect(await answer).toMatch(/^(HTTP\/1\.1 413 |$)/);
    expect(outcomes).toMatchObject([{ result: 'payload_too_large', status: 413 }]);
    expect(sent).toBeLessThan(10_000);
    expect(handled).toEqual([]);
  });

  /** A delivery that says it is signed, and sends all but the last ten bytes of its body. */
  const stalled = (size: number): string => {
    const headers = withHeaders(signed(), {
      'svix-signature': 'v1,AAAA',
      'content-length': String(size),
    }).headers;
    return asText(headers, 'x'.repeat(size - 10));
  };

  it('W47 answers 408 to a body that stalls, and closes the connection', async () => {
    const { served, outcomes, errors } = await start({ bodyTimeout: 100 });
    await using _served = served;
    const answer = await write(served, stalled(262_144)).answer;
    expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*connection: close[^]*request_timeout/i);
    expect(outcomes).toMatchObject([{ result: 'request_timeout', status: 408, id: 'msg_1' }]);
    expect(errors).toEqual([]);
  });

  it('W48 holds no more of 200 unsigned bodies that stall than it may, and acts on a delivery meanwhile', async () => {
    const { served, send, handled, outcomes } = await start({
      maxBufferedBytes: 300_000,
      bodyTimeout: 60_000,
    });
    await using _served = served;
    const writing = Array.from({ length: 200 }, () => write(served, stalled(30_000)));
    const answers = writing.map(async ({ answer }) => (await answer).slice(9, 12));
    // Ten bodies fit, so that all others are answered at once.
    await eventually(() => expect(outcomes.length).toBeGreaterThanOrEqual(190));
    expect((await send(signed())).status).toBe(204);
    expect(handled).toHaveLength(1);
    const refused = outcomes.filter(({ result }) => result === 'webhook_busy');
    expect(refused.length).toBeGreaterThanOrEqual(190);
    expect(refused.length).toBeLessThanOrEqual(199);
    for (const { socket } of writing) socket.destroy();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['503', '']));
  });

  it('W20 inflates nothing', async () => {
    const { served, send, outcomes } = await start();
    await using _served = served;
    const init = signed();
    expect(
      await send(
        withHeaders({ ...init, body: gzipSync(init.body) as BodyInit }, { 'content-encoding': 'gzip' }),
      ),
    ).toMatchObject({ status: 415, type: 'unsupported_media_type' });
    expect(outcomes).toMatchObject([{ result: 'unsupported_media_type' }]);
  });

  it('W21 tells bytes from those that a loose decoder would take for the same', async () => {
    const { served, send } = await start();
    await using _served = served;
    const named = { ...event(), note: '\ufffd' };
    const init = signed(named);
    const loose = Buffer.from(init.body).toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff');
    expect((await send({ ...init, body: Buffer.from(loose, 'latin1') as BodyInit })).status).toBe(401);
    expect((await send(init)).status).toBe(204);
  });

  it.each(['', 'whsec_', 'whsec_AA==', 'whsec_1234', ` ${secret}`, 'not base64!'])(
    'W22 W23 is not made with the secret %j',
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
  ])('W46 is not made with %j', (options, message) => {
    const complete = options && { secrets: secret, fallback: () => {}, ...options };
    expect(() => createSeamWebhook(complete as never)).toThrow(message);
  });

  it('W24 W25 takes the old and the new secret while both are given', async () => {
    const { served, send } = await start({ secrets: [secret, otherSecret] });
    await using _served = served;
    expect((await send(signed(event(1), { id: 'a', by: secret }))).status).toBe(204);
    expect((await send(signed(event(2), { id: 'b', by: otherSecret }))).status).toBe(204);
    const after = await start({ secrets: otherSecret });
    await using _after = after.served;
    expect((await after.send(signed(event(3), { id: 'c', by: secret }))).status).toBe(401);
  });

  it('W26 refuses an id that could trade places with a timestamp', async () => {
    const { served, send } = await start();
    await using _served = served;
    expect(await send(signed(event(), { id: 'a.1700000000' }))).toMatchObject({ status: 400 });
  });

  it('W27 reads one family of headers', async () => {
    const { served, send } = await start();
    await using _served = served;
    const init = signed();
    const renamed = Object.fromEntries(
      Object.entries(init.headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
    );
    expect((await send({ ...init, headers: renamed })).status).toBe(204);
    expect((await send({ ...init, headers: { ...renamed, 'svix-id': 'msg_1' } })).status).toBe(400);
  });

  it('W28 W29 acknowledges types and fields that it does not know', async () => {
    const { served, send, outcomes, handled } = await start();
    await using _served = served;
    await send(signed({ ...event(1), event_type: 'acs_user.teleported' }, { id: 'a' }));
    await send(signed({ ...event(2), shoe_size: 44 }, { id: 'b' }));
    expect(outcomes.map(({ result, status }) => [result, status])).toEqual([
      ['unhandled', 204],
      ['handled', 204],
    ]);
    expect(handled).toHaveLength(1);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('W38 answers 405 to %s', async (method) => {
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

  it('W43 refuses what another endpoint’s secret signed', async () => {
    const { served, send } = await start();
    await using _served = served;
    expect((await send(signed(event(), { by: otherSecret }))).status).toBe(401);
  });

  it('W44 shows no secret, no signature and nothing of a body to anybody', async () => {
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
    for (const hidden of [secret.slice(6), otherSecret.slice(6), signature.slice(3), event().acs_user_id])
      expect(all).not.toContain(hidden);
  });
});
