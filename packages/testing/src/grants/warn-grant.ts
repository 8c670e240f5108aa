import type { AccessGrantWarning } from '@org/seam-core';
import type { World } from '../world.ts';

type WithoutTime<TWarning> = TWarning extends unknown ? Omit<TWarning, 'created_at'> : never;

/** Lets an access grant show a warning. */
export const warnGrant = (
  { state, clock }: World,
  access_grant_id: string,
  warning: WithoutTime<AccessGrantWarning>,
): void => {
  const grant = state.accessGrants.get(access_grant_id);
  if (!grant) return;
  state.accessGrants.patch(access_grant_id, {
    warnings: [...grant.warnings, { ...warning, created_at: clock.timestamp() }],
  });
};
