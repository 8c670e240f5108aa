import { apiError, isApiError } from '../api-error.ts';
import { checkSize } from './check-size.ts';
import { decodeText } from './decode-text.ts';

/** A body that comes in pieces. */
export interface Pieces {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** The `content-length` that was sent with it. */
  readonly announced: string | null | undefined;
}

const join = (pieces: readonly Uint8Array[], size: number): Uint8Array => {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const joined = new Uint8Array(size);
  let end = 0;
  for (const piece of pieces) {
    joined.set(piece, end);
    end += piece.length;
  }
  return joined;
};

const collect = async ({ pieces, announced }: Pieces, limit: number): Promise<Uint8Array> => {
  checkSize(Number(announced ?? 0), limit);
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    checkSize(size, limit);
    kept.push(piece);
  }
  return join(kept, size);
};

/**
 * A body as text, of which no more is kept than `limit` bytes.
 *
 * @throws SeamApiError `payload_too_large`; `invalid_json` when it is not UTF-8, or breaks off because the caller went away
 */
export const readText = async (body: Pieces, limit: number): Promise<string> => {
  let bytes: Uint8Array;
  try {
    bytes = await collect(body, limit);
  } catch (error) {
    throw isApiError(error) ? error : apiError('invalid_json', { message: 'The body broke off.' });
  }
  return decodeText(bytes);
};
