import { apiError } from '../api-error.ts';

/** A body's text as a value, `undefined` when there is none. The text never gets into the error. */
export const parseJson = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw apiError('invalid_json');
  }
};
