import { SeamConfigError } from './errors/seam-config-error.ts';

/** From the least to the greatest that an option may be. */
type Ranges = Readonly<Record<string, readonly [least: number, greatest: number]>>;

/** The longest a timer waits, in milliseconds. What is longer would not wait at all. */
export const longestTimer = 2_147_483_647;

/**
 * Refuses numbers that would show themselves with the first call otherwise: what is not given is as good as any.
 * @throws SeamConfigError that names the option
 */
export const checkRanges = (options: object, ranges: Ranges): void => {
  for (const [name, [least, greatest]] of Object.entries(ranges)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined || (typeof value === 'number' && value >= least && value <= greatest)) continue;
    const here = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
    throw new SeamConfigError(
      `The option ${name} is a number from ${least} to ${greatest}, and here it is ${here}.`,
    );
  }
};
