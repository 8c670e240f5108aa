import { bytesOf } from '../../bytes-of.ts';
import { checkSize } from './check-size.ts';

/** What a buffer has room for at first, in bytes. */
const least = 1024;

/** Room for `size` bytes, which may be all, and for no more than `limit`. */
const grow = (kept: Uint8Array, size: number, limit: number): Uint8Array => {
  const grown = new Uint8Array(Math.min(limit, Math.max(size, 2 * kept.length, least)));
  grown.set(kept);
  return grown;
};

/** A stream whose encoding somebody has set gives texts. */
const toBytes = (piece: unknown): Uint8Array => {
  const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : bytesOf(piece);
  if (!bytes) throw new TypeError('The body is a stream of something else than bytes.');
  return bytes;
};

/**
 * A body that comes in pieces, of which no more is kept than `limit` bytes, however many pieces there are: a piece may be
 * a byte of a buffer that is much larger. A single one is passed on as it came.
 *
 * @param announced the `content-length` that was sent with it
 * @throws SeamApiError `payload_too_large`; whatever the pieces break off with
 */
export const collectBytes = async (
  pieces: AsyncIterable<Uint8Array>,
  limit: number,
  announced?: string | null,
): Promise<Uint8Array> => {
  let first: Uint8Array | undefined;
  let kept: Uint8Array = new Uint8Array();
  let size = 0;
  for await (const given of pieces) {
    const piece = toBytes(given);
    const start = size;
    size += piece.length;
    checkSize(size, limit);
    if (start === 0) {
      first = piece;
      continue;
    }
    if (first) {
      const length = Number(announced ?? 0);
      kept = grow(first, length <= limit ? Math.max(size, length) : size, limit);
      first = undefined;
    } else if (size > kept.length) kept = grow(kept, size, limit);
    kept.set(piece, start);
  }
  return first ?? kept.subarray(0, size);
};
