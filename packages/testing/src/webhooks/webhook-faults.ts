import type { Random } from '../random.ts';
import type { WebhookFault } from './webhook-fault.ts';

/** What will go wrong with deliveries: a queue, and rates. */
export class WebhookFaults {
  #queue: WebhookFault[] = [];
  #rates: { readonly fault: WebhookFault; readonly probability: number }[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Lets the next attempts to deliver go wrong, one fault each, in this order. */
  queue(...faults: readonly WebhookFault[]): void {
    this.#queue.push(...faults);
  }

  /** Lets a share of the attempts go wrong. @param probability from 0 to 1 */
  rate(fault: WebhookFault, probability: number): void {
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`webhooks.faults.rate() takes a probability from 0 to 1, not ${probability}.`);
    this.#rates.push({ fault, probability });
  }

  clear(): void {
    this.#queue = [];
    this.#rates = [];
  }

  /** The fault that the next attempt meets, which is used up. */
  take(): WebhookFault | undefined {
    const queued = this.#queue.shift();
    if (queued) return queued;
    return this.#rates.find(({ probability }) => this.#random.next() < probability)?.fault;
  }
}
