import type { Collecting } from '../../collect-response.ts';
import { valueAt } from '../../value-at.ts';

/** A function of a target, as an endpoint is called. */
type TargetFunction = (params: unknown, options?: Collecting) => unknown;

/** A target's function under the names of an endpoint, which may be a method of a class. */
export const functionAt = (target: unknown, names: readonly string[]): TargetFunction | undefined => {
  const owner = valueAt(target, names.slice(0, -1));
  const found = valueAt(owner, names.slice(-1));
  return typeof found === 'function' ? (found.bind(owner) as TargetFunction) : undefined;
};
