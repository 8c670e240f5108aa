import * as v from 'valibot';
import { expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';

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
])('%s is what it says', (query, params) => {
  expect(parseQuery(query, schema)).toEqual(params);
});

it.each(['', ' 1', '1 ', '0x10', '1e3', 'Infinity', '+1', '1.', '.5', '１'])(
  'R24: nobody guesses which number %j is',
  (text) => {
    expect(parseQuery(new URLSearchParams({ limit: text }).toString(), schema)).toEqual({ limit: text });
  },
);

it.each(['', 'TRUE', '1', 'yes'])('R24: nobody guesses whether %j is true', (text) => {
  expect(parseQuery(`is_new=${text}`, schema)).toEqual({ is_new: text });
});

it('R26: a dot nests only where names are the caller’s own', () => {
  expect(parseQuery('limit.a=1&nope.a=2&name.a=3', schema)).toEqual({
    'limit.a': '1',
    'nope.a': '2',
    'name.a': '3',
  });
});

it('R26: a name that every object has is kept, to be refused', () => {
  expect(Object.keys(parseQuery('__proto__=1&constructor=2', schema))).toEqual(['__proto__', 'constructor']);
});

it('R25: what is no list comes once', () => {
  expect(() => parseQuery('name=a&name=b', schema)).toThrow('name');
});
