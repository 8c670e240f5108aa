import { describe, expect, it } from 'vitest';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { toApiError } from '../../errors/to-api-error.ts';
import { apiError } from '../api-error.ts';
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

describe('what is told of an error of Seam', () => {
  it.each([
    [{ user_identity_id: { _errors: ['Required', 'bob is taken'] } }, ['Required', 'Refused by Seam']],
    [{ user_identity_id: null }, undefined],
    [{ user_identity_id: { _errors: 'x' } }, undefined],
    [{ user_identity_id: { _errors: [{}] } }, ['Refused by Seam']],
    [{ another: { _errors: ['Required'] } }, undefined],
  ])('is of %j what the caller sent, and without names', (validationErrors, texts) => {
    const told = upstreamError(bySeam(400, 'invalid_input', { _errors: [], ...validationErrors }), sent);
    expect(told).toMatchObject({
      type: 'invalid_input',
      statusCode: 400,
      validationErrors: texts ? { user_identity_id: { _errors: texts } } : { _errors: [] },
    });
    expect(JSON.stringify(told)).not.toContain('bob');
  });

  it.each([
    [401, 'unauthorized'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
  ])('is nothing of %i %s, which is about the credential', (status, type) => {
    expect(upstreamError(bySeam(status, type), sent)).toMatchObject({ type: 'upstream_auth_failed' });
  });
});

it.each(['unauthenticated', 'forbidden'] as const)('a function that says %s is heard', (type) => {
  const error = apiError(type);
  expect(upstreamError(error, sent)).toBe(error);
});

it('a program that is set up wrongly is no failure of Seam', () => {
  const error = new SeamConfigError('There is no credential.');
  expect(upstreamError(error, sent)).toBe(error);
});
