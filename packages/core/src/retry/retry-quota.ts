import { isSeamError } from '../errors/is-seam-error.ts';
import type { SeamError } from '../errors/seam-error.ts';

const capacity = 500;

/**
 * What a client may spend on attempts beyond the first, for each replay class, so that an outage is not met with four times the traffic. Each
 * costs 5, or 10 after a timeout; a call that succeeds gives the last price back, one that succeeds at once gives 1.
 */
export class RetryQuota {
  #left = capacity;

  /** The price of another attempt, taken; `undefined` when there is not enough left. */
  take(error: SeamError): number | undefined {
    const price = isSeamError(error, 'SeamTimeoutError') ? 10 : 5;
    if (price > this.#left) return undefined;
    this.#left -= price;
    return price;
  }

  /** Notes a success. `price` is what its last attempt cost, if it was not the first. */
  give(price = 1): void {
    this.#left = Math.min(capacity, this.#left + price);
  }
}
