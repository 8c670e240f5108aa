const mebibyte = 1_048_576;

/** The maximum number of bytes of a response body, after decompression: for errors, changes and reads. */
export const bodyLimits = { error: 65_536, change: mebibyte, read: 8 * mebibyte };

interface BodyRequest {
  /** The maximum number of bytes. */
  readonly limit: number;
  /** Ends reading. */
  readonly ended: AbortSignal;
  /** The time limit, in milliseconds. What has arrived by then is used as the whole body. */
  readonly maxTime?: number;
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

/** Reads a body chunk by chunk. */
interface ChunkReader {
  next(): Promise<{ done?: boolean | undefined; value?: Chunk | undefined }>;
  /** Stops reading. */
  end(): void;
}

interface NodeStream extends AsyncIterable<Chunk> {
  destroy?(): void;
}

/** Checks the shape: the body may be of another realm, or a stream of Node (node-fetch). */
const createChunkReader = (
  body: Partial<ReadableStream<Chunk>> & Partial<NodeStream>,
): ChunkReader | undefined => {
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

const readChunks = async (
  chunks: ChunkReader,
  { limit, ended, maxTime }: BodyRequest,
): Promise<string | undefined> => {
  const end = () => chunks.end();
  ended.addEventListener('abort', end);
  if (ended.aborted) end();
  const timer = maxTime === undefined ? undefined : setTimeout(end, maxTime);
  let decoder: TextDecoder | undefined;
  let first: Chunk | undefined;
  let text = '';
  let size = 0;
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) {
        isWhole = true;
        return decoder ? text + decode(decoder) : decode(wholeDecoder, first);
      }
      if (!value) continue;
      // Counts what arrives: `content-length` is that of the compressed body.
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
    ended.removeEventListener('abort', end);
    if (!isWhole) end();
  }
};

/** Without a stream, as in React Native, a body can only be read as a whole. */
const readWhole = async (response: Response, { limit }: BodyRequest): Promise<string | undefined> => {
  const text = await response.text();
  return new TextEncoder().encode(text).length > limit ? undefined : text;
};

/**
 * Reads a body as text. Stops and returns `undefined` when it is longer than the limit.
 * @throws NotUtf8Error
 */
export const readBody = async (response: Response, request: BodyRequest): Promise<string | undefined> => {
  if (response.body === null) return '';
  const chunks = createChunkReader(response.body ?? {});
  return chunks ? await readChunks(chunks, request) : await readWhole(response, request);
};
