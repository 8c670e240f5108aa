import { apiError } from '../api-error.ts';

/**
 * A body's bytes as text.
 * @throws SeamApiError `invalid_json` when they are not UTF-8: a guess would be another text than was sent
 */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw apiError('invalid_json');
  }
};
