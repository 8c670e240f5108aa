import { apiError } from '@org/seam-server';
import type { RequestHandler } from 'express';

/** The requests that this server is responding to. */
export interface Requests {
  /** Counts requests, and rejects them with 503 during a shutdown. Mount it first. */
  readonly track: RequestHandler;
  /** Rejects new requests. */
  readonly close: () => void;
  /** Resolves when all responses were sent, or their callers have disconnected. */
  readonly finished: () => Promise<void>;
}

/** Tracks the requests of one server, so that a shutdown interrupts none. */
export const createRequests = (): Requests => {
  const open = new Set<Promise<void>>();
  let isClosed = false;
  return {
    track: (_req, res, next) => {
      const closed = new Promise<void>((resolve) => {
        res.once('close', () => {
          open.delete(closed);
          resolve();
        });
      });
      open.add(closed);
      if (isClosed) next(apiError('shutting_down', { retryAfterMs: 1000 }));
      else next();
    },
    close: () => {
      isClosed = true;
    },
    finished: async () => {
      // Requests that are rejected meanwhile have responses as well.
      while (open.size > 0) await Promise.all(open);
    },
  };
};
