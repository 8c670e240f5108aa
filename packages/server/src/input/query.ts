import type { SeamInvalidInputError } from '@org/seam-core';
import { invalidInput } from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import { type SchemaShape, unwrap } from './schema.ts';

const longest = 8192;
const most = 256;

/**
 * Refuses a query string that takes long to read, or that cannot be read without guessing.
 * @throws SeamApiError `query_too_long` beyond 8192 characters, `invalid_query_params` beyond 256 parameters or when an
 * escape stands for no character
 */
export const checkQuery = (query: string): void => {
  if (query.length > longest) throw apiError('query_too_long');
  if (query.split('&', most + 1).length > most)
    throw apiError('invalid_query_params', { message: `The query string has more than ${most} parameters.` });
  try {
    decodeURIComponent(query);
  } catch {
    throw apiError('invalid_query_params', { message: 'The query string is not correctly percent-encoded.' });
  }
};

/** A parameter with two values, of which the one who decides could read the first and the one who acts the second. */
export const duplicateParameter = (name: string): SeamInvalidInputError =>
  invalidInput([{ path: [name], message: 'Duplicate parameter' }], '', 'rejected');

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
 * Reads a query string the strict way: a list is a repeated name, nothing is split or guessed, an empty value is `null`
 * or an empty list, and dots nest.
 *
 * @param schema says which parameters are numbers, flags, lists or records; without it everything is text
 * @throws SeamInvalidInputError when a parameter that is no list comes twice, or as a text and as a record
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
