import { expect, it } from 'vitest';
import { checkQuery } from './check-query.ts';

const many = (count: number) => Array.from({ length: count }, () => 'a').join('&');

it('R27: 8192 letters and 256 parameters may come', () => {
  expect(() => checkQuery('x'.repeat(8192))).not.toThrow();
  expect(() => checkQuery(many(256))).not.toThrow();
});

it('R27: not one more of either', () => {
  expect(() => checkQuery('x'.repeat(8193))).toThrow(expect.objectContaining({ type: 'query_too_long' }));
  expect(() => checkQuery(many(257))).toThrow(expect.objectContaining({ type: 'invalid_query_params' }));
});

it.each(['a=%E0%A4%A', 'a=%', '%ff=1'])('R41: the escape in %s stands for nothing', (query) => {
  expect(() => checkQuery(query)).toThrow(expect.objectContaining({ type: 'invalid_query_params' }));
});
