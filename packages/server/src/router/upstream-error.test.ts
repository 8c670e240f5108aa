import { SeamConfigError } from '@org/seam-core';
import { toApiError } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { apiError } from '../http/api-error.ts';
import { upstreamError } from './upstream-error.ts';

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const sent = { user_identity_id: id };

/** An error as a client makes it of Seam's answer. */
const bySeam = (statusCode: number, type: string, validationErrors?: unknown) =>
  toApiError('bob@corp.example must not be named', {
    type,
    statusCode,
    outcome: 'rejected',
    ...(validationErrors ? { validationErrors: validationErrors as never } : {}),
  });

describe('the error that the caller receives', () => {
  it.each([
    [{ user_identity_id: { _errors: ['Required', 'bob is taken'] } }, ['Required', 'Rejected by Seam']],
    [
      { user_identity_id: { _errors: ['bob: Required', 'Required by bob'] } },
      ['Rejected by Seam', 'Rejected by Seam'],
    ],
    [{ user_identity_id: null }, undefined],
    [{ user_identity_id: { _errors: 'x' } }, undefined],
    [{ user_identity_id: { _errors: [{}] } }, ['Rejected by Seam']],
    [{ another: { _errors: ['Required'] } }, undefined],
  ])('contains only the sent parameters of %j, without free text', (validationErrors, texts) => {
    const told = upstreamError(bySeam(400, 'invalid_input', { _errors: [], ...validationErrors }), sent);
    expect(told).toMatchObject({
      type: 'invalid_input',
      statusCode: 400,
      validationErrors: texts ? { user_identity_id: { _errors: texts } } : { _errors: [] },
    });
    expect(JSON.stringify(told)).not.toContain('bob');
  });

  it.each([
    [400, 'not_found', 'invalid_input', 400],
    [404, 'overloaded', 'not_found', 404],
    [409, 'toString', 'conflict', 409],
    [400, 'http_400', 'upstream_invalid_response', 502],
    [404, 'http_404', 'upstream_invalid_response', 502],
    [409, 'http_409', 'upstream_invalid_response', 502],
    [413, 'http_413', 'upstream_invalid_response', 502],
    [429, 'http_429', 'upstream_rate_limited', 503],
    [403, 'http_403', 'upstream_auth_failed', 502],
    [500, 'http_500', 'upstream_error', 502],
    [503, 'overloaded', 'upstream_error', 502],
    [501, 'not_implemented', 'upstream_error', 502],
  ])('has a generic type for %i %s', (status, type, told, toldStatus) => {
    expect(upstreamError(bySeam(status, type), sent)).toMatchObject({ type: told, statusCode: toldStatus });
  });

  it.each([
    [undefined, 1000],
    [0, 1000],
    [1500, 1500],
    [86_400_000, 30_000],
    [Number.NaN, 1000],
  ])('R68: limits a retry delay of %j ms to %i', (retryAfterMs, told) => {
    const facts = { type: 'too_many_requests', statusCode: 429, outcome: 'rejected', retryAfterMs } as const;
    expect(upstreamError(toApiError('slow down', facts))).toMatchObject({
      type: 'upstream_rate_limited',
      retryAfterMs: told,
    });
  });

  it('has an unknown outcome when an earlier attempt may have been applied', () => {
    const facts = { type: 'device_not_found', statusCode: 404, outcome: 'unknown' } as const;
    expect(upstreamError(toApiError('gone', facts))).toMatchObject({
      statusCode: 404,
      data: { outcome: 'unknown' },
    });
    expect(upstreamError(bySeam(404, 'device_not_found'))).not.toHaveProperty('data');
  });

  it.each([
    [401, 'unauthorized'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
  ])('hides %i %s, which concerns the credential', (status, type) => {
    expect(upstreamError(bySeam(status, type), sent)).toMatchObject({ type: 'upstream_auth_failed' });
  });
});

it.each(['unauthenticated', 'forbidden'] as const)('returns %s of a target function', (type) => {
  const error = apiError(type);
  expect(upstreamError(error, sent)).toBe(error);
});

it('does not map a configuration error', () => {
  const error = new SeamConfigError('There is no credential.');
  expect(upstreamError(error, sent)).toBe(error);
});
