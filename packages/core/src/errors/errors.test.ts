import { describe, expect, it } from 'vitest';
import * as core from '../index.ts';
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

describe('isSeamError', () => {
  it('recognises the errors of another copy of this package', async () => {
    const copy = './api-errors.ts?copy';
    const { SeamNotFoundError } = (await import(/* @vite-ignore */ copy)) as typeof core;
    const error = new SeamNotFoundError('gone', { type: 'device_not_found', statusCode: 404 });
    expect(error).not.toBeInstanceOf(core.SeamNotFoundError);
    expect(isSeamError(error, 'SeamNotFoundError')).toBe(true);
    expect(isSeamError(error, 'SeamRateLimitError')).toBe(false);
  });

  it.each([new Error('SeamError'), { name: 'SeamError' }, null, undefined, 'SeamError'])(
    'refuses %s',
    (value) => {
      expect(isSeamError(value)).toBe(false);
    },
  );
});
