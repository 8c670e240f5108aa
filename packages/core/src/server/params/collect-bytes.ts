import { checkSize } from './check-size.ts';

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

/**
 * A body that comes in pieces, of which no more is kept than `limit` bytes.
 * @throws SeamApiError `payload_too_large`; whatever the pieces break off with
 */
export const collectBytes = async (pieces: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> => {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    checkSize(size, limit);
    kept.push(piece);
  }
  return join(kept, size);
};
