import { describe, expect, it } from 'vitest';
import * as core from '../index.ts';
import { toApiError } from './api-errors.ts';
import { isSeamError, type SeamErrors } from './is-seam-error.ts';

const classes = Object.entries(core).filter(([name]) => /^Seam\w*Error$/.test(name)) as [
  keyof SeamErrors,
  new (message: string, facts: object) => core.SeamError,
][];
const facts = {
  outcome: 'rejected',
  type: 'x',
  statusCode: 400,
  code: 'dns',
  phase: 'body',
  reason: 'empty',
};

describe.each(classes)('%s', (name, ErrorClass) => {
  const error = new ErrorClass('it failed', facts);

  it('is known by its own name and by those above it', () => {
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: it failed`);
    expect(isSeamError(error)).toBe(true);
    expect(isSeamError(error, name)).toBe(true);
    expect(isSeamError(error, 'SeamError')).toBe(true);
  });

  it('is not taken for a class it does not extend', () => {
    const others = classes.filter(([, Other]) => !(error instanceof Other));
    expect(others.length).toBeGreaterThan(5);
    for (const [other] of others) expect(isSeamError(error, other)).toBe(false);
  });
});

it('has the facts that it was created with, and no property for an absent one', () => {
  const absent = { requestId: undefined, data: undefined, retryAfterMs: undefined };
  const error = new core.SeamApiError('No.', { type: 'x', statusCode: 500, cause: 'c', ...absent });
  expect(Object.entries(error)).toEqual([
    ['type', 'x'],
    ['statusCode', 500],
    ['outcome', 'unknown'],
  ]);
  expect(error.cause).toBe('c');
  const { validationErrors } = new core.SeamInvalidInputError('No.', {
    type: 'invalid_input',
    statusCode: 400,
  });
  expect(validationErrors).toEqual({ _errors: [] });
});

it('only an error about the parameters has validationErrors', () => {
  const facts = { statusCode: 400, validationErrors: { _errors: ['No.'] } };
  expect(toApiError('No.', { ...facts, type: 'invalid_input' })).toHaveProperty('validationErrors');
  expect(toApiError('No.', { ...facts, type: 'other' })).not.toHaveProperty('validationErrors');
});

it.each([
  ['device_not_found', 'SeamNotFoundError'],
  ['not_found', 'SeamNotFoundError'],
  ['endpoint_not_found', 'SeamApiError'],
  ['http_404', 'SeamApiError'],
])('a 404 with the type %s is a %s', (type, name) => {
  expect(toApiError('No.', { type, statusCode: 404 }).name).toBe(name);
});

describe('an error of another copy of this package', async () => {
  const copy = './api-errors.ts?copy';
  const { SeamNotFoundError } = (await import(/* @vite-ignore */ copy)) as typeof core;
  const error = new SeamNotFoundError('gone', { type: 'device_not_found', statusCode: 404 });

  it('is an instance of the classes with the same name', () => {
    expect(SeamNotFoundError).not.toBe(core.SeamNotFoundError);
    expect(error).toBeInstanceOf(core.SeamNotFoundError);
    expect(error).toBeInstanceOf(core.SeamApiError);
    expect(error).toBeInstanceOf(core.SeamError);
    expect(error).not.toBeInstanceOf(core.SeamRateLimitError);
  });

  it('is recognised by isSeamError', () => {
    expect(isSeamError(error, 'SeamNotFoundError')).toBe(true);
    expect(isSeamError(error, 'SeamRateLimitError')).toBe(false);
  });
});

describe('instanceof', () => {
  class OwnError extends core.SeamNotFoundError {}
  const facts = { type: 'device_not_found', statusCode: 404 };

  it('distinguishes subclasses of other packages', () => {
    const own = new OwnError('gone', facts);
    expect(own).toBeInstanceOf(OwnError);
    expect(own).toBeInstanceOf(core.SeamNotFoundError);
    expect(new core.SeamNotFoundError('gone', facts)).not.toBeInstanceOf(OwnError);
  });

  it.each([new Error('SeamError'), { name: 'SeamError' }, null, undefined, 'SeamError'])(
    'is false for %s',
    (value) => {
      expect(value instanceof core.SeamError).toBe(false);
    },
  );
});

describe('isSeamError', () => {
  it.each([new Error('SeamError'), { name: 'SeamError' }, null, undefined, 'SeamError'])(
    'refuses %s',
    (value) => {
      expect(isSeamError(value)).toBe(false);
    },
  );
});
