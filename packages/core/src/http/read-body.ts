const mebibyte = 1_048_576;

/** How many bytes of an answer are read at most, after decompression: errors, changes, reads. */
export const bodyLimits = { error: 65_536, change: mebibyte, read: 8 * mebibyte };

export interface BodyRequest {
  /** Bytes; of a longer body nothing is returned. */
  readonly limit: number;
  /** Milliseconds after which what has come by then is all. */
  readonly patience?: number;
}

/**
 * The body's text. `undefined` when it is longer than the limit: the rest is not read.
 * @throws TypeError when it is not UTF-8
 */
export const readBody = async (
  { body }: Response,
  { limit, patience }: BodyRequest,
): Promise<string | undefined> => {
  if (!body) return '';
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  const timer = patience === undefined ? undefined : setTimeout(cancel, patience);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > limit) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
    cancel();
  }
};
