import { expect, it } from 'vitest';
import { isRequestId, requestIdFrom } from './request.ts';

const made = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

it('R65: an id that is found is taken', () => {
  expect(requestIdFrom(() => 'trace-1.a_B')).toBe('trace-1.a_B');
});

it.each([undefined, '', 'a b', 'a\n', 'é', 'x'.repeat(65)])('R65: for %j a new one is made', (found) => {
  expect(requestIdFrom(() => found)).toMatch(made);
});

it('a search that breaks is no reason to refuse anything', () => {
  const find = () => {
    throw new Error('no session');
  };
  expect(requestIdFrom(find)).toMatch(made);
});

it('R93: an id that is promised is not waited for, and one that rejects ends no process', () => {
  expect(requestIdFrom((() => Promise.resolve('a')) as never)).toMatch(made);
  expect(requestIdFrom((() => Promise.reject(new Error('no session'))) as never)).toMatch(made);
  expect(requestIdFrom((() => 5) as never)).toMatch(made);
});

it('R67: none at all is no id, though it reads like a word', () => {
  expect(isRequestId(undefined)).toBe(false);
  expect(isRequestId('x'.repeat(64))).toBe(true);
});
