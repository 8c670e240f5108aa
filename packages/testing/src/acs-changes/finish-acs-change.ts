import type { World } from '../world.ts';
import { acsChangeEffects, type AcsChangeEffect } from './acs-change-effects.ts';
import { acsChangeFailures } from './acs-change-failures.ts';
import { setAcsFailure } from './set-acs-failure.ts';

/** Ends a pending change of an access system: with the failure that a test has asked for, or with its effect. */
export const finishAcsChange = (world: World, { acs_change_id }: { acs_change_id: string }): void => {
  const { acsChanges } = world.state;
  const row = acsChanges.get(acs_change_id);
  if (!row) return;
  acsChanges.delete(acs_change_id);
  const { kind } = row.change;
  const failure = world.failures.take(acsChangeFailures[kind].action);
  if (failure) setAcsFailure(world, row, failure.message);
  else (acsChangeEffects[kind] as AcsChangeEffect<typeof kind>)(world, row);
};
