import { apiError } from '../api-error.ts';

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
    throw apiError('invalid_query_params', { message: `There are more than ${most} query parameters.` });
  try {
    decodeURIComponent(query);
  } catch {
    throw apiError('invalid_query_params', { message: 'The query string is not encoded properly.' });
  }
};
