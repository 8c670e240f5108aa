import { SeamConfigError } from '../../errors/seam-config-error.ts';

/**
 * Refuses what is to be called and cannot be: what is not given is as good as any.
 * @throws SeamConfigError that names the option
 */
export const checkFunctions = (options: object, names: readonly string[]): void => {
  for (const name of names) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && typeof value !== 'function')
      throw new SeamConfigError(
        `The option ${name} is a function, and here it is ${value === null ? 'null' : typeof value}.`,
      );
  }
};
