import type { AnyEndpoint } from '../../endpoint.ts';
import { invalidInput } from '../../params/invalid-input.ts';
import { ambiguousNames } from './ambiguous-names.ts';

/** Found once for each endpoint: a call is asked about often. */
const found = new WeakMap<AnyEndpoint, ReturnType<typeof ambiguousNames>>();

/** @throws SeamInvalidInputError when one thing is named in two ways, which may be two things */
export const refuseAmbiguous = (endpoint: AnyEndpoint, params: Readonly<Record<string, unknown>>): void => {
  const ambiguous = found.get(endpoint) ?? ambiguousNames(endpoint);
  found.set(endpoint, ambiguous);
  const given = ambiguous.find((names) => names.every((name) => params[name] !== undefined));
  if (given)
    throw invalidInput(
      [{ path: [], message: `Each of ${given.join(', ')} may name another one: pass one way of naming it` }],
      '',
      'rejected',
    );
};
