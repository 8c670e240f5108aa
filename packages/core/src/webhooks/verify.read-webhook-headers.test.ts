import { describe, expect, it } from 'vitest';
import { delivery, id, reasonOf, seconds, signedBy, verify } from './deliveries.test-helper.ts';

const { body, headers } = delivery();
const svix = ['svix-id', 'svix-timestamp', 'svix-signature'];
const as = (family: string) =>
  Object.fromEntries(svix.map((name) => [name.replace('svix', family), headers[name] ?? '']));
const other = as('webhook');
const broken = (from: Record<string, string>) =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, `${value}x`]));

describe('the headers', () => {
  it.each<[string, Headers | Record<string, string | undefined>]>([
    ['an object', headers],
    ['Headers', new Headers(headers)],
    [
      'an object in other cases',
      { 'Svix-Id': id, ...as('SVIX'), 'svix-id': undefined, 'SVIX-id': undefined },
    ],
    ['an object without a prototype', Object.assign(Object.create(null), headers)],
    ['those of the other family', other],
  ])('are read from %s', (_, sent) => {
    expect(verify({ body, headers: sent }).id).toBe(id);
  });

  it('W01: are all needed', () => {
    expect(reasonOf({ body, headers: {} })).toBe('headers');
    for (const name of svix) {
      const without = Object.entries(headers).filter(([key]) => key !== name);
      expect(reasonOf({ body, headers: Object.fromEntries(without) })).toBe('headers');
      expect(reasonOf({ body, headers: new Headers(without) })).toBe('headers');
      for (const blank of ['', ' ', '\t', undefined])
        expect(reasonOf({ body, headers: { ...headers, [name]: blank } })).toBe('headers');
    }
  });

  it.each(svix)('W08: are refused when %s is no text, though it reads like one', (name) => {
    for (const value of [seconds, null, { toString: () => headers[name] }])
      expect(reasonOf({ body, headers: { ...headers, [name]: value } as never })).toBe('headers');
  });

  it('W49: are read from lists of one value, as API Gateway and ALB have them', () => {
    const multi = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    expect(verify({ body, headers: multi }).id).toBe(id);
  });

  it.each(svix)('W02: are refused when %s came twice', (name) => {
    const value = headers[name] ?? '';
    const twice = new Headers(headers);
    twice.append(name, value);
    expect(reasonOf({ body, headers: twice })).toBe('headers');
    for (const list of [[value, value], [value, 'x'], [], [undefined as never]])
      expect(reasonOf({ body, headers: { ...headers, [name]: list } })).toBe('headers');
    expect(reasonOf({ body, headers: { ...headers, [name.toUpperCase()]: value } })).toBe('headers');
    const onlyTwice = { ...headers, [name]: undefined, [name.toUpperCase()]: `${value}, ${value}` };
    expect(reasonOf({ body, headers: onlyTwice })).toBe('headers');
  });

  it.each([
    '1700000000abc',
    '1700000000.9',
    ' 1700000000',
    '+1700000000',
    '1700000000\n',
    '01700000000',
    '0x6553f100',
    '1.7e9',
    '1700000000000',
    '-1700000000',
    'NaN',
    '١٧٠٠٠٠٠٠٠٠',
    '9'.repeat(400),
  ])('W08: are refused with the timestamp %j', (timestamp) => {
    expect(reasonOf({ body, headers: { ...headers, 'svix-timestamp': timestamp } })).toBe('headers');
  });

  it.each([`a.${seconds}`, 'a b', 'é', 'a\n', 'a'.repeat(129)])(
    'W26: are refused with the id %j, even when it is signed',
    (sent) => {
      expect(reasonOf(signedBy(body, sent))).toBe('headers');
    },
  );

  it('W26: have ids of up to 128 characters', () => {
    expect(verify(signedBy(body, 'a-_9'.repeat(32))).id).toHaveLength(128);
  });

  it('W27: are of one family, svix when any of its three is there', () => {
    const bad = broken(headers);
    expect(verify({ body, headers: { ...headers, ...broken(other) } }).id).toBe(id);
    expect(reasonOf({ body, headers: { ...bad, ...other } })).toBe('headers');
    for (const name of svix)
      expect(reasonOf({ body, headers: { ...other, [name]: headers[name] } })).toBe('headers');
    const unsigned = { ...headers, 'svix-signature': 'v1,AAAA' };
    expect(reasonOf({ body, headers: { ...unsigned, ...other } })).toBe('signature');
    expect(verify({ body, headers: { ...other, 'svix-other': 'x' } }).id).toBe(id);
  });
});
