import { describe, expect, it } from 'vitest';
import type { AnyEndpoint } from '../contract/endpoint.ts';
import { SeamNotFoundError } from '../errors/api-errors.ts';
import { isAlreadyRemoved } from './failed-call.ts';
import { Retrier, RetryBudget } from './retry.ts';

const notFound = { type: 'device_not_found', statusCode: 404 };
const removal: AnyEndpoint = {
  verb: 'DELETE',
  path: '/devices/x',
  replay: 'idempotent',
  required: { device_id: true },
};

/** A call whose first attempt had an unknown outcome, and whose last one failed with `error`. */
const failedWith = (error: SeamNotFoundError) => {
  const retrier = new Retrier({
    replay: 'idempotent',
    retry: {},
    budget: new RetryBudget(),
    totalTimeout: 1000,
    onRetry: () => {},
  });
  retrier.isAmbiguous = true;
  return { error, retrier, signal: undefined };
};

describe('C73: a 404 after an unknown outcome', () => {
  it.each<[result: string, title: string, endpoint: Partial<AnyEndpoint>, facts?: object]>([
    ['proves the removal', 'by an idempotent DELETE without a result', {}],
    ['proves nothing', 'for a DELETE that returns a result', { returns: 'device' }],
    ['proves nothing', 'for a DELETE that is not idempotent', { replay: 'never' }],
    ['proves nothing', 'for another verb', { verb: 'POST' }],
    ['proves nothing', 'when it reports an unknown outcome itself', {}, { outcome: 'unknown' }],
  ])('%s %s', (result, _, endpoint, facts) => {
    const error = new SeamNotFoundError('No.', { ...notFound, ...facts });
    expect(isAlreadyRemoved({ ...removal, ...endpoint }, { device_id: 'd1' }, failedWith(error))).toBe(
      result === 'proves the removal',
    );
  });
});
