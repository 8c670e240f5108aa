import { hasToJson } from '../params/has-to-json.ts';
import { invalidInput } from '../params/invalid-input.ts';

const isPrimitive = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** As in JSON: dates of any library and realm say themselves how they are written. */
const toPlain = (value: unknown): unknown => (hasToJson(value) ? value.toJSON() : value);

const pairsOf = (name: string, given: unknown): [string, string][] => {
  const value = toPlain(given);
  if (value === '') return [];
  if (value === null) return [[name, '']];
  if (isPrimitive(value)) return [[name, String(value)]];
  if (Array.isArray(value)) {
    if (value.length === 0) return [[name, '']];
    const items = value.map(toPlain);
    if (items.every((item) => isPrimitive(item) && item !== ''))
      return items.map((item) => [name, String(item)]);
  } else if (!Object.keys(value as object).some((key) => key.includes('.'))) {
    return Object.entries(value as object).flatMap(([key, item]) => pairsOf(`${name}.${key}`, item));
  }
  throw invalidInput([{ path: [name], message: 'Cannot be written as a query parameter' }], '', 'not_sent');
};

/**
 * Parameters as Seam's servers read them from a query string: sorted names, arrays repeated, an empty value for `null`
 * and for an empty array, dots for nesting, and `_strict=true` so that nothing is guessed.
 */
export const toQuery = (params: Record<string, unknown>): string => {
  const pairs = Object.keys(params)
    .toSorted()
    .flatMap((name) => (params[name] === undefined ? [] : pairsOf(name, params[name])));
  return pairs.length === 0 ? '' : `?${new URLSearchParams([...pairs, ['_strict', 'true']]).toString()}`;
};
