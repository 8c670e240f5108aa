import {
  signWebhook,
  type WebhookOutcome,
  type WebhookReceiverOptions,
  type WebhookStore,
  memoryWebhookStore,
} from '@org/seam-core/webhooks';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { createSeamWebhook } from './create-seam-webhook.ts';
import { keepRawBody } from './keep-raw-body.ts';
import { expressVersions, serve } from './serve.test-helper.ts';

const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const otherSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const now = 1_700_000_000_000;

const event = (number = 1) => ({
  event_type: 'acs_user.deleted',
  event_id: `b7a1c3a8-6a3f-4f0b-8a51-${String(number).padStart(12, '0')}`,
  acs_user_id: '5c1f2b1e-2f5f-4b1c-9a58-6f9c2d9c4b11',
  acs_system_id: '0d2d7b54-5f7e-4a2f-9a51-6b3a4e0d8c12',
  workspace_id: '3e4f0c16-8a0d-4b7e-8b0a-1c2d3e4f5a13',
  occurred_at: '2023-11-14T22:13:20.000Z',
  created_at: '2023-11-14T22:13:20.000Z',
});

type Headed = Omit<RequestInit, 'headers'> & { readonly headers: Record<string, string> };

type Delivery = Headed & { readonly body: string };

const signed = (
  what: object = event(),
  { id = 'msg_1', at = now, by = secret }: { id?: string; at?: number; by?: string } = {},
): Delivery => ({
  method: 'POST',
  ...signWebhook(what as never, { secret: by, id, timestamp: new Date(at) }),
});

const withHeaders = (init: Headed, headers: Record<string, string>): Headed => ({
  ...init,
  headers: { ...init.headers, ...headers },
});

const typeOf = (body: unknown) => (body as { error?: { type?: string } } | undefined)?.error?.type;

describe.each(expressVersions)('on %s', (_, express) => {
  const start = async (
    options: Partial<WebhookReceiverOptions & { onMisconfigured: (message: string) => void }> = {},
    before: (app: ReturnType<typeof express>) => void = () => {},
  ) => {
    const handled: string[] = [];
    const outcomes: WebhookOutcome[] = [];
    const app = express();
    before(app);
    app.use(
      '/hook',
      createSeamWebhook({
        secrets: secret,
        now: () => now,
        on: { 'acs_user.deleted': ({ event_id }) => void handled.push(event_id) },
        onDelivery: (outcome) => void outcomes.push(outcome),
        ...options,
      }),
    );
    const served = await serve(app);
    const send = async (init: RequestInit) => {
      const { status, body, headers } = await served.send('/hook', { redirect: 'manual', ...init });
      return { status, type: typeOf(body), retryAfter: headers.get('retry-after') };
    };
    return { served, send, handled, outcomes };
  };

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

  it('W02 refuses a header that came twice', async () => {
    const { served, handled } = await start();
    await using _served = served;
    const { body, headers } = signed();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const { port } = new URL(served.url);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(
          [
            'POST /hook HTTP/1.1',
            'host: localhost',
            ...lines,
            'svix-id: msg_1',
            `content-length: ${body.length}`,
            'connection: close',
            '',
            body,
          ].join('\r\n'),
        ),
      );
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*webhook_headers_invalid/);
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

  it('W06 W07 W37 takes five minutes either way, and says how far off a delivery was', async () => {
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

  it('W11 refuses an id that comes back with another body', async () => {
    const { served, send, handled } = await start();
    await using _served = served;
    await send(signed());
    expect(await send(signed(event(2)))).toMatchObject({ status: 409, type: 'webhook_id_reused' });
    expect(handled).toEqual([event().event_id]);
  });

  it('acts once on an event that comes under two ids', async () => {
    const { served, send, handled } = await start();
    await using _served = served;
    await send(signed(event(), { id: 'msg_1' }));
    await send(signed(event(), { id: 'msg_2' }));
    expect(handled).toHaveLength(1);
  });

  it('W14 answers 500 behind a parser that kept nothing, and says so once and loudly', async () => {
    const onMisconfigured = vi.fn();
    const { served, send } = await start({ onMisconfigured }, (app) => app.use(express.json()));
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_misconfigured' });
    await send(signed());
    expect(onMisconfigured.mock.calls).toEqual([[expect.stringContaining('keepRawBody')]]);
  });

  it('W14 works behind a parser that keeps the bytes, behind a raw one, and before one', async () => {
    const mounts: ((app: ReturnType<typeof express>) => unknown)[] = [
      (app) => app.use(express.json({ verify: keepRawBody })),
      (app) => app.use(express.raw({ type: '*/*' })),
      (app) => app.use('/elsewhere', express.json()),
    ];
    for (const mount of mounts) {
      const { served, send } = await start({}, mount);
      await using _served = served;
      expect((await send(signed())).status).toBe(204);
    }
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
    const { served, send } = await start({ on: {}, otherwise: (copied) => void (seen = { ...copied }) });
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

  it('W19 answers 413 to a body beyond 256 KiB, and reads no further', async () => {
    const { served, send, handled } = await start();
    await using _served = served;
    expect(await send({ ...signed(), body: 'x'.repeat(1_048_576) })).toMatchObject({
      status: 413,
      type: 'payload_too_large',
    });
    expect(handled).toEqual([]);
  });

  it('W20 inflates nothing', async () => {
    const { served, send } = await start();
    await using _served = served;
    const init = signed();
    expect(
      await send(
        withHeaders({ ...init, body: gzipSync(init.body) as BodyInit }, { 'content-encoding': 'gzip' }),
      ),
    ).toMatchObject({ status: 415 });
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
      expect(() => createSeamWebhook({ secrets: bad })).toThrow(/secret/);
      expect(() => createSeamWebhook({ secrets: undefined as never })).toThrow(/secret/);
    },
  );

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

  it('W30 asks for another delivery when the function throws, and acts on that', async () => {
    let calls = 0;
    const failOnce = () => {
      calls += 1;
      if (calls === 1) throw new Error('no database');
    };
    const { served, send, outcomes } = await start({ on: { 'acs_user.deleted': failOnce } });
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_handler_failed' });
    expect((await send(signed())).status).toBe(204);
    expect([calls, outcomes[0]?.error]).toEqual([2, new Error('no database')]);
  });

  it('W31 W40 asks for another delivery when the function takes too long, and does not run it twice', async () => {
    let finish = () => {};
    let calls = 0;
    const slow = () => {
      calls += 1;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { served, send } = await start({ on: { 'acs_user.deleted': slow }, handlerTimeout: 30 });
    await using _served = served;
    expect(await send(signed())).toMatchObject({
      status: 503,
      type: 'webhook_handler_timeout',
      retryAfter: '5',
    });
    expect(await send(signed())).toMatchObject({ status: 503 });
    finish();
    expect((await send(signed())).status).toBe(204);
    expect(calls).toBe(1);
  });

  it('W32 runs the function once for two deliveries at the same moment', async () => {
    const { served, send, handled } = await start();
    await using _served = served;
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(signed())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(handled).toHaveLength(1);
  });

  it('W33 lets one of two processes act, and sends the other one’s delivery away', async () => {
    const store = memoryWebhookStore({ now: () => now });
    let finish: (() => void) | undefined;
    const slow = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const one = await start({ store, on: { 'acs_user.deleted': slow } });
    const other = await start({ store });
    await using _one = one.served;
    await using _other = other.served;
    const first = one.send(signed());
    await vi.waitFor(() => expect(finish).toBeDefined());
    expect(await other.send(signed())).toMatchObject({
      status: 503,
      type: 'webhook_busy',
      retryAfter: '5',
    });
    finish?.();
    expect((await first).status).toBe(204);
    expect((await other.send(signed())).status).toBe(204);
    expect(other.handled).toEqual([]);
  });

  it('W34 acts again when who had claimed it is never heard of again', async () => {
    let time = now;
    const store = memoryWebhookStore({ now: () => time });
    await store.claim('msg_1', { fingerprint: 'of a process that was killed', lease: 300_000 });
    const { served, send, handled } = await start({ store });
    await using _served = served;
    expect((await send(signed())).status).toBe(503);
    time += 300_000;
    expect((await send(signed())).status).toBe(204);
    expect(handled).toHaveLength(1);
  });

  it('W35 acts on nothing while the store is down', async () => {
    const down = () => Promise.reject(new Error('connection refused'));
    const store: WebhookStore = { claim: down, complete: down, release: down };
    const { served, send, handled } = await start({ store });
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 503, type: 'webhook_store_unavailable' });
    expect(handled).toEqual([]);
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

  it('W41 sends away what is too much at once', async () => {
    const finish: (() => void)[] = [];
    const slow = () => new Promise<void>((resolve) => void finish.push(resolve));
    const { served, send } = await start({ on: { 'acs_user.deleted': slow }, maxInFlight: 2 });
    await using _served = served;
    const held = [1, 2].map((number) => send(signed(event(number), { id: `msg_${number}` })));
    await vi.waitFor(() => expect(finish).toHaveLength(2));
    expect(await send(signed(event(3), { id: 'msg_3' }))).toMatchObject({
      status: 503,
      type: 'webhook_busy',
    });
    for (const done of finish) done();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([204, 204]);
  });

  it('W43 refuses what another endpoint’s secret signed', async () => {
    const { served, send } = await start();
    await using _served = served;
    expect((await send(signed(event(), { by: otherSecret }))).status).toBe(401);
  });

  it('W44 shows no secret and no signature to anybody', async () => {
    const { served, outcomes } = await start();
    await using _served = served;
    const texts: string[] = [];
    for (const init of [signed(event(), { by: otherSecret }), signed(event(), { at: 0 }), { method: 'POST' }])
      texts.push((await served.send('/hook', init)).text);
    const all = [...texts, JSON.stringify(outcomes), String(outcomes.map(({ error }) => error))].join('\n');
    const signature = signed().headers['svix-signature'] ?? '';
    for (const hidden of [secret.slice(6), otherSecret.slice(6), signature.slice(3), 'acs_user_id'])
      expect(all).not.toContain(hidden);
  });
});
