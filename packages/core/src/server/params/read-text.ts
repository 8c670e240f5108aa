import { apiError, isApiError } from '../api-error.ts';
import { checkSize } from './check-size.ts';
import { collectBytes } from './collect-bytes.ts';
import { decodeText } from './decode-text.ts';

/** A body that comes in pieces. */
export interface Pieces {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** The `content-length` that was sent with it. */
  readonly announced: string | null | undefined;
}

/**
 * A body as text, of which no more is kept than `limit` bytes.
 *
 * @throws SeamApiError `payload_too_large`; `invalid_json` when it is not UTF-8, or breaks off because the caller went away
 */
export const readText = async ({ pieces, announced }: Pieces, limit: number): Promise<string> => {
  checkSize(Number(announced ?? 0), limit);
  let bytes: Uint8Array;
  try {
    bytes = await collectBytes(pieces, limit, announced);
  } catch (error) {
    throw isApiError(error) ? error : apiError('invalid_json', { message: 'The body broke off.' });
  }
  return decodeText(bytes);
};
