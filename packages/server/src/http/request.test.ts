import { expect, it } from 'vitest';
import { isRequestId, requestIdFrom } from './request.ts';

const made = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

it('R65: returns a valid id', () => {
  expect(requestIdFrom(() => 'trace-1.a_B')).toBe('trace-1.a_B');
});

it.each([undefined, '', 'a b', 'a\n', 'é', 'x'.repeat(65)])('R65: replaces the id %j', (found) => {
  expect(requestIdFrom(() => found)).toMatch(made);
});

it('returns a new id when the function throws', () => {
  const find = () => {
    throw new Error('no session');
  };
  expect(requestIdFrom(find)).toMatch(made);
});

it('R93: does not await a promise, and handles its rejection', () => {
  expect(requestIdFrom((() => Promise.resolve('a')) as never)).toMatch(made);
  expect(requestIdFrom((() => Promise.reject(new Error('no session'))) as never)).toMatch(made);
  expect(requestIdFrom((() => 5) as never)).toMatch(made);
});

it('R67: undefined is not an id', () => {
  expect(isRequestId(undefined)).toBe(false);
  expect(isRequestId('x'.repeat(64))).toBe(true);
});
