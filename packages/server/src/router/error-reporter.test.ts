import { SeamConfigError } from '@org/seam-core';
import { toApiError } from '@org/seam-core/internal';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inOtherRealm } from '../../../core/src/shared/realms.test-helper.ts';
import { createErrorReporter, serializeError } from './error-reporter.ts';

describe('serializeError', () => {
  const bySeam = (type: string, requestId: string) =>
    toApiError('bob@corp.example is taken', { type, statusCode: 409, requestId, data: 'bob@corp.example' });

  it.each<[string, unknown, object]>([
    [
      'a rejection by Seam: class, status, type and id',
      bySeam('conflict', 'seam-1'),
      {
        name: 'SeamApiError',
        outcome: 'rejected',
        status: 409,
        type: 'conflict',
        upstreamRequestId: 'seam-1',
      },
    ],
    [
      'a rejection by Seam: no free text in the place of a type or an id',
      bySeam('bob is taken', 'bob was here'),
      { name: 'SeamApiError', outcome: 'rejected', status: 409 },
    ],
    [
      'invalid options: message and stack',
      new SeamConfigError('There is no credential.'),
      { name: 'SeamConfigError', message: 'There is no credential.', stack: expect.any(String) },
    ],
    [
      'an error with other properties: only message and stack',
      Object.assign(new TypeError('no database'), { response: 'bob', cause: bySeam('conflict', 'seam-1') }),
      { name: 'TypeError', message: 'no database', stack: expect.stringContaining('error-reporter.test.ts') },
    ],
    [
      'an error of another realm: message and stack (W50)',
      inOtherRealm('new TypeError("no database")'),
      { name: 'TypeError', message: 'no database', stack: expect.any(String) },
    ],
    [
      'a value that is not an error: its type',
      { bob: 1 },
      { message: expect.stringContaining('of type object') },
    ],
  ])('R62: %s', (_, error, fields) => {
    expect(serializeError(error)).toEqual(fields);
  });
});

describe('createErrorReporter', () => {
  const failure = new Error('no database');
  const request = { requestId: 'r1', path: '/devices/list' };
  const logged = [{ error: serializeError(failure), ...request }, 'Error while processing a request'];

  afterEach(() => void vi.restoreAllMocks());

  it('R62: passes an error to onError only', () => {
    const [onError, error] = [vi.fn(), vi.fn()];
    const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
    createErrorReporter({ onError, logger: { info: vi.fn(), error } })(failure, request);
    expect(onError).toHaveBeenCalledExactlyOnceWith(failure, request);
    expect(error).not.toHaveBeenCalled();
    expect(console).not.toHaveBeenCalled();
  });

  it('logs an error without onError', () => {
    const error = vi.fn();
    const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
    createErrorReporter({ logger: { info: vi.fn(), error } })(failure, request);
    expect(error).toHaveBeenCalledExactlyOnceWith(...logged);
    expect(console).not.toHaveBeenCalled();
  });

  it('writes an error to the console without onError and logger', () => {
    const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
    createErrorReporter({})(failure, request);
    expect(console).toHaveBeenCalledExactlyOnceWith(...logged.toReversed());
  });
});
