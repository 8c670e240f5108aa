import { SeamConfigError, SeamConnectionError } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { afterEach, expect, test, vi } from 'vitest';
import { reportFailure } from './report-failure.ts';

const request = { requestId: 'request-1', path: '/user_identities/list' };

afterEach(() => {
  vi.restoreAllMocks();
});

/** The only line that is written. */
const lineOf = (error: unknown): string => {
  const write = vi.spyOn(console, 'error').mockReturnValue();
  reportFailure(error, request);
  expect(write).toHaveBeenCalledOnce();
  const [line] = write.mock.calls.flat();
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  return String(line);
};

test('a failure of Seam is its class and outcome', () => {
  const error = new SeamConnectionError('no answer: reset', { outcome: 'unknown', code: 'reset' });
  expect(JSON.parse(lineOf(error))).toEqual({
    fault: { name: 'SeamConnectionError', outcome: 'unknown' },
    ...request,
  });
});

test.each([
  ['a newline that begins an audit line', '\n{"at":"2026-11-28","actor":"manager","outcome":"done"}'],
  ['an ANSI escape', '\u001b[2K\u001b[1A'],
  ['an e-mail address', 'ada@example.com'],
])('W53 no message of Seam is written: %s', (_what, words) => {
  const line = lineOf(apiError('conflict', { message: `taken by ${words}`, data: { words } }));
  expect(line).not.toContain('taken by');
  expect(line).not.toContain('ada@');
  expect(JSON.parse(line)).toMatchObject({ fault: { name: 'SeamApiError', status: 409, type: 'conflict' } });
});

test('W53 an error of ours comes with its stack, in one line', () => {
  const line = lineOf(new TypeError('oh\n{"actor":"manager"}\u001b[2K\u009b2K'));
  expect(JSON.parse(line)).toMatchObject({
    fault: { name: 'TypeError', stack: expect.stringMatching(/^TypeError: oh\n[^]*\n {4}at /) },
  });
});

test('a wrong configuration says what to do', () => {
  expect(lineOf(new SeamConfigError('There is no credential.'))).toContain('There is no credential.');
});

test('a thrown value that is no error is not written', () => {
  expect(lineOf({ authorization: 'secret' })).not.toContain('secret');
});
