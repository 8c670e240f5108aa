import { expect, it } from 'vitest';
import { parseQuery } from '../server/params/parse-query.ts';
import { toQuery } from './to-query.ts';

it.each<[string, Record<string, unknown>, string]>([
  ['names are sorted', { b: 1, a: 2 }, '?a=2&b=1&_strict=true'],
  ['a list repeats its name', { ids: ['a', 'b'] }, '?ids=a&ids=b&_strict=true'],
  ['an empty list is an empty value', { ids: [] }, '?ids=&_strict=true'],
  ['null is an empty value', { cursor: null }, '?cursor=&_strict=true'],
  ['flags and numbers are written out', { on: false, n: 0 }, '?n=0&on=false&_strict=true'],
  ['a date is written in UTC', { at: new Date(0) }, '?at=1970-01-01T00%3A00%3A00.000Z&_strict=true'],
  ['records are written with dots', { has: { a: 'x', b: true } }, '?has.a=x&has.b=true&_strict=true'],
  ['spaces and signs are encoded', { q: 'a b+c:d' }, '?q=a+b%2Bc%3Ad&_strict=true'],
  ['what is undefined or empty is left out', { a: undefined, b: '', c: {} }, ''],
  ['nothing is nothing', {}, ''],
])('%s', (_, params, query) => {
  expect(toQuery(params)).toBe(query);
});

it.each([[{ a: [null] }], [{ a: [''] }], [{ a: [[1]] }], [{ a: { 'b.c': 1 } }]])(
  '%j has no form in a query',
  (params) => {
    expect(() => toQuery(params)).toThrow(
      expect.objectContaining({ name: 'SeamInvalidInputError', outcome: 'not_sent' }),
    );
  },
);

it('what one end writes, the other reads', async () => {
  const { devices } = await import('../generated/schemas/devices.ts');
  const params = {
    limit: 5,
    page_cursor: null,
    device_ids: ['a', 'b'],
    search: 'x y',
    custom_metadata_has: { a: 'b' },
  };
  expect(parseQuery(toQuery(params).slice(1), devices.list)).toEqual(params);
  expect(parseQuery(toQuery({ device_ids: [] }).slice(1), devices.list)).toEqual({ device_ids: [] });
});
