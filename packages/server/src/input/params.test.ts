import { describe, expect, it } from 'vitest';
import { checkValues } from './params.ts';

const problemWith = (params: object, depth = 16): unknown => {
  try {
    checkValues(params as Record<string, unknown>, depth);
    return undefined;
  } catch (error) {
    return (error as { validationErrors: unknown }).validationErrors;
  }
};

const said = (text: string) => ({ _errors: [], at: { _errors: [text] } });

describe('R21, R22: a name that means something to every object', () => {
  it.each(['__proto__', 'constructor', 'prototype'])('is refused inside of an object: %s', (name) => {
    expect(problemWith({ at: JSON.parse(`{"${name}":1}`) as object })).toEqual(said('Reserved name'));
    expect(problemWith({ at: [JSON.parse(`{"${name}":1}`)] })).toEqual(said('Reserved name'));
  });

  it.each(['constructor', 'prototype'])('is refused as a parameter: %s', (name) => {
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

  it('are refused in a text, each of them', () => {
    expect(control.filter((sign) => problemWith({ at: `a${sign}b` }) === undefined)).toEqual([]);
    expect(problemWith({ at: '\u0000' })).toEqual(said('Control characters are not allowed'));
  });

  it('are refused in a name, too', () => {
    expect(problemWith({ at: { 'a\u0000': 1 } })).toEqual(said('Control characters are not allowed'));
    expect(problemWith({ at: { '\ud800': 1 } })).toEqual(said('Invalid Unicode'));
  });

  it('are not what a text of several lines has, nor what is beside them', () => {
    expect(problemWith({ at: 'a\tb\nc\r\nd ~\u00a0é\u2027\u202a🚪' })).toBeUndefined();
  });
});

it.each([0, -1, 0.1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('R32: %d can be kept', (at) => {
  expect(problemWith({ at })).toBeUndefined();
});

it.each([Number.MAX_SAFE_INTEGER + 1, 1e300, Infinity, -Infinity, Number.NaN])('R32: %d cannot', (at) => {
  expect(problemWith({ at })).toEqual(said('Number out of safe range'));
});

it.each([
  [0, 'x', true],
  [0, [], false],
  [1, ['x'], true],
  [1, [[]], false],
  [2, { a: [1] }, true],
  [2, { a: [[]] }, false],
])('R19: with a limit of %i levels %j passes: %s', (depth, at, passes) => {
  expect(problemWith({ at }, depth)).toEqual(passes ? undefined : said('Nested too deeply'));
});
