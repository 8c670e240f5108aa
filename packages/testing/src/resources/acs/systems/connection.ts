import type { AcsSystemRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { eventErrors, eventWarnings, writeEvent } from '../../events/write-event.ts';
import { addAcsSystem } from './record.ts';
import { disconnections, isConnected, resumeAcsChanges } from './sync.ts';

/** Why an access system is disconnected. */
export type Disconnection = (typeof disconnections)[number];

const eventFields = ({ acs_system_id, connected_account_id, workspace_id }: AcsSystemRow) => ({
  acs_system_id,
  connected_account_id,
  workspace_id,
});

/** Adds an access system that was found in an account, and writes its events. */
export const findAcsSystem = (
  world: World,
  workspace_id: string,
  overrides: Partial<AcsSystemRow>,
): AcsSystemRow => {
  const system = addAcsSystem(world, workspace_id, overrides);
  writeEvent(world, 'acs_system.connected', eventFields(system));
  writeEvent(world, 'acs_system.added', eventFields(system));
  return system;
};

/** Disconnects an access system: it gets an error, and requested changes are pending until it is connected again. */
export const disconnectAcsSystem = (
  world: World,
  system: AcsSystemRow,
  { error_code, message }: { readonly error_code: Disconnection; readonly message: string },
): void => {
  const { acs_system_id, errors, warnings } = system;
  if (errors.some((error) => error.error_code === error_code)) return;
  const created_at = world.clock.timestamp();
  const changed = world.state.acsSystems.patch(acs_system_id, {
    errors: [...errors, { error_code, message, created_at }],
  });
  const account = world.state.connectedAccounts.get(system.connected_account_id);
  writeEvent(world, 'acs_system.disconnected', {
    ...eventFields(system),
    acs_system_errors: eventErrors(changed?.errors),
    acs_system_warnings: eventWarnings(warnings),
    connected_account_errors: eventErrors(account?.errors),
    connected_account_warnings: eventWarnings(account?.warnings),
  });
};

/** Connects a disconnected access system again. It makes the changes that were pending, and Seam finds what changed. */
export const connectAcsSystem = (
  world: World,
  system: AcsSystemRow,
  resolved: readonly Disconnection[] = disconnections,
): void => {
  const { acs_system_id, connected_account_id } = system;
  const isResolved = new Set<string>(resolved);
  const errors = system.errors.filter(({ error_code }) => !isResolved.has(error_code));
  if (errors.length === system.errors.length) return;
  world.state.acsSystems.patch(acs_system_id, { errors });
  if (!isConnected(world, acs_system_id)) return;
  writeEvent(world, 'acs_system.connected', eventFields(system));
  resumeAcsChanges(world, acs_system_id);
  world.syncAccount(connected_account_id);
};
