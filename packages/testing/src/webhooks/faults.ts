import { rules } from '@org/seam-core/internal';
import type { Random } from '../fake/random.ts';
import { checkKind, type KindRules, needed } from '../wire/fault.ts';
import { checkProbability, checkSome } from '../wire/faults.ts';
import type { WebhookFault } from './delivery.ts';

const kinds: KindRules<WebhookFault> = {
  drop: {},
  lose: {},
  duplicate: {},
  reorder: {},
  delay: { ms: needed(rules.milliseconds(0)) },
  old_secret: {},
  tamper: {},
};

const check = (fault: unknown): void => checkKind(fault, { what: 'webhook fault', kinds });

/** Planned delivery faults: a queue, and rates. */
export class WebhookFaults {
  #queue: WebhookFault[] = [];
  #rates: { readonly fault: WebhookFault; readonly probability: number }[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Plans one fault for each of the next delivery attempts, in this order.
   * @throws SeamConfigError when a fault is invalid
   */
  queue(...faults: readonly WebhookFault[]): void {
    checkSome('webhooks.faults.queue()', faults);
    for (const fault of faults) check(fault);
    for (const fault of faults) this.#queue.push({ ...fault });
  }

  /**
   * Applies a fault to a share of the delivery attempts, at random.
   * @param probability from 0 to 1
   * @throws SeamConfigError when the fault is invalid, or the probability is out of range
   */
  rate(fault: WebhookFault, probability: number): void {
    check(fault);
    checkProbability('webhooks.faults.rate()', probability);
    this.#rates.push({ fault: { ...fault }, probability });
  }

  /** The queued faults that were not used yet. */
  get unused(): readonly WebhookFault[] {
    return [...this.#queue];
  }

  clear(): void {
    this.#queue = [];
    this.#rates = [];
  }

  /** Removes and returns the fault of the next attempt. */
  take(): WebhookFault | undefined {
    const queued = this.#queue.shift();
    if (queued) return queued;
    return this.#rates.find(({ probability }) => this.#random.next() < probability)?.fault;
  }
}
