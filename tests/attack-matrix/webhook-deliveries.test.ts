import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  event,
  now,
  otherSecret,
  secret,
  signed,
  startReceiver as start,
  withHeaders,
} from './webhooks.test-helper.ts';

describe('a delivery', () => {
  it('processes a valid delivery once, and returns 204', async () => {
    const { send, handled, outcomes } = start();
    expect(await send(signed())).toMatchObject({ status: 204 });
    expect(handled).toEqual([event().event_id]);
    expect(outcomes).toEqual([
      { result: 'handled', status: 204, id: 'msg_1', event_type: 'acs_user.deleted' },
    ]);
  });

  it.each(['svix-id', 'svix-timestamp', 'svix-signature'])(
    'W01 returns 400 for a delivery without %s',
    async (name) => {
      const { send, handled } = start();
      const init = signed();
      const { [name]: _missing, ...headers } = init.headers;
      expect(await send({ ...init, headers })).toMatchObject({
        status: 400,
        type: 'webhook_headers_invalid',
      });
      expect(handled).toEqual([]);
    },
  );

  it('W03 W12 W13 returns 401 for a signature of other bytes', async () => {
    const { send, handled } = start();
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

  it.each(['v1a,AAAA', 'v2,AAAA', 'AAAA', 'v1,'])('W04 returns 401 for the signature %s', async (value) => {
    const { send } = start();
    expect((await send(withHeaders(signed(), { 'svix-signature': value }))).status).toBe(401);
  });

  it('W05 checks at most sixteen signatures', async () => {
    const { send } = start();
    const good = signed().headers['svix-signature'] ?? '';
    const many = [...Array<string>(16).fill('v1,AAAA'), good].join(' ');
    expect((await send(withHeaders(signed(), { 'svix-signature': many }))).status).toBe(401);
    const few = [...Array<string>(15).fill('v1,AAAA'), good].join(' ');
    expect((await send(withHeaders(signed(), { 'svix-signature': few }))).status).toBe(204);
  });

  it('W06 W07 accepts a skew of five minutes, and reports the skew of refused deliveries', async () => {
    const { send, outcomes } = start();
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
  ])('W08 returns 400 for the timestamp %s', async (value) => {
    const { send } = start();
    expect(await send(withHeaders(signed(), { 'svix-timestamp': value }))).toMatchObject({
      status: 400,
      type: 'webhook_headers_invalid',
    });
  });

  it('W09 W10 recognizes a duplicate with a new signature and header names in another case', async () => {
    const { send, handled, outcomes } = start();
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

  it('W11 returns 409 for a known id with another body, and reports it', async () => {
    const { send, handled, errors } = start();
    await send(signed());
    expect(await send(signed(event(2)))).toMatchObject({ status: 409, type: 'webhook_id_reused' });
    expect(handled).toEqual([event().event_id]);
    expect(errors).toMatchObject([{ error: { type: 'webhook_id_reused' }, delivery: { id: 'msg_1' } }]);
  });

  it('processes an event with two ids once', async () => {
    const { send, handled } = start();
    await send(signed(event(), { id: 'msg_1' }));
    await send(signed(event(), { id: 'msg_2' }));
    expect(handled).toHaveLength(1);
  });

  it('W15 verifies the bytes with any content type', async () => {
    const { send } = start();
    expect((await send(withHeaders(signed(), { 'content-type': 'text/plain' }))).status).toBe(204);
  });

  it.each([
    ['W16 an empty body', ''],
    ['W17 malformed JSON', '{'],
    ['W17 null', 'null'],
    ['W17 an array', '[]'],
    ['W17 no event type', '{"event_id":"x"}'],
  ])('%s with a valid signature gets 400', async (_title, body) => {
    const { send } = start();
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

  it('W18 __proto__ in an event does not set the prototype of a copy', async () => {
    let seen: object = {};
    const { send } = start({ handlers: {}, fallback: (copied) => void (seen = { ...copied }) });
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

  it('W20 returns 415 for a compressed body', async () => {
    const { send, outcomes } = start();
    const init = signed();
    expect(
      await send(
        withHeaders({ ...init, body: gzipSync(init.body) as BodyInit }, { 'content-encoding': 'gzip' }),
      ),
    ).toMatchObject({ status: 415, type: 'unsupported_media_type' });
    expect(outcomes).toMatchObject([{ result: 'unsupported_media_type' }]);
  });

  it('W21 distinguishes bytes that a lenient decoder would treat as equal', async () => {
    const { send } = start();
    const named = { ...event(), note: '\ufffd' };
    const init = signed(named);
    const loose = Buffer.from(init.body).toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff');
    expect((await send({ ...init, body: Buffer.from(loose, 'latin1') as BodyInit })).status).toBe(401);
    expect((await send(init)).status).toBe(204);
  });

  it('W24 W25 accepts both secrets during a rotation, and only the new one afterwards', async () => {
    const { send } = start({ secrets: [secret, otherSecret] });
    expect((await send(signed(event(1), { id: 'a', by: secret }))).status).toBe(204);
    expect((await send(signed(event(2), { id: 'b', by: otherSecret }))).status).toBe(204);
    const after = start({ secrets: otherSecret });
    expect((await after.send(signed(event(3), { id: 'c', by: secret }))).status).toBe(401);
  });

  it('W26 returns 400 for an id with a dot', async () => {
    const { send } = start();
    expect(await send(signed(event(), { id: 'a.1700000000' }))).toMatchObject({ status: 400 });
  });

  it('W27 accepts webhook-* headers, and refuses a mix with svix-*', async () => {
    const { send } = start();
    const init = signed();
    const renamed = Object.fromEntries(
      Object.entries(init.headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
    );
    expect((await send({ ...init, headers: renamed })).status).toBe(204);
    expect((await send({ ...init, headers: { ...renamed, 'svix-id': 'msg_1' } })).status).toBe(400);
  });

  it('W28 W29 acknowledges unknown types and fields', async () => {
    const { send, outcomes, handled } = start();
    await send(signed({ ...event(1), event_type: 'acs_user.teleported' }, { id: 'a' }));
    await send(signed({ ...event(2), shoe_size: 44 }, { id: 'b' }));
    expect(outcomes.map(({ result, status }) => [result, status])).toEqual([
      ['unhandled', 204],
      ['handled', 204],
    ]);
    expect(handled).toHaveLength(1);
  });

  it('W43 returns 401 for a signature with the secret of another endpoint', async () => {
    const { send } = start();
    expect((await send(signed(event(), { by: otherSecret }))).status).toBe(401);
  });
});
