import type { SeamInvalidInputError } from '@org/seam-core';
import { httpError, invalidParams } from '../http/api-error.ts';
import { type SchemaShape, unwrap } from './schema.ts';

const maximumLength = 8192;
const maximumParameters = 256;

/**
 * Rejects a query string that is expensive or ambiguous to parse.
 * @throws SeamApiError `query_too_long` beyond 8192 characters, `invalid_query_params` beyond 256 parameters or for invalid
 * percent-encoding
 */
export const checkQuery = (query: string): void => {
  if (query.length > maximumLength) throw httpError('query_too_long');
  if (query.split('&', maximumParameters + 1).length > maximumParameters)
    throw httpError('invalid_query_params', {
      message: `The query string has more than ${maximumParameters} parameters.`,
    });
  try {
    decodeURIComponent(query);
  } catch {
    throw httpError('invalid_query_params', {
      message: 'The query string is not correctly percent-encoded.',
    });
  }
};

/** The error for a parameter with two values: authorization could check the first and the handler could use the second. */
export const duplicateParameter = (name: string): SeamInvalidInputError =>
  invalidParams([{ path: [name], message: 'Duplicate parameter' }]);

const isNullable = (schema: SchemaShape | undefined): boolean =>
  schema?.type === 'nullable' || (schema?.wrapped !== undefined && isNullable(schema.wrapped));

const toValue = (schema: SchemaShape | undefined, text: string): unknown => {
  const { type } = unwrap(schema);
  if (text === '' && isNullable(schema)) return null;
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (type === 'boolean' || type === 'literal')
    return text === 'true' ? true : text === 'false' ? false : text;
  return text;
};

const toList = (schema: SchemaShape, texts: readonly string[]): unknown[] => {
  const items = texts.length === 1 && texts[0] === '' ? [] : texts;
  return items.map((text) => toValue(schema.item, text));
};

/**
 * Parses a query string strictly: a repeated name is an array, values are not split, an empty value is `null` or an empty
 * array, and dots nest.
 *
 * @param schema defines which parameters are numbers, booleans, arrays or records; without it all values are strings
 * @throws SeamInvalidInputError when a parameter that is not an array is repeated, or is both a string and a record
 */
export const parseQuery = (query: string, schema: object | undefined): Record<string, unknown> => {
  if (query === '') return {};
  const entries = unwrap(schema).entries ?? {};
  const search = new URLSearchParams(query);
  search.delete('_strict');
  const params: Record<string, unknown> = Object.create(null);
  for (const name of new Set(search.keys())) {
    const texts = search.getAll(name);
    const entry = unwrap(entries[name]);
    const [parent = '', child] = name.split('.', 2);
    if (entry.type === 'array') params[name] = toList(entry, texts);
    else if (texts.length > 1) throw duplicateParameter(name);
    else if (child !== undefined && unwrap(entries[parent]).type === 'record') {
      if (search.has(parent)) throw duplicateParameter(parent);
      params[parent] = {
        ...(params[parent] as object),
        [name.slice(parent.length + 1)]: toValue(undefined, texts[0] ?? ''),
      };
    } else params[name] = toValue(entries[name], texts[0] ?? '');
  }
  return { ...params };
};
