import { apiError } from '../../server/api-error.ts';
import { comeAgain } from './come-again.ts';

export interface RoomOptions {
  /** How much goes on at a time. */
  readonly maxInFlight: number;
  /** How much waits for its turn. */
  readonly maxWaiting: number;
}

/**
 * Does something when there is room for it: at once, or in turn.
 * @throws SeamApiError `webhook_busy` when too much is waiting
 */
export type Room = <TResult>(act: () => Promise<TResult>) => Promise<TResult>;

/** A short burst is waited for, since whoever is sent away comes back after seconds, then minutes, then hours. */
export const createRoom = ({ maxInFlight, maxWaiting }: RoomOptions): Room => {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  return async (act) => {
    if (inFlight < maxInFlight) inFlight += 1;
    else if (waiting.length >= maxWaiting) throw apiError('webhook_busy', comeAgain);
    // Whoever leaves hands over its place.
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inFlight -= 1;
    }
  };
};
