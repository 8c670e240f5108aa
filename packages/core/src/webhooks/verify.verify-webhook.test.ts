import { Webhook } from 'standardwebhooks';
import { describe, expect, it, vi } from 'vitest';
import {
  delivery,
  event,
  id,
  otherSecret,
  reasonOf,
  seconds,
  secret,
  signedBy,
  verify,
} from './deliveries.test-helper.ts';
import { signWebhook } from './sign.ts';

const { body, headers } = delivery();
const bytes = new TextEncoder().encode(body);
const signature = headers['svix-signature'] ?? '';
const withSignature = (value: string) => ({ body, headers: { ...headers, 'svix-signature': value } });
const at = (moment: number) => ({ now: () => moment * 1000 });

describe('a delivery of Seam', () => {
  it.each<[string, string | Uint8Array]>([
    ['text', body],
    ['bytes', bytes],
    ['a Buffer', Buffer.from(body)],
  ])('is returned as an event, from %s', (_, sent) => {
    expect(verify({ body: sent, headers })).toEqual({ id, timestamp: new Date(seconds * 1000), event });
  });

  it('W15: is verified on its bytes, whatever its content-type says', () => {
    const plain = { ...headers, 'content-type': 'text/plain' };
    expect(verify({ body: bytes, headers: plain }).event).toEqual(event);
  });

  it('is not told when it was signed if it was not signed by Seam', () => {
    expect(reasonOf({ body: `${body} `, headers }, at(seconds + 9999))).toBe('signature');
  });
});

describe('the signature', () => {
  it.each(Array.from({ length: 8 }, (_, bit) => bit))('W03: is refused with bit %i changed', (bit) => {
    const raw = Buffer.from(signature.slice('v1,'.length), 'base64');
    raw[bit * 4] = (raw[bit * 4] ?? 0) ^ (1 << bit);
    expect(reasonOf(withSignature(`v1,${raw.toString('base64')}`))).toBe('signature');
  });

  const plain = signature.slice('v1,'.length);
  it.each([
    `v1a,${plain}`,
    `v2,${plain}`,
    `V1,${plain}`,
    plain,
    `,${plain}`,
    'v1,',
    'v1',
    `v1,${plain.slice(0, -1)}`,
    `v1,${plain}=`,
    `v1,${plain},`,
  ])('W04: is refused as %s', (value) => {
    expect(reasonOf(withSignature(value))).toBe('signature');
  });

  it('W05: is found among 16, and not looked for behind them', () => {
    const padding = (count: number) => 'v1,AAAA '.repeat(count);
    expect(verify(withSignature(padding(15) + signature)).id).toBe(id);
    expect(reasonOf(withSignature(padding(16) + signature))).toBe('signature');
    expect(reasonOf(withSignature(padding(500) + signature))).toBe('signature');
    expect(reasonOf(withSignature(' '.repeat(16_384) + signature))).toBe('headers');
  });

  it('W12: does not fit another body', () => {
    expect(reasonOf({ body: body.replace('deleted', 'created'), headers })).toBe('signature');
    expect(reasonOf({ body: '', headers })).toBe('signature');
  });

  it('W13: does not fit a body that was parsed and written again', () => {
    const { event_type, ...rest } = event;
    for (const rewritten of [JSON.stringify({ ...rest, event_type }), JSON.stringify(event, null, 1)])
      expect(reasonOf({ body: rewritten, headers })).toBe('signature');
  });

  it('W21: does not fit bytes that only decode to the same text', () => {
    const signed = signedBy('{"event_type":"\uFFFD"}');
    expect(verify(signed).event).toEqual({ event_type: '\uFFFD' });
    const [before, after] = ['{"event_type":"', '"}'].map((part) => Buffer.from(part));
    const loose = Buffer.concat([before ?? '', Buffer.from([0xff]), after ?? ''] as Buffer[]);
    expect(loose.toString()).toBe(signed.body);
    expect(reasonOf({ ...signed, body: loose })).toBe('signature');
    expect(reasonOf({ ...signed, body: '{"event_type":"\uD800"}' })).toBe('signature');
  });

  it('W21: of an empty body does not fit bytes that are no text', () => {
    expect(reasonOf({ ...signedBy(''), body: new Uint8Array([0xff]) })).toBe('signature');
  });

  it('W21: does not fit the same text behind a byte order mark', () => {
    expect(reasonOf({ body: Buffer.from(`\uFEFF${body}`), headers })).toBe('signature');
    expect(reasonOf({ body: `\uFEFF${body}`, headers })).toBe('signature');
  });

  it('fits text of all planes', () => {
    const text = '{"event_type":"x","name":"Zoë 鍵 🔑"}';
    expect(verify({ ...signedBy(text), body: Buffer.from(text) }).event).toMatchObject({ name: 'Zoë 鍵 🔑' });
  });
});

describe('rotation', () => {
  const sign = (key: string) => new Webhook(key).sign(id, new Date(seconds * 1000), body);

  it.each([secret, otherSecret])('W24: both signatures in one header satisfy either secret', (secrets) => {
    expect(verify(withSignature(`${sign(otherSecret)} ${sign(secret)}`), { secrets }).id).toBe(id);
  });

  it('W25: the old secret verifies until it is removed', () => {
    expect(verify({ body, headers }, { secrets: [otherSecret, secret] }).id).toBe(id);
    expect(verify({ body, headers }, { secrets: [secret, otherSecret] }).id).toBe(id);
    expect(reasonOf({ body, headers }, { secrets: [otherSecret] })).toBe('signature');
  });

  it('W25: every secret is tried, whichever matches', () => {
    const spy = vi.spyOn(Webhook.prototype, 'sign');
    for (const secrets of [
      [secret, otherSecret],
      [otherSecret, secret],
    ])
      verify({ body, headers }, { secrets });
    expect(spy).toHaveBeenCalledTimes(4);
    spy.mockRestore();
  });
});

describe('the clock', () => {
  it.each([-301, 301])('W06: refuses what is %i s away', (away) => {
    expect(reasonOf({ body, headers }, at(seconds + away))).toBe('timestamp');
  });

  it.each([-300, -299, 0, 299, 300])('W07: accepts what is %i s away', (away) => {
    expect(verify({ body, headers }, at(seconds + away)).id).toBe(id);
  });

  it('is as tolerant as you say', () => {
    expect(verify({ body, headers }, { ...at(seconds + 2), tolerance: 2000 }).id).toBe(id);
    expect(reasonOf({ body, headers }, { ...at(seconds + 2), tolerance: 1999 })).toBe('timestamp');
    expect(reasonOf({ body, headers }, { ...at(seconds - 1), tolerance: 0 })).toBe('timestamp');
  });

  it('is the real one unless another is given', () => {
    expect(reasonOf({ body, headers }, { now: undefined })).toBe('timestamp');
    expect(verify(signWebhook(event, { secret }), { now: undefined }).event).toEqual(event);
  });

  it('rejects every delivery when the clock returns no number', () => {
    expect(reasonOf({ body, headers }, { now: () => Number.NaN })).toBe('timestamp');
  });
});
