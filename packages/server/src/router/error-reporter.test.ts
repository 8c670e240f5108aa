import { SeamConfigError } from '@org/seam-core';
import { toApiError } from '@org/seam-core/internal';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inOtherRealm } from '../../../core/src/shared/realms.test-helper.ts';
import { createErrorReporter, serializeError } from './error-reporter.ts';

describe('fault fields', () => {
  const bySeam = (type: string, requestId: string) =>
    toApiError('bob@corp.example is taken', { type, statusCode: 409, requestId, data: 'bob@corp.example' });

  it.each<[string, unknown, object]>([
    [
      'a refusal of Seam its kind, status and id',
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
      'a refusal of Seam no sentence in the place of a name',
      bySeam('bob is taken', 'bob was here'),
      { name: 'SeamApiError', outcome: 'rejected', status: 409 },
    ],
    [
      'options that cannot be meant what to do',
      new SeamConfigError('There is no credential.'),
      { name: 'SeamConfigError', message: 'There is no credential.', stack: expect.any(String) },
    ],
    [
      'what carries more only its message and stack',
      Object.assign(new TypeError('no database'), { response: 'bob', cause: bySeam('conflict', 'seam-1') }),
      { name: 'TypeError', message: 'no database', stack: expect.stringContaining('error-reporter.test.ts') },
    ],
    [
      'an error of another realm its message and stack (W50)',
      inOtherRealm('new TypeError("no database")'),
      { name: 'TypeError', message: 'no database', stack: expect.any(String) },
    ],
    ['what is no error its type', { bob: 1 }, { message: expect.stringContaining('of type object') }],
  ])('R62: a log is told of %s', (_, fault, fields) => {
    expect(serializeError(fault)).toEqual(fields);
  });
});

describe('report faults', () => {
  const fault = new Error('no database');
  const request = { requestId: 'r1', path: '/devices/list' };
  const written = [{ fault: serializeError(fault), ...request }, 'A fault in answering a call'];

  afterEach(() => void vi.restoreAllMocks());

  it('R62: a fault goes to onError, and to nothing else', () => {
    const [onError, error] = [vi.fn(), vi.fn()];
    const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
    createErrorReporter({ onError, logger: { info: vi.fn(), error } })(fault, request);
    expect(onError).toHaveBeenCalledExactlyOnceWith(fault, request);
    expect(error).not.toHaveBeenCalled();
    expect(console).not.toHaveBeenCalled();
  });

  it('a fault goes to the logger where nothing else hears of it', () => {
    const error = vi.fn();
    const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
    createErrorReporter({ logger: { info: vi.fn(), error } })(fault, request);
    expect(error).toHaveBeenCalledExactlyOnceWith(...written);
    expect(console).not.toHaveBeenCalled();
  });

  it('a fault that nobody hears of is written to the console', () => {
    const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
    createErrorReporter({})(fault, request);
    expect(console).toHaveBeenCalledExactlyOnceWith(...written.toReversed());
  });
});
