import { SeamConfigError } from '../errors/seam-error.ts';
import { suggest } from './suggest.ts';

/** What an option accepts, and how a message says it: `must be ${expected}`. */
export interface OptionRule {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

/** One rule for each option of an interface; an option without a rule does not compile. */
export type OptionRules<TOptions> = { readonly [Name in keyof TOptions & string]-?: OptionRule };

/** The longest delay of a timer, in milliseconds. A longer one fires at once. */
export const longestTimer = 2_147_483_647;

const isNumber = (value: unknown, least: number, greatest: number): value is number =>
  typeof value === 'number' && value >= least && value <= greatest;

/** Rules that options share. */
export const rules = {
  /** A time that a timer can wait for, in milliseconds. */
  milliseconds: (least = 1, greatest = longestTimer): OptionRule => ({
    expected: `a number of milliseconds from ${least} to ${greatest}`,
    accepts: (value) => isNumber(value, least, greatest),
  }),
  /** A whole number: a count, or a size in bytes. */
  count: (least = 1, greatest = Number.MAX_SAFE_INTEGER): OptionRule => ({
    expected: `a whole number from ${least} to ${greatest}`,
    accepts: (value) => isNumber(value, least, greatest) && Number.isInteger(value),
  }),
  /** A `typeof`. */
  type: (name: 'boolean' | 'function' | 'string' | 'object'): OptionRule => ({
    expected: `${name === 'object' ? 'an' : 'a'} ${name}`,
    accepts: (value) => typeof value === name && value !== null,
  }),
  /** One of a few values. */
  oneOf: (...values: readonly unknown[]): OptionRule => ({
    expected: values.map((value) => JSON.stringify(value)).join(' or '),
    accepts: (value) => values.includes(value),
  }),
  /** What any of the rules accepts. */
  either: (...options: readonly OptionRule[]): OptionRule => ({
    expected: options.map(({ expected }) => expected).join(' or '),
    accepts: (value) => options.some(({ accepts }) => accepts(value)),
  }),
  /** Checked elsewhere, by whoever knows what it has to be. */
  any: { expected: 'anything', accepts: () => true } satisfies OptionRule,
};

const isCredential = /seam_|whsec_|bearer|^ey/i;

/** A value for a message: short, and never one that may be a credential. */
export const describeValue = (value: unknown): string => {
  if (typeof value === 'string')
    return value.length > 40 || isCredential.test(value) ? 'a string' : JSON.stringify(value);
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/**
 * Checks an object of options by the rules for each name. An option that is `undefined` counts as omitted.
 *
 * @param subject whose options they are, for the message, such as `createSeam` or `retry`
 * @throws SeamConfigError that names the option, its value, and what it has to be; for a name that is not an option, the
 * similar one
 */
export const checkOptions = <TOptions extends object>(
  subject: string,
  options: TOptions,
  known: OptionRules<TOptions>,
): void => {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new SeamConfigError(`${subject} takes an object of options; got ${describeValue(options)}.`);
  for (const name of Object.keys(options))
    if (!Object.hasOwn(known, name))
      throw new SeamConfigError(`${subject}: unknown option "${name}".${suggest(name, Object.keys(known))}`);
  for (const [name, { expected, accepts }] of Object.entries<OptionRule>(known)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && !accepts(value))
      throw new SeamConfigError(`${subject}: ${name} must be ${expected}; got ${describeValue(value)}.`);
  }
};
