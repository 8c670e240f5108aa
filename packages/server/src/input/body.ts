import { bytesOf } from '@org/seam-core/internal';
import { httpError, isApiError } from '../http/api-error.ts';

/** @throws SeamApiError `payload_too_large` for a body of more than `limit` bytes */
export const checkSize = (size: number, limit: number): void => {
  if (size > limit)
    throw httpError('payload_too_large', { message: `The body is longer than ${limit} bytes.` });
};

/** The initial capacity of a buffer, in bytes. */
const minimumCapacity = 1024;

/** Copies a buffer into one with room for `size` bytes or more, up to `limit`. */
const grow = (buffer: Uint8Array, size: number, limit: number): Uint8Array => {
  const grown = new Uint8Array(Math.min(limit, Math.max(size, 2 * buffer.length, minimumCapacity)));
  grown.set(buffer);
  return grown;
};

/** A stream with an encoding emits strings. */
const toBytes = (chunk: unknown): Uint8Array => {
  const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : bytesOf(chunk);
  if (!bytes) throw new TypeError('The request body must be a stream of bytes.');
  return bytes;
};

/** Collects the chunks of a body. */
export interface ByteCollector {
  /** @throws SeamApiError `payload_too_large` */
  add(chunk: unknown): void;
  bytes(): Uint8Array;
}

/**
 * Collects chunks without holding more than `limit` bytes, however many chunks there are: a chunk may be one byte of a much
 * larger buffer. A single chunk is not copied.
 *
 * @param announced the `content-length` of the request
 */
export const createByteCollector = (limit: number, announced?: string | null): ByteCollector => {
  let first: Uint8Array | undefined;
  let buffer: Uint8Array = new Uint8Array();
  let size = 0;
  return {
    add: (chunk) => {
      const bytes = toBytes(chunk);
      const start = size;
      size += bytes.length;
      checkSize(size, limit);
      if (start === 0) {
        first = bytes;
        return;
      }
      if (first) {
        const length = Number(announced ?? 0);
        buffer = grow(first, length <= limit ? Math.max(size, length) : size, limit);
        first = undefined;
      } else if (size > buffer.length) buffer = grow(buffer, size, limit);
      buffer.set(bytes, start);
    },
    bytes: () => first ?? buffer.subarray(0, size),
  };
};

/**
 * Collects a body of at most `limit` bytes.
 *
 * @param announced the `content-length` of the request
 * @throws SeamApiError `payload_too_large`; any error of the stream
 */
export const collectBytes = async (
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
  announced?: string | null,
): Promise<Uint8Array> => {
  const collector = createByteCollector(limit, announced);
  for await (const chunk of chunks) collector.add(chunk);
  return collector.bytes();
};

/** A reader of a web stream. */
interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<unknown>;
}

/** A body stream by its shape: a web stream or one of Node, of any realm. */
export interface BodyStream {
  destroy?(): unknown;
  getReader?(): Reader;
  [Symbol.asyncIterator]?(): AsyncIterator<Uint8Array>;
}

async function* readChunks(reader: Reader, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const cancel = (): void => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
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

/** A request of `node:http`. Destroying it closes the connection. */
interface NodeRequestBody {
  readonly complete: boolean;
  readonly destroyed: boolean;
  readonly readableEnded: boolean;
  destroy(): unknown;
  iterator(options: { readonly destroyOnReturn: boolean }): AsyncIterableIterator<Uint8Array>;
}

const isNodeRequest = (body: object): body is NodeRequestBody => 'complete' in body && 'iterator' in body;

/** How long a response may take until the connection is closed, in milliseconds. */
const timeToRespond = 1000;

/** Reads a request of Node. When it is not read to its end, the response is sent before the connection is closed. */
async function* readNodeRequest(request: NodeRequestBody, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const closeLater = (): void => {
    if (request.destroyed) return;
    setTimeout(() => {
      if (!request.complete) request.destroy();
    }, timeToRespond);
  };
  if (signal?.aborted) {
    closeLater();
    return;
  }
  signal?.addEventListener('abort', closeLater);
  try {
    yield* request.iterator({ destroyOnReturn: false });
  } finally {
    signal?.removeEventListener('abort', closeLater);
    if (!request.readableEnded) closeLater();
  }
}

/**
 * Returns the chunks of a body. Some runtimes have streams with a reader and no iterator; Node has the reverse.
 *
 * @param signal ends the stream when aborted: before the first chunk, or while the next one is pending
 */
export const piecesOf = (body: BodyStream, signal?: AbortSignal): AsyncIterable<Uint8Array> => {
  if (body.getReader) return readChunks(body.getReader(), signal);
  if (isNodeRequest(body)) return readNodeRequest(body, signal);
  if (body[Symbol.asyncIterator]) {
    if (signal?.aborted) body.destroy?.();
    else signal?.addEventListener('abort', () => body.destroy?.());
    return body as AsyncIterable<Uint8Array>;
  }
  throw new TypeError('The request body is not a stream.');
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes a body as UTF-8.
 * @throws SeamApiError `invalid_json` when the bytes are not valid UTF-8
 */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw httpError('invalid_json');
  }
};

/**
 * Decodes a body as UTF-8 when it is collected.
 * @throws SeamApiError that of the collector; `invalid_json` when the bytes are not valid UTF-8, or the stream failed
 */
export const toText = async (collected: Promise<Uint8Array>): Promise<string> => {
  let bytes: Uint8Array;
  try {
    bytes = await collected;
  } catch (error) {
    throw isApiError(error) ? error : httpError('invalid_json', { message: 'The body ended early.' });
  }
  return decodeText(bytes);
};
