import { describeValue } from './check-options.ts';
import { SeamConfigError } from './errors/seam-config-error.ts';

/**
 * Checks that a method was passed, and not the promise of a call that is already under way.
 * @throws SeamConfigError
 */
export const checkMethod = (name: string, method: unknown): void => {
  if (typeof method === 'function') return;
  // The mistaken call may fail, and nobody waits for it.
  if (method instanceof Promise) method.catch(() => {});
  throw new SeamConfigError(
    `${name} takes a method and its parameters: ${name}(seam.devices.list, params), not seam.devices.list(params); got ${describeValue(method)}.`,
  );
};
