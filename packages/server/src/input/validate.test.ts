import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { refuseLosses, refuseUnknown } from './validate.ts';

const schema = v.object({ inner: v.object({ a: v.optional(v.number()) }) });

describe('R36: what a schema lets fall', () => {
  it.each(['b', 'toString', 'hasOwnProperty'])('is refused inside of an object: %s', (name) => {
    expect(() => refuseLosses(schema, { inner: { [name]: 1 } }, { inner: {} })).toThrow(
      expect.objectContaining({
        validationErrors: expect.objectContaining({
          inner: expect.objectContaining({ [name]: { _errors: ['Unknown parameter'] } }),
        }),
      }),
    );
  });

  it.each(['b', 'toString'])('is refused beside the others: %s', (name) => {
    expect(() => refuseUnknown(schema, { [name]: 1 })).toThrow(expect.objectContaining({ statusCode: 400 }));
  });

  it('is a list that it took for an object', () => {
    expect(() => refuseLosses(schema, { inner: [] }, { inner: {} })).toThrow(
      expect.objectContaining({
        validationErrors: expect.objectContaining({
          inner: { _errors: ['Expected object, received array'] },
        }),
      }),
    );
  });

  it('is its own business where it does not say what it knows, as those of other libraries', () => {
    const foreign = { '~standard': schema['~standard'] };
    expect(() => refuseLosses(foreign, { inner: { b: 1 } }, { inner: {} })).not.toThrow();
    expect(() => refuseUnknown(foreign, { b: 1 })).not.toThrow();
  });

  it('is not what it made something else of', () => {
    expect(() => refuseLosses(schema, { inner: { a: 1 } }, { inner: 'one' })).not.toThrow();
    expect(() => refuseLosses(schema, { inner: { a: 1 } }, { inner: { a: 1 } })).not.toThrow();
  });
});

it('of thousands of unknown names twenty are told', () => {
  const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`a${index}`, 1]));
  const told = (refuse: () => void): string[] => {
    try {
      refuse();
    } catch (error) {
      return Object.keys((error as { validationErrors: object }).validationErrors);
    }
    return [];
  };
  expect(told(() => refuseUnknown(schema, many))).toHaveLength(21);
  expect(told(() => refuseUnknown(schema, { b: 1 }))).toEqual(['_errors', 'b']);
});
