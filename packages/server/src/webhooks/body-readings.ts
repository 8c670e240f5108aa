import { apiError } from '../http/api-error.ts';
import { createRanking } from '../leases/ranking.ts';
import { retryLater } from './defaults.ts';

/** The limits that a function which reads a body has to keep to. */
export interface WebhookBodyReading {
  /** Aborted when the body takes too long, or others need its memory: stop reading then. */
  readonly signal: AbortSignal;
  /**
   * Call it with the size of each piece, in bytes, before the piece is kept. What is not counted is not limited.
   * @throws SeamApiError when all bodies together would take more than `maxBufferedBytes`
   */
  readonly hold: (bytes: number) => void;
}

/** One body that is being read. */
export interface BodyReading extends WebhookBodyReading {
  /** Rejects with the response when the reading is aborted. */
  readonly aborted: Promise<never>;
  /** Call it when nothing of the body is held any more. */
  close(): void;
}

export interface BodyLimits {
  /** How long a body may take, in milliseconds. */
  readonly bodyTimeout: number;
  /** How many bytes all bodies together may take. */
  readonly maxBufferedBytes: number;
}

interface Holder {
  bytes: number;
  readonly abort: (error: Error) => void;
}

/**
 * Limits how long bodies take, and how much memory all of them take together. When there is no more, the largest one is
 * aborted: unsigned requests that never end must not keep out the deliveries, which are small.
 */
export const createBodyReadings = ({ bodyTimeout, maxBufferedBytes }: BodyLimits): (() => BodyReading) => {
  const holders = createRanking<Holder>();
  let held = 0;
  const set = (holder: Holder, bytes: number): void => {
    held += bytes - holder.bytes;
    holder.bytes = bytes;
    holders.set(holder, bytes);
  };
  const makeRoom = (holder: Holder, bytes: number): void => {
    for (;;) {
      if (held + bytes <= maxBufferedBytes) return;
      const largest = holders.heaviest();
      if (!largest || largest.bytes <= holder.bytes + bytes) throw apiError('webhook_busy', retryLater);
      largest.abort(apiError('webhook_busy', retryLater));
    }
  };

  return () => {
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    // It may come when nobody waits any more.
    aborted.catch(() => {});
    let isOpen = true;
    const close = (): void => {
      isOpen = false;
      clearTimeout(timer);
      set(holder, 0);
    };
    const holder: Holder = {
      bytes: 0,
      abort: (error) => {
        close();
        controller.abort(error);
      },
    };
    const timer = setTimeout(() => holder.abort(apiError('request_timeout', retryLater)), bodyTimeout);
    return {
      signal,
      aborted,
      close,
      hold: (bytes) => {
        if (!isOpen) throw apiError('request_timeout', retryLater);
        makeRoom(holder, bytes);
        set(holder, holder.bytes + bytes);
      },
    };
  };
};
