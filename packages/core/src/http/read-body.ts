const mebibyte = 1_048_576;

/** How many bytes of an answer are read at most, after decompression: errors, changes, reads. */
export const bodyLimits = { error: 65_536, change: mebibyte, read: 8 * mebibyte };

export interface BodyRequest {
  /** Bytes; of a longer body nothing is returned. */
  readonly limit: number;
  /** Milliseconds after which what has come by then is all. */
  readonly patience?: number;
}

/** The body is not UTF-8. */
export class NotUtf8Error extends Error {}

type Chunk = Uint8Array | ArrayBuffer;

const newDecoder = () => new TextDecoder('utf-8', { fatal: true });
const wholeDecoder = newDecoder();

const decode = (decoder: TextDecoder, bytes?: Chunk, stream = false): string => {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new NotUtf8Error();
  }
};

/** A body piece by piece, of whatever kind. */
interface Pieces {
  next(): Promise<{ done?: boolean | undefined; value?: Chunk | undefined }>;
  /** Reads no more. */
  end(): void;
}

interface NodeStream extends AsyncIterable<Chunk> {
  destroy?(): void;
}

/** By shape: the body may be of another realm, or a stream of Node (node-fetch). */
const piecesOf = (body: Partial<ReadableStream<Chunk>> & Partial<NodeStream>): Pieces | undefined => {
  if (body.getReader) {
    const reader = body.getReader();
    return {
      next: () => reader.read(),
      end: () => void reader.cancel().catch(() => {}),
    };
  }
  const iterator = body[Symbol.asyncIterator]?.();
  return iterator && { next: () => iterator.next(), end: () => body.destroy?.() };
};

const readPieces = async (pieces: Pieces, { limit, patience }: BodyRequest): Promise<string | undefined> => {
  const end = () => pieces.end();
  const timer = patience === undefined ? undefined : setTimeout(end, patience);
  let decoder: TextDecoder | undefined;
  let first: Chunk | undefined;
  let text = '';
  let size = 0;
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) {
        isWhole = true;
        return decoder ? text + decode(decoder) : decode(wholeDecoder, first);
      }
      if (!value) continue;
      // What arrives counts, not what a header says: a short `content-length` may belong to a compressed body.
      size += value.byteLength;
      if (!(size <= limit)) return undefined;
      if (!decoder && !first) first = value;
      else {
        decoder ??= newDecoder();
        if (first) text = decode(decoder, first, true);
        first = undefined;
        text += decode(decoder, value, true);
      }
    }
  } finally {
    clearTimeout(timer);
    if (!isWhole) end();
  }
};

/** Without a stream, as in React Native, the body can only be had whole. */
const readWhole = async (response: Response, { limit }: BodyRequest): Promise<string | undefined> => {
  const text = await response.text();
  return new TextEncoder().encode(text).length > limit ? undefined : text;
};

/**
 * The body's text. `undefined` when it is longer than the limit: the rest is not read.
 * @throws NotUtf8Error
 */
export const readBody = async (response: Response, request: BodyRequest): Promise<string | undefined> => {
  if (response.body === null) return '';
  const pieces = piecesOf(response.body ?? {});
  return pieces ? await readPieces(pieces, request) : await readWhole(response, request);
};
