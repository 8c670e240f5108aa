import { describe, expect, it } from 'vitest';
import { apiError } from '../src/http/api-error.ts';
import { errorTypes, type ErrorType } from '../src/http/error-types.ts';

describe('the error types', () => {
  it.each(Object.entries(errorTypes))('%s has a status and a message', (type, [statusCode, message]) => {
    const error = apiError(type as ErrorType);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(600);
    expect(error).toMatchObject({ type, statusCode, message });
    expect(error.outcome).toBe(statusCode < 500 ? 'rejected' : 'unknown');
  });
});
