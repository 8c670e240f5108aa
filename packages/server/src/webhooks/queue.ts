import { apiError } from '../http/api-error.ts';
import { retryLater } from './defaults.ts';

export interface RoomOptions {
  /** How much goes on at a time. */
  readonly maxInFlight: number;
  /** How much waits for its turn. */
  readonly maxWaiting: number;
}

/** Where something is done when there is room for it: at once, or in turn. */
export interface Room {
  /** @throws SeamApiError `webhook_busy` when too much is waiting; `shutting_down` when it is closed before its turn */
  enter<TResult>(act: () => Promise<TResult>): Promise<TResult>;
  /**
   * Waits for what goes on elsewhere, which counts as waiting.
   * @throws SeamApiError `webhook_busy` when too much is waiting
   */
  follow<TResult>(work: () => Promise<TResult>): Promise<TResult>;
  /** @throws SeamApiError `shutting_down` once it is closed */
  readonly checkOpen: () => void;
  /** Sends away what waits. What goes on stays. */
  close(): void;
}

const shuttingDown = () => apiError('shutting_down', retryLater);

/** A short burst is waited for, since whoever is sent away comes back after seconds, then minutes, then hours. */
export const createQueue = ({ maxInFlight, maxWaiting }: RoomOptions): Room => {
  const waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  let inFlight = 0;
  let following = 0;
  let isClosed = false;
  const checkOpen = () => {
    if (isClosed) throw shuttingDown();
  };

  const checkRoom = () => {
    if (waiting.length + following >= maxWaiting) throw apiError('webhook_busy', retryLater);
  };

  return {
    enter: async (act) => {
      checkOpen();
      if (inFlight < maxInFlight) inFlight += 1;
      else {
        checkRoom();
        // Whoever leaves hands over its place.
        await new Promise<void>((resolve, reject) => void waiting.push({ resolve, reject }));
      }
      try {
        return await act();
      } finally {
        const next = waiting.shift();
        if (next) next.resolve();
        else inFlight -= 1;
      }
    },
    follow: async (work) => {
      checkRoom();
      following += 1;
      try {
        return await work();
      } finally {
        following -= 1;
      }
    },
    checkOpen,
    close: () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(shuttingDown());
    },
  };
};
