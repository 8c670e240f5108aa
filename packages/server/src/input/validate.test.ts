import { SeamApiError } from '@org/seam-core';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { apiError } from '../http/api-error.ts';
import { checkValues, rejectDropped, rejectUnknown, validate } from './validate.ts';

const schema = v.object({ inner: v.object({ a: v.optional(v.number()) }) });

describe('R36: values that a schema drops', () => {
  it.each(['b', 'toString', 'hasOwnProperty'])('rejects an unknown name in an object: %s', (name) => {
    expect(() => rejectDropped(schema, { inner: { [name]: 1 } }, { inner: {} })).toThrow(
      expect.objectContaining({
        validationErrors: expect.objectContaining({
          inner: expect.objectContaining({ [name]: { _errors: ['Unknown parameter'] } }),
        }),
      }),
    );
  });

  it.each(['b', 'toString'])('rejects an unknown parameter: %s', (name) => {
    expect(() => rejectUnknown(schema, { [name]: 1 })).toThrow(expect.objectContaining({ statusCode: 400 }));
  });

  it('rejects an array that the schema treats as an object', () => {
    expect(() => rejectDropped(schema, { inner: [] }, { inner: {} })).toThrow(
      expect.objectContaining({
        validationErrors: expect.objectContaining({
          inner: { _errors: ['Expected object, received array'] },
        }),
      }),
    );
  });

  it('accepts them where the schema does not list its entries, as in other libraries', () => {
    const foreign = { '~standard': schema['~standard'] };
    expect(() => rejectDropped(foreign, { inner: { b: 1 } }, { inner: {} })).not.toThrow();
    expect(() => rejectUnknown(foreign, { b: 1 })).not.toThrow();
  });

  it('accepts a value that the schema transforms', () => {
    expect(() => rejectDropped(schema, { inner: { a: 1 } }, { inner: 'one' })).not.toThrow();
    expect(() => rejectDropped(schema, { inner: { a: 1 } }, { inner: { a: 1 } })).not.toThrow();
  });
});

it('fails when a schema does not settle', async () => {
  vi.useFakeTimers();
  try {
    const hanging = () => new Promise<never>(() => {});
    const validated = validate({ '~standard': { version: 1, vendor: 'own', validate: hanging } }, {});
    const failed = validated.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await failed).toMatchObject({
      statusCode: 500,
      cause: new Error('The schema of the parameters took longer than 5000 milliseconds.'),
    });
  } finally {
    vi.useRealTimers();
  }
});

describe('a schema that throws', () => {
  const failing = (thrown: Error) => ({
    '~standard': { version: 1, vendor: 'own', validate: () => Promise.reject(thrown) } as const,
  });

  it('does not disclose an error of Seam', async () => {
    const facts = { type: 'unauthorized', statusCode: 401, data: { name: 'Ada' } } as const;
    const error = new SeamApiError('the key of Ada is bad', facts);
    const thrown: unknown = await validate(failing(error), {}).catch((reason: unknown) => reason);
    expect(thrown).toMatchObject({ type: 'internal_server_error', statusCode: 500, cause: error });
    expect(thrown).not.toHaveProperty('data');
  });

  it('chooses the response with an apiError', async () => {
    const error = apiError('conflict');
    await expect(validate(failing(error), {})).rejects.toBe(error);
  });
});

it('lists the first twenty of thousands of unknown parameters', () => {
  const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`a${index}`, 1]));
  const namesIn = (reject: () => void): string[] => {
    try {
      reject();
    } catch (error) {
      return Object.keys((error as { validationErrors: object }).validationErrors);
    }
    return [];
  };
  expect(namesIn(() => rejectUnknown(schema, many))).toHaveLength(21);
  expect(namesIn(() => rejectUnknown(schema, { b: 1 }))).toEqual(['_errors', 'b']);
});

describe('checkValues', () => {
  const problemWith = (params: object, depth = 16): unknown => {
    try {
      checkValues(params as Record<string, unknown>, depth);
      return undefined;
    } catch (error) {
      return (error as { validationErrors: unknown }).validationErrors;
    }
  };

  const problem = (text: string) => ({ _errors: [], at: { _errors: [text] } });

  describe('R21, R22: a name with a special meaning in JavaScript', () => {
    it.each(['__proto__', 'constructor', 'prototype'])('is rejected inside of an object: %s', (name) => {
      expect(problemWith({ at: JSON.parse(`{"${name}":1}`) as object })).toEqual(problem('Reserved name'));
      expect(problemWith({ at: [JSON.parse(`{"${name}":1}`)] })).toEqual(problem('Reserved name'));
    });

    it.each(['constructor', 'prototype'])('is rejected as a parameter: %s', (name) => {
      expect(problemWith({ [name]: 1 })).toBeDefined();
    });
  });

  describe('R31: control characters', () => {
    const control = [
      ...Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10, 13].includes(code)),
      ...Array.from({ length: 33 }, (_, index) => 0x7f + index),
      0x20_28,
      0x20_29,
    ].map((code) => String.fromCharCode(code));

    it('are rejected in a string', () => {
      expect(control.filter((sign) => problemWith({ at: `a${sign}b` }) === undefined)).toEqual([]);
      expect(problemWith({ at: '\u0000' })).toEqual(problem('Control characters are not allowed'));
    });

    it('are rejected in a name', () => {
      expect(problemWith({ at: { 'a\u0000': 1 } })).toEqual(problem('Control characters are not allowed'));
      expect(problemWith({ at: { '\ud800': 1 } })).toEqual(problem('Invalid Unicode'));
    });

    it('do not include tabs, line breaks and other characters', () => {
      expect(problemWith({ at: 'a\tb\nc\r\nd ~\u00a0é\u2027\u202a🚪' })).toBeUndefined();
    });
  });

  it.each([0, -1, 0.1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('R32: accepts %d', (at) => {
    expect(problemWith({ at })).toBeUndefined();
  });

  it.each([Number.MAX_SAFE_INTEGER + 1, 1e300, Infinity, -Infinity, Number.NaN])('R32: rejects %d', (at) => {
    expect(problemWith({ at })).toEqual(problem('Number out of safe range'));
  });

  it.each([
    [0, 'x', true],
    [0, [], false],
    [1, ['x'], true],
    [1, [[]], false],
    [2, { a: [1] }, true],
    [2, { a: [[]] }, false],
  ])('R19: with a limit of %i levels %j passes: %s', (depth, at, passes) => {
    expect(problemWith({ at }, depth)).toEqual(passes ? undefined : problem('Nested too deeply'));
  });
});
