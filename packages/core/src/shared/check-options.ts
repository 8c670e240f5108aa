import { SeamConfigError } from '../errors/seam-error.ts';

/** The Levenshtein distance of two texts. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const letter of from) {
    let left = Infinity;
    row = row.map((above, at) => {
      const diagonal = (row[at - 1] ?? Infinity) + (letter === to[at - 1] ? 0 : 1);
      left = Math.min(above + 1, left + 1, diagonal);
      return left;
    });
  }
  return row.at(-1) ?? 0;
};

/** There is no suggestion for a longer name: the comparison would take too long. */
const maxNameLength = 100;

/**
 * The end of a message about an unknown name: ` Did you mean "seed"?`, or, when no known name is similar, all known names if
 * there are at most 30.
 */
export const suggest = (name: string, known: readonly string[]): string => {
  const typed = name.toLowerCase();
  let best: string | undefined;
  let least = typed.length > maxNameLength ? 0 : Math.max(2, typed.length / 3) + 0.1;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const isPart = typed.length > 2 && lower.length > 2 && (lower.includes(typed) || typed.includes(lower));
    // A part of the name counts as more than one typing error, and less than two.
    const far = isPart && lower !== typed ? 1.5 : distance(typed, lower);
    if (far < least) [best, least] = [candidate, far];
  }
  if (best !== undefined) return ` Did you mean "${best}"?`;
  return known.length > 30 ? '' : ` Known: ${known.join(', ')}.`;
};

/** The values that an option accepts, and their description for the message `must be ${expected}`. */
export interface OptionRule {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

/** One rule for each option of an interface. An option without a rule is a type error. */
export type OptionRules<TOptions> = { readonly [Name in keyof TOptions & string]-?: OptionRule };

/** The longest delay of a timer, in milliseconds. A timer with a longer one fires immediately. */
export const longestTimer = 2_147_483_647;

const isNumber = (value: unknown, least: number, greatest: number): value is number =>
  typeof value === 'number' && value >= least && value <= greatest;

/** Common rules. */
export const rules = {
  /** A duration that a timer supports, in milliseconds. */
  milliseconds: (least = 1, greatest = longestTimer): OptionRule => ({
    expected: `a number of milliseconds from ${least} to ${greatest}`,
    accepts: (value) => isNumber(value, least, greatest),
  }),
  /** An integer: a count, or a size in bytes. */
  count: (least = 1, greatest = Number.MAX_SAFE_INTEGER): OptionRule => ({
    expected: `a whole number from ${least} to ${greatest}`,
    accepts: (value) => isNumber(value, least, greatest) && Number.isInteger(value),
  }),
  /** A value of a `typeof` type. */
  type: (name: 'boolean' | 'function' | 'string' | 'object'): OptionRule => ({
    expected: `${name === 'object' ? 'an' : 'a'} ${name}`,
    accepts: (value) => typeof value === name && value !== null,
  }),
  /** One of the given values. */
  oneOf: (...values: readonly unknown[]): OptionRule => ({
    expected: values.map((value) => JSON.stringify(value)).join(' or '),
    accepts: (value) => values.includes(value),
  }),
  /** A value that at least one of the rules accepts. */
  either: (...options: readonly OptionRule[]): OptionRule => ({
    expected: options.map(({ expected }) => expected).join(' or '),
    accepts: (value) => options.some(({ accepts }) => accepts(value)),
  }),
  /** Any value: the option is checked elsewhere. */
  any: { expected: 'anything', accepts: () => true } satisfies OptionRule,
};

const isCredential = /seam_|whsec_|bearer|^ey/i;

/** Describes a value for a message: short, and never a possible credential. */
export const describeValue = (value: unknown): string => {
  if (typeof value === 'string')
    return value.length > 40 || isCredential.test(value) ? 'a string' : JSON.stringify(value);
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/**
 * Checks options by the rule for each name. An option that is `undefined` counts as omitted. Returns a copy of the checked
 * values, which does not change when the caller reuses the object.
 *
 * @param owner the function or option that takes the options, for the message: `createSeam`, `retry`
 * @throws SeamConfigError with the option, its value and the expected one; for an unknown option, with a similar name
 */
export const checkOptions = <TOptions extends object>(
  owner: string,
  options: TOptions,
  known: OptionRules<TOptions>,
): TOptions => {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new SeamConfigError(`${owner} takes an object of options; got ${describeValue(options)}.`);
  for (const name of Object.keys(options))
    if (!Object.hasOwn(known, name))
      throw new SeamConfigError(`${owner}: unknown option "${name}".${suggest(name, Object.keys(known))}`);
  const checked: Record<string, unknown> = {};
  for (const [name, { expected, accepts }] of Object.entries<OptionRule>(known)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined) continue;
    if (!accepts(value))
      throw new SeamConfigError(`${owner}: ${name} must be ${expected}; got ${describeValue(value)}.`);
    checked[name] = value;
  }
  return checked as TOptions;
};
