import { checkOptions, describeValue, rules } from '@org/seam-core/internal';
import { SeamConfigError } from '@org/seam-core';
import { checkFault } from './check-fault.ts';
import { checkProbability } from './check-probability.ts';
import { checkTarget } from './check-target.ts';
import type { Fault } from './fault.ts';
import type { Faults, FaultTarget } from './faults.ts';

/** A fault as a file or a caller plans it: for the next call, or for a share of all calls. */
interface PlannedFault {
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** From 0 to 1. Without it the fault waits in the target's queue. */
  readonly probability?: number | undefined;
}

/** @throws SeamConfigError when it is no planned fault */
const readPlanned = (value: unknown, place: string): PlannedFault => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SeamConfigError(
      `${place} has to be { "target", "fault", "probability"? }; got ${describeValue(value)}.`,
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
 * Plans faults that came as JSON: one, or a list of them. All are checked before the first is planned.
 * @throws SeamConfigError that names the one which is none
 */
export const planFaults = (faults: Faults, plan: unknown): void => {
  const values: readonly unknown[] = Array.isArray(plan) ? plan : [plan];
  const planned = values.map((value, index) => readPlanned(value, `Fault ${index + 1}`));
  for (const { target, fault, probability } of planned)
    if (probability === undefined) faults.queue(target, fault);
    else faults.rate(target, fault, probability);
};
