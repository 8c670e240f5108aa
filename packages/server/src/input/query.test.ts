import { toQuery } from '@org/seam-core/internal';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkQuery, parseQuery } from './query.ts';

describe('checkQuery', () => {
  const many = (count: number) => Array.from({ length: count }, () => 'a').join('&');

  it('R27: accepts 8192 characters and 256 parameters', () => {
    expect(() => checkQuery('x'.repeat(8192))).not.toThrow();
    expect(() => checkQuery(many(256))).not.toThrow();
  });

  it('R27: rejects one more of either', () => {
    expect(() => checkQuery('x'.repeat(8193))).toThrow(expect.objectContaining({ type: 'query_too_long' }));
    expect(() => checkQuery(many(257))).toThrow(expect.objectContaining({ type: 'invalid_query_params' }));
  });

  it.each(['a=%E0%A4%A', 'a=%', '%ff=1'])('R41: rejects the invalid percent-encoding in %s', (query) => {
    expect(() => checkQuery(query)).toThrow(expect.objectContaining({ type: 'invalid_query_params' }));
  });
});

describe('parseQuery', () => {
  const schema = v.object({
    limit: v.optional(v.number()),
    is_new: v.optional(v.boolean()),
    name: v.optional(v.string()),
    cursor: v.optional(v.nullable(v.string())),
    ids: v.optional(v.array(v.number())),
    has: v.optional(v.record(v.string(), v.string())),
  });

  it.each<[string, object]>([
    ['limit=-1.5', { limit: -1.5 }],
    ['is_new=true', { is_new: true }],
    ['is_new=false', { is_new: false }],
    ['name=1', { name: '1' }],
    ['cursor=', { cursor: null }],
    ['ids=', { ids: [] }],
    ['ids=1&ids=2', { ids: [1, 2] }],
    ['has.a.b=1&has.c=2', { has: { 'a.b': '1', c: '2' } }],
  ])('parses %s', (query, params) => {
    expect(parseQuery(query, schema)).toEqual(params);
  });

  it.each(['', ' 1', '1 ', '0x10', '1e3', 'Infinity', '+1', '1.', '.5', '１'])(
    'R24: does not convert %j to a number',
    (text) => {
      expect(parseQuery(new URLSearchParams({ limit: text }).toString(), schema)).toEqual({ limit: text });
    },
  );

  it.each(['', 'TRUE', '1', 'yes'])('R24: does not convert %j to a boolean', (text) => {
    expect(parseQuery(`is_new=${text}`, schema)).toEqual({ is_new: text });
  });

  it('R26: a dot nests in records only', () => {
    expect(parseQuery('limit.a=1&nope.a=2&name.a=3', schema)).toEqual({
      'limit.a': '1',
      'nope.a': '2',
      'name.a': '3',
    });
  });

  it('R26: keeps the names of `Object.prototype`, which are rejected later', () => {
    expect(Object.keys(parseQuery('__proto__=1&constructor=2', schema))).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('R25: rejects a repeated parameter that is not an array', () => {
    expect(() => parseQuery('name=a&name=b', schema)).toThrow('name');
  });
});

it('parses the query strings of the client', async () => {
  const { devices } = await import('@org/seam-core/schemas');
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
