import type { EndpointPath } from '@org/seam-core';
import type { Random } from '../random.ts';
import { checkFault } from './check-fault.ts';
import type { Fault } from './fault.ts';

/** Where a fault may happen: at an endpoint, or anywhere. */
export type FaultTarget = EndpointPath | '*';

interface Rate {
  readonly target: FaultTarget;
  readonly fault: Fault;
  readonly probability: number;
}

/** The faults to come: queues that are used up one call at a time, and rates. */
export class Faults {
  #queues = new Map<FaultTarget, Fault[]>();
  #rates: Rate[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Lets the next calls of an endpoint go wrong, one fault each, in this order.
   *
   * @example
   * fake.faults.queue('/user_identities/delete', { kind: 'reset', applied: true });
   *
   * @param target the endpoint's path, or `'*'` for whatever is called next
   * @throws TypeError when a fault is none
   */
  queue(target: FaultTarget, ...faults: readonly Fault[]): void {
    for (const fault of faults) checkFault(fault);
    this.#queues.set(target, [...(this.#queues.get(target) ?? []), ...faults]);
  }

  /**
   * Lets a share of the calls go wrong, by the fake's own chance: the same seed gives the same faults.
   *
   * @param probability from 0 to 1
   */
  rate(target: FaultTarget, fault: Fault, probability: number): void {
    checkFault(fault);
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`faults.rate() takes a probability from 0 to 1, not ${probability}.`);
    this.#rates = [...this.#rates, { target, fault, probability }];
  }

  /** The queued faults that no call has met yet. */
  get unused(): readonly { readonly target: FaultTarget; readonly fault: Fault }[] {
    return [...this.#queues].flatMap(([target, faults]) => faults.map((fault) => ({ target, fault })));
  }

  /** Forgets all queues and rates. */
  clear(): void {
    this.#queues = new Map();
    this.#rates = [];
  }

  /** The fault that a call of this path meets, which is used up. */
  take(path: string): Fault | undefined {
    for (const target of [path, '*'] as FaultTarget[]) {
      const [fault, ...rest] = this.#queues.get(target) ?? [];
      if (!fault) continue;
      this.#queues.set(target, rest);
      return fault;
    }
    for (const { target, fault, probability } of this.#rates)
      if ((target === '*' || target === path) && this.#random.next() < probability) return fault;
    return undefined;
  }
}
