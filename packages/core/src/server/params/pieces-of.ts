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
  throw new TypeError('The body of the request is no stream.');
};
