import { isSeamError } from '@org/seam-core';
import { isObject } from '@org/seam-core/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import { apiError } from '../http/api-error.ts';
import { type BodyStream, collectBytes, piecesOf } from '../input/body.ts';
import { createRanking } from '../leases/ranking.ts';
import { retryLater } from './queue.ts';

type Bytes = ArrayBufferView | ArrayBufferLike;

/** A body as it was sent: its text or bytes, or a stream of bytes of the web or of Node. */
export type WebhookBody = string | Bytes | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Reads one body. */
export interface BodyReader {
  /**
   * Reads at most 256 KiB of a stream. Text and bytes are returned as they are.
   *
   * @throws SeamApiError `request_timeout`, `payload_too_large`, `webhook_busy` when the memory limit is reached,
   *   `webhook_payload_invalid` when the stream fails
   */
  read(getBody: () => WebhookBody | Promise<WebhookBody>): Promise<string | Bytes>;
  /** Call it when the body is no longer in memory. */
  close(): void;
}

export interface BodyReaderOptions {
  /** Timeout for reading a body, in milliseconds. */
  readonly bodyTimeout: number;
  /** Memory limit for all bodies together, in bytes. */
  readonly maxBufferedBytes: number;
}

interface Usage {
  bytes: number;
  readonly abort: (error: Error) => void;
}

const isStream = (body: unknown): body is BodyStream =>
  isObject(body) && ('getReader' in body || Symbol.asyncIterator in body);

/**
 * Limits how long bodies take, and how much memory they take together. At the memory limit the largest body is aborted:
 * large or endless requests without a valid signature must not block deliveries, which are small.
 *
 * @returns a function that opens a reader for one body
 */
export const createBodyReaders = ({
  bodyTimeout,
  maxBufferedBytes,
}: BodyReaderOptions): (() => BodyReader) => {
  const ranking = createRanking<Usage>();
  let used = 0;
  const set = (usage: Usage, bytes: number): void => {
    used += bytes - usage.bytes;
    usage.bytes = bytes;
    ranking.set(usage, bytes);
  };
  const makeRoom = (usage: Usage, bytes: number): void => {
    for (;;) {
      if (used + bytes <= maxBufferedBytes) return;
      const largest = ranking.heaviest();
      if (!largest || largest.bytes <= usage.bytes + bytes) throw apiError('webhook_busy', retryLater);
      largest.abort(apiError('webhook_busy', retryLater));
    }
  };

  return () => {
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    // The reader may have finished before.
    aborted.catch(() => {});
    let isOpen = true;
    const close = (): void => {
      isOpen = false;
      clearTimeout(timer);
      set(usage, 0);
    };
    const usage: Usage = {
      bytes: 0,
      abort: (error) => {
        close();
        controller.abort(error);
      },
    };
    const timer = setTimeout(() => usage.abort(apiError('request_timeout', retryLater)), bodyTimeout);

    async function* counted(body: BodyStream): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(body, signal)) {
        if (!isOpen) throw apiError('request_timeout', retryLater);
        makeRoom(usage, piece.length);
        set(usage, usage.bytes + piece.length);
        yield piece;
      }
    }

    const readBody = async (getBody: () => WebhookBody | Promise<WebhookBody>): Promise<string | Bytes> => {
      const body = await getBody();
      // Anything else is left to verifyWebhook, which rejects what is not text or bytes.
      return isStream(body) ? collectBytes(counted(body), webhookBodyLimit) : (body as string | Bytes);
    };

    return {
      close,
      read: async (getBody) => {
        try {
          return await Promise.race([readBody(getBody), aborted]);
        } catch (cause) {
          if (isSeamError(cause, 'SeamApiError') || isSeamError(cause, 'SeamConfigError')) throw cause;
          throw apiError('webhook_payload_invalid', { message: 'The body ended early.', cause });
        }
      },
    };
  };
};
