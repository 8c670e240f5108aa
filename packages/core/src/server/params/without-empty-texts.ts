import type { AnyEndpoint } from '../../endpoint.ts';
import { invalidInput } from '../../params/invalid-input.ts';

const holdsEmpty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((member) => member === '' || holdsEmpty(member));

/**
 * The parameters without empty texts, where they will travel in a query string: it cannot say them, and whoever decides
 * would see more than is sent. The same object when there are none.
 *
 * @throws SeamInvalidInputError when one is inside a list or an object, which would be another one without it
 */
export const withoutEmptyTexts = (
  { verb }: AnyEndpoint,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  if (verb !== 'GET' && verb !== 'DELETE') return params;
  for (const [name, value] of Object.entries(params))
    if (holdsEmpty(value)) throw invalidInput([{ path: [name], message: 'An empty text' }], '', 'rejected');
  const entries = Object.entries(params);
  const kept = entries.filter(([, value]) => value !== '');
  return kept.length === entries.length ? params : Object.fromEntries(kept);
};
