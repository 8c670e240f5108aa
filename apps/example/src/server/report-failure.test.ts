import { SeamConnectionError } from '@org/seam-core';
import { afterEach, expect, test, vi } from 'vitest';
import { reportFailure } from './report-failure.ts';

const request = { requestId: 'request-1', path: '/user_identities/list' };

afterEach(() => {
  vi.restoreAllMocks();
});

const linesOf = (error: unknown): unknown[] => {
  const write = vi.spyOn(console, 'error').mockReturnValue();
  reportFailure(error, request);
  return write.mock.calls.flat();
};

test('a failure of Seam is one line', () => {
  const error = new SeamConnectionError('no answer: reset', { outcome: 'unknown', code: 'reset' });
  expect(linesOf(error)).toEqual(['/user_identities/list (request-1) SeamConnectionError: no answer: reset']);
});

test('a fault of ours comes with its stack', () => {
  expect(linesOf(new TypeError('oh'))).toEqual([
    expect.stringMatching(/^\/user_identities\/list \(request-1\) TypeError: oh\n {4}at /),
  ]);
});

test('what is thrown and no error is not written down', () => {
  expect(linesOf({ authorization: 'secret' }).join('')).not.toContain('secret');
});
