import { type EndpointPath, SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, rules } from '@org/seam-core/internal';
import { checkPath } from '../fake/endpoint-paths.ts';
import type { Random } from '../fake/random.ts';
import { checkFault, type Fault } from './fault.ts';

/** @throws SeamConfigError when the probability is not a number from 0 to 1 */
export const checkProbability = (subject: string, probability: unknown): void => {
  if (!(typeof probability === 'number' && probability >= 0 && probability <= 1))
    throw new SeamConfigError(
      `${subject}: probability must be a number from 0 to 1; got ${describeValue(probability)}.`,
    );
};

/** @throws SeamConfigError without a fault: nothing would be planned */
export const checkSome = (subject: string, faults: readonly unknown[]): void => {
  if (faults.length === 0) throw new SeamConfigError(`${subject} takes one or more faults; got none.`);
};

/** @throws SeamConfigError when the target is neither the path of an endpoint nor `'*'` */
const checkTarget = (subject: string, target: unknown): void => {
  if (target !== '*') checkPath(`${subject}: target`, target, 'the path of an endpoint, or "*"');
};

/** The target of a fault: one endpoint, or `'*'` for all. */
export type FaultTarget = EndpointPath | '*';

interface Rate {
  readonly target: FaultTarget;
  readonly fault: Fault;
  readonly probability: number;
}

/** The planned faults: a queue for each target, and rates. */
export class Faults {
  #queues = new Map<FaultTarget, Fault[]>();
  #rates: Rate[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Plans one fault for each of the next requests to an endpoint, in this order.
   *
   * @example
   * fake.faults.queue('/user_identities/delete', { kind: 'reset', applied: true });
   *
   * @param target the endpoint's path, or `'*'` for any endpoint
   * @throws SeamConfigError when no endpoint has the path, or a fault is invalid
   */
  queue(target: FaultTarget, ...faults: readonly Fault[]): void {
    checkTarget('faults.queue()', target);
    checkSome('faults.queue()', faults);
    for (const fault of faults) checkFault(fault);
    const queue = this.#queues.get(target) ?? [];
    this.#queues.set(target, [...queue, ...structuredClone(faults)]);
  }

  /**
   * Applies a fault to a share of the requests, at random: the same `randomSeed` gives the same faults.
   *
   * @param probability from 0 to 1
   * @throws SeamConfigError when no endpoint has the path, the fault is invalid, or the probability is out of range
   */
  rate(target: FaultTarget, fault: Fault, probability: number): void {
    checkTarget('faults.rate()', target);
    checkFault(fault);
    checkProbability('faults.rate()', probability);
    this.#rates.push({ target, fault: { ...fault }, probability });
  }

  /** The queued faults that were not used yet. */
  get unused(): readonly { readonly target: FaultTarget; readonly fault: Fault }[] {
    return [...this.#queues].flatMap(([target, faults]) =>
      faults.map((fault) => ({ target, fault: { ...fault } })),
    );
  }

  /** Removes all queues and rates. */
  clear(): void {
    this.#queues = new Map();
    this.#rates = [];
  }

  /** Removes and returns the fault of the next request to a path. */
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

/** A fault of a file or of the control API: for the next request, or for a share of all requests. */
interface PlannedFault {
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** From 0 to 1. Default: the fault is queued for the next request. */
  readonly probability?: number | undefined;
}

/** @throws SeamConfigError when the planned fault is invalid */
const readPlanned = (value: unknown, place: string): PlannedFault => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SeamConfigError(
      `${place} must be { "target", "fault", "probability"? }; got ${describeValue(value)}.`,
    );
  const planned = value as PlannedFault;
  checkOptions(place, planned, { target: rules.any, fault: rules.any, probability: rules.any });
  const { target, fault, probability } = planned;
  checkTarget(place, target);
  if (probability !== undefined) checkProbability(place, probability);
  try {
    checkFault(fault);
  } catch (error) {
    throw new SeamConfigError(`${place}: ${(error as SeamConfigError).message}`);
  }
  return planned;
};

/**
 * Plans faults from JSON: one, or a list. All are checked before the first is planned.
 * @throws SeamConfigError that names the first invalid one
 */
export const planFaults = (faults: Faults, plan: unknown): void => {
  const values: readonly unknown[] = Array.isArray(plan) ? plan : [plan];
  const planned = values.map((value, index) => readPlanned(value, `Fault ${index + 1}`));
  for (const { target, fault, probability } of planned)
    if (probability === undefined) faults.queue(target, fault);
    else faults.rate(target, fault, probability);
};
