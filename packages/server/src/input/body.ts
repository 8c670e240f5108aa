import { bytesOf } from '@org/seam-core/internal';
import { apiError, isApiError } from '../http/api-error.ts';

/** @throws SeamApiError `payload_too_large` for a body of more than `limit` bytes */
export const checkSize = (size: number, limit: number): void => {
  if (size > limit)
    throw apiError('payload_too_large', { message: `The body is longer than ${limit} bytes.` });
};

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
  if (!bytes) throw new TypeError('The request body must be a stream of bytes.');
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

/** A body's text as a value, `undefined` when there is none. The text never gets into the error. */
export const parseJson = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw apiError('invalid_json');
  }
};

// In what has been parsed, a text before a colon is a name.
const namesAndBraces = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/** The names of an object: most have one or few, and a set for each costs more than to read it. */
type Names = string | Set<string> | undefined;

const repeatsName = (text: string): boolean => {
  const open: Names[] = [];
  namesAndBraces.lastIndex = 0;
  for (let found = namesAndBraces.exec(text); found; found = namesAndBraces.exec(text)) {
    const [token, colon] = found;
    if (token === '{') open.push(undefined);
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const quoted = token.slice(0, -colon.length);
      const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      const last = open.length - 1;
      const names = open[last];
      if (names === undefined) open[last] = name;
      else if (typeof names === 'string') {
        if (names === name) return true;
        open[last] = new Set([names, name]);
      } else if (names.has(name)) return true;
      else names.add(name);
    }
  }
  return false;
};

/**
 * A body's text as a value, where every name is given once: of two, the one who decides could read the first and the one
 * who acts the second.
 */
export const parseStrictJson = (text: string): unknown => {
  const value = parseJson(text);
  if (repeatsName(text)) throw apiError('invalid_json', { message: 'The body contains a duplicate name.' });
  return value;
};

/** What reads a stream. */
interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<unknown>;
}

/** A body by its shape: a stream of the web, of Node, or of another realm. */
export interface BodyStream {
  destroy?(): unknown;
  getReader?(): Reader;
  [Symbol.asyncIterator]?(): AsyncIterator<Uint8Array>;
}

async function* read(reader: Reader, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const cancel = (): void => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value) yield value;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

/**
 * The pieces of a body. Streams of some runtimes have a reader and no iterator, those of Node the reverse.
 *
 * @param signal ends them when it is aborted, also while the next piece is awaited
 */
export const piecesOf = (body: BodyStream, signal?: AbortSignal): AsyncIterable<Uint8Array> => {
  if (body.getReader) return read(body.getReader(), signal);
  if (body[Symbol.asyncIterator]) {
    signal?.addEventListener('abort', () => body.destroy?.());
    return body as AsyncIterable<Uint8Array>;
  }
  throw new TypeError('The request body is not a stream.');
};

/** A body that comes in pieces. */
interface Pieces {
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
    throw isApiError(error) ? error : apiError('invalid_json', { message: 'The body ended early.' });
  }
  return decodeText(bytes);
};
