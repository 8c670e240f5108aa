import { createSeamFrom, endpoint, type NoParams } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createUnguardedRequestHandler } from '../adapters/fetch.ts';
import { apiError } from './api-error.ts';
import { type ErrorType, errorTypes } from './error-types.ts';

const tree = { widgets: { clear: endpoint<NoParams, void>('POST', '/widgets/clear', { replay: 'never' }) } };

/** What a client gets when a handler at the other end throws this. */
const roundTrip = async (thrown: unknown): Promise<unknown> => {
  const clear = () => {
    throw thrown;
  };
  const answer = createUnguardedRequestHandler(
    tree,
    { widgets: { clear } },
    { schemas: false, requestId: () => 'id1' },
  );
  const fetch: typeof globalThis.fetch = async (input, init) =>
    (await answer(new Request(input, init))) ?? new Response(null, { status: 404 });
  const seam = createSeamFrom(tree, {
    apiKey: 'seam_x',
    retry: false,
    endpoint: 'https://seam.example.com',
    fetch,
  });
  return await seam.widgets.clear().then(
    () => undefined,
    (error: unknown) => error,
  );
};

const classOf = (type: ErrorType, status: number): string => {
  if (type === 'invalid_input') return 'SeamInvalidInputError';
  if (status >= 500) return 'SeamServerError';
  if (type === 'endpoint_not_found') return 'SeamApiError';
  const classes: Record<number, string> = {
    401: 'SeamUnauthorizedError',
    403: 'SeamForbiddenError',
    404: 'SeamNotFoundError',
    429: 'SeamRateLimitError',
  };
  return classes[status] ?? 'SeamApiError';
};

describe('a client receives the error of a handler', () => {
  it.each(Object.entries(errorTypes) as [ErrorType, readonly [number, string]][])(
    'as %s with its status, message and class',
    async (type, [statusCode, sentence]) => {
      const error = await roundTrip(apiError(type));
      expect(error).toMatchObject({
        name: classOf(type, statusCode),
        type,
        statusCode,
        requestId: 'id1',
        message: `/widgets/clear: ${sentence}`,
        outcome: statusCode < 500 ? 'rejected' : 'unknown',
      });
    },
  );

  it('with its own data and message', async () => {
    const data = { device_id: 'd1' };
    expect(await roundTrip(apiError('device_not_found', { message: 'Gone.', data }))).toMatchObject({
      message: '/widgets/clear: Gone.',
      data,
    });
  });

  it('with its retry delay, rounded up to whole seconds', async () => {
    expect(await roundTrip(apiError('upstream_rate_limited', { retryAfterMs: 1200 }))).toMatchObject({
      retryAfterMs: 2000,
    });
  });

  it('without its cause', async () => {
    const error = await roundTrip(apiError('upstream_error', { cause: new Error('hunter2') }));
    expect(error).toMatchObject({ type: 'upstream_error' });
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(error).not.toHaveProperty('cause');
  });

  it('as a server error without details when it is not an API error', async () => {
    const error = await roundTrip(new Error('hunter2'));
    expect(error).toMatchObject({ name: 'SeamServerError', type: 'internal_server_error', statusCode: 500 });
    expect((error as Error).message).toBe('/widgets/clear: Internal server error.');
  });
});

it('the types and statuses do not change', () => {
  const lines = Object.entries(errorTypes).map(([type, [status]]) => `${status} ${type}`);
  expect(lines.toSorted()).toMatchSnapshot();
});
