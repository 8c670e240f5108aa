import { endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { checkFault } from './check-fault.ts';
import type { Fault } from './fault.ts';
import type { Faults, FaultTarget } from './faults.ts';

/** A fault as a file or a caller plans it: for the next call, or for a share of all calls. */
interface PlannedFault {
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** From 0 to 1. Without it the fault waits in the target's queue. */
  readonly probability?: number | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTarget = (target: unknown): boolean => {
  const paths = new Set<unknown>(['*']);
  mapEndpoints(endpoints, ({ path }) => paths.add(path));
  return paths.has(target);
};

/** @throws TypeError when it is no planned fault */
const readPlanned = (value: unknown, place: string): PlannedFault => {
  if (!isObject(value) || !isObject(value['fault']))
    throw new TypeError(`${place} has to be { "target", "fault", "probability"? }.`);
  const { target, fault, probability } = value;
  if (!isTarget(target))
    throw new TypeError(
      `${place}: target is the path of an endpoint, or "*", not ${JSON.stringify(target)}.`,
    );
  if (probability !== undefined && !(typeof probability === 'number' && probability >= 0 && probability <= 1))
    throw new TypeError(`${place}: probability is from 0 to 1, not ${JSON.stringify(probability)}.`);
  try {
    checkFault(fault as unknown as Fault);
  } catch (error) {
    throw new TypeError(`${place}: ${(error as TypeError).message}`, { cause: error });
  }
  return { target: target as FaultTarget, fault: fault as unknown as Fault, probability };
};

/**
 * Plans faults that came as JSON: one, or a list of them. All are checked before the first is planned.
 * @throws TypeError that names the one which is none
 */
export const planFaults = (faults: Faults, plan: unknown): void => {
  const values: readonly unknown[] = Array.isArray(plan) ? plan : [plan];
  const planned = values.map((value, index) => readPlanned(value, `Fault ${index + 1}`));
  for (const { target, fault, probability } of planned)
    if (probability === undefined) faults.queue(target, fault);
    else faults.rate(target, fault, probability);
};
