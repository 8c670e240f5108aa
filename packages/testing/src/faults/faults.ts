import type { EndpointPath } from '@org/seam-core';
import type { Random } from '../random.ts';
import { checkFault } from './check-fault.ts';
import { checkProbability } from './check-probability.ts';
import { checkTarget } from './check-target.ts';
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
   * @throws SeamConfigError when no endpoint has the path, or a fault is none
   */
  queue(target: FaultTarget, ...faults: readonly Fault[]): void {
    checkTarget('faults.queue()', target);
    for (const fault of faults) checkFault(fault);
    const queue = this.#queues.get(target);
    if (queue) for (const fault of faults) queue.push(fault);
    else this.#queues.set(target, [...faults]);
  }

  /**
   * Lets a share of the calls go wrong, by the fake's own chance: the same seed gives the same faults.
   *
   * @param probability from 0 to 1
   * @throws SeamConfigError when no endpoint has the path, the fault is none, or the probability is out of range
   */
  rate(target: FaultTarget, fault: Fault, probability: number): void {
    checkTarget('faults.rate()', target);
    checkFault(fault);
    checkProbability('faults.rate()', probability);
    this.#rates.push({ target, fault, probability });
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
      const fault = this.#queues.get(target)?.shift();
      if (fault) return fault;
    }
    for (const { target, fault, probability } of this.#rates)
      if ((target === '*' || target === path) && this.#random.next() < probability) return fault;
    return undefined;
  }
}
