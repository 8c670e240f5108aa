import type { EndpointPath } from '@org/seam-core';
import type { Fault, FakeSeam } from '@org/seam-testing';
import * as fc from 'fast-check';

/** Every kind of fault that the fake has, with what changes its effect. */
const frequent: Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, applied: true },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retry_after: 0 },
  { kind: 'status', status: 408, applied: true },
  { kind: 'html', status: 502, applied: true },
  { kind: 'html', status: 502 },
  { kind: 'html', status: 200, applied: false },
  { kind: 'html', status: 200, applied: true },
  { kind: 'reset', applied: true },
  { kind: 'reset', applied: false },
  { kind: 'truncate' },
  { kind: 'truncate', bytes: 0 },
  { kind: 'content_type', value: 'text/plain' },
];

/** Faults that take real time, because the client waits for its timeout. */
const slow: Fault[] = [
  { kind: 'hang', applied: true },
  { kind: 'hang', applied: false },
  { kind: 'slow_body', ms: 60_000 },
  { kind: 'latency', ms: 1, up_to: 60_000 },
];

/** Refusals that Seam does not mean: the credential, the parameters or the object are right. */
const refusals: Fault[] = [
  { kind: 'status', status: 400 },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 429, retry_after: 30 },
];

const removals = [
  '/acs/users/revoke_access_to_all_entrances',
  '/acs/users/suspend',
  '/acs/users/remove_from_access_group',
  '/acs/credentials/delete',
  '/access_grants/delete',
  '/client_sessions/delete',
  '/phones/deactivate',
  '/user_identities/revoke_access_to_device',
  '/user_identities/remove_acs_user',
  '/user_identities/delete',
] as const satisfies EndpointPath[];

/** The faults of a world. */
export const faultPlan = fc.record({
  frequent: fc.uniqueArray(fc.constantFrom(...frequent), { maxLength: 3 }),
  slow: fc.option(fc.constantFrom(...slow), { nil: undefined, freq: 3 }),
  refusal: fc.option(fc.constantFrom(...refusals), { nil: undefined, freq: 3 }),
  /** A removal that Seam refuses with 404 although the object exists. */
  absent: fc.option(fc.constantFrom(...removals), { nil: undefined, freq: 3 }),
  /** A removal whose first responses are errors, whatever is tried. */
  stubborn: fc.option(fc.constantFrom(...removals), { nil: undefined, freq: 3 }),
});

export type FaultPlan = typeof faultPlan extends fc.Arbitrary<infer TPlan> ? TPlan : never;

export const injectFaults = ({ faults }: FakeSeam, plan: FaultPlan): void => {
  for (const fault of plan.frequent) faults.rate('*', fault, 0.06);
  if (plan.slow) faults.rate('*', plan.slow, 0.004);
  if (plan.refusal) faults.rate('*', plan.refusal, 0.01);
  if (plan.absent) faults.rate(plan.absent, { kind: 'status', status: 404 }, 0.3);
  if (plan.stubborn)
    faults.queue(plan.stubborn, ...Array.from({ length: 9 }, (): Fault => ({ kind: 'status', status: 500 })));
};
