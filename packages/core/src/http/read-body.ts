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

const newDecoder = () => new TextDecoder('utf-8', { fatal: true });
const wholeDecoder = newDecoder();

const decode = (decoder: TextDecoder, bytes?: Uint8Array | ArrayBuffer, stream = false): string => {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new NotUtf8Error();
  }
};

/** Whether the body is as long as its headers say, and that is short enough to read it at once. */
const isSurelyShort = ({ headers }: Response, limit: number): boolean => {
  const length = headers.get('content-length');
  return length !== null && Number(length) <= limit && !headers.has('content-encoding');
};

const readInPieces = async (
  body: ReadableStream<Uint8Array>,
  { limit, patience }: BodyRequest,
): Promise<string | undefined> => {
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  const timer = patience === undefined ? undefined : setTimeout(cancel, patience);
  const decoder = newDecoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decode(decoder);
      size += value.length;
      if (size > limit) return undefined;
      text += decode(decoder, value, true);
    }
  } finally {
    clearTimeout(timer);
    cancel();
  }
};

/**
 * The body's text. `undefined` when it is longer than the limit: the rest is not read.
 * @throws NotUtf8Error
 */
export const readBody = async (response: Response, request: BodyRequest): Promise<string | undefined> => {
  if (!response.body) return '';
  if (request.patience === undefined && isSurelyShort(response, request.limit))
    return decode(wholeDecoder, await response.arrayBuffer());
  return await readInPieces(response.body, request);
};
