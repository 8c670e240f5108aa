import { apiError } from '../http/api-error.ts';

/** When Seam should retry a delivery that could not be processed. */
export const retryLater = { retryAfterMs: 5_000 } as const;

export interface QueueOptions {
  /** How many tasks run at once. */
  readonly maxInFlight: number;
  /** How many tasks wait. */
  readonly maxWaiting: number;
}

/** Runs a limited number of tasks at once, and lets a limited number wait. */
export interface Queue {
  /**
   * Runs a task when there is capacity.
   * @throws SeamApiError `webhook_busy` when too many wait; `shutting_down` when the queue closes before the task starts
   */
  run<TResult>(task: () => Promise<TResult>): Promise<TResult>;
  /**
   * Waits for a task that runs already. It counts as waiting.
   * @throws SeamApiError `webhook_busy` when too many wait
   */
  waitFor<TResult>(task: () => Promise<TResult>): Promise<TResult>;
  /** @throws SeamApiError `shutting_down` once the queue is closed */
  readonly checkOpen: () => void;
  /** Rejects waiting tasks. Running tasks continue. */
  close(): void;
}

const shuttingDown = () => apiError('shutting_down', retryLater);

/** Short bursts wait in the queue, because Seam retries rejected deliveries only after seconds, minutes or hours. */
export const createQueue = ({ maxInFlight, maxWaiting }: QueueOptions): Queue => {
  const waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  let inFlight = 0;
  let waitingForOthers = 0;
  let isClosed = false;
  const checkOpen = () => {
    if (isClosed) throw shuttingDown();
  };

  const checkWaiting = () => {
    if (waiting.length + waitingForOthers >= maxWaiting) throw apiError('webhook_busy', retryLater);
  };

  return {
    run: async (task) => {
      checkOpen();
      if (inFlight < maxInFlight) inFlight += 1;
      else {
        checkWaiting();
        // A task that ends passes its slot to the next one, so `inFlight` stays the same.
        await new Promise<void>((resolve, reject) => void waiting.push({ resolve, reject }));
      }
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next) next.resolve();
        else inFlight -= 1;
      }
    },
    waitFor: async (task) => {
      checkWaiting();
      waitingForOthers += 1;
      try {
        return await task();
      } finally {
        waitingForOthers -= 1;
      }
    },
    checkOpen,
    close: () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(shuttingDown());
    },
  };
};
