import { expect, it } from 'vitest';
import { checkOptions, type OptionRule, rules } from './check-options.ts';

const check = (rule: OptionRule, value: unknown) => () =>
  checkOptions('createThing', { size: value }, { size: rule });

it.each<[string, OptionRule, unknown]>([
  ['milliseconds', rules.milliseconds(), 1],
  ['milliseconds', rules.milliseconds(), 2_147_483_647],
  ['milliseconds', rules.milliseconds(0), 0],
  ['milliseconds', rules.milliseconds(), 0.5 + 1],
  ['count', rules.count(), 1],
  ['type', rules.type('function'), () => 1],
  ['oneOf', rules.oneOf('timers', 'clock'), 'clock'],
  ['either', rules.either(rules.type('boolean'), rules.type('object')), {}],
  ['any', rules.any, null],
  ['omitted', rules.count(), undefined],
])('%s %# accepts what fits', (_, rule, value) => {
  expect(check(rule, value)).not.toThrow();
});

const range = 'a number of milliseconds from 1 to 2147483647';

it.each<[unknown, OptionRule, string]>([
  [0, rules.milliseconds(), `${range}; got 0.`],
  [Infinity, rules.milliseconds(), `${range}; got Infinity.`],
  [Number.NaN, rules.milliseconds(), `${range}; got NaN.`],
  [2 ** 31, rules.milliseconds(), `${range}; got 2147483648.`],
  ['soon', rules.milliseconds(), `${range}; got "soon".`],
  [null, rules.milliseconds(), `${range}; got null.`],
  [1n, rules.milliseconds(), `${range}; got a bigint.`],
  [1.5, rules.count(0, 9), 'a whole number from 0 to 9; got 1.5.'],

  ['yes', rules.type('boolean'), 'a boolean; got "yes".'],
  ['seam_secret', rules.count(0, 9), 'a whole number from 0 to 9; got a string.'],
  ['x'.repeat(41), rules.type('boolean'), 'a boolean; got a string.'],
  [{}, rules.oneOf('a', 1), '"a" or 1; got an object.'],
])('names the option, what it must be, and its value: %o', (value, rule, message) => {
  expect(check(rule, value)).toThrow(`createThing: size must be ${message}`);
});

it('refuses a name that is not an option, and suggests the similar one', () => {
  const misspelt: object = { sise: 1 };
  expect(() => checkOptions('createThing', misspelt, { size: rules.any } as object)).toThrow(
    'createThing: unknown option "sise". Did you mean "size"?',
  );
});

it.each(['constructor', '__proto__', 'toString'])('refuses %s, which every object inherits', (name) => {
  const options = JSON.parse(`{ "${name}": 1 }`) as object;
  expect(() => checkOptions('createThing', options, { size: rules.any } as object)).toThrow(
    `createThing: unknown option "${name}".`,
  );
});

it.each([
  ['seam_key', 'a string'],
  [null, 'null'],
  [7, '7'],
  [[], 'an array'],
])('refuses %j in the place of an object', (options, got) => {
  expect(() => checkOptions('createThing', options as object, {})).toThrow(
    `createThing takes an object of options; got ${got}.`,
  );
});

it('checks an option that comes from the prototype of an instance', () => {
  class Options {
    get size() {
      return 'big';
    }
  }
  expect(() => checkOptions('createThing', new Options(), { size: rules.count() })).toThrow('got "big"');
});
