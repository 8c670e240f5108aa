import type { AcsUserRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { addAcsUser } from '../users/record.ts';
import { setAcsFailure } from './apply-changes.ts';
import type { AcsChangeRow } from './changes.ts';

const syncMs = ({ state, assumptions }: World, acs_system_id: string): number => {
  const { acs_sync_ms } = assumptions;
  if (typeof acs_sync_ms === 'number') return acs_sync_ms;
  return acs_sync_ms[state.acsSystems.get(acs_system_id)?.external_type ?? ''] ?? 0;
};

interface AcsChangeRequest extends Omit<AcsChangeRow, 'acs_change_id' | 'created_at'> {
  readonly acs_system_id: string;
}

/**
 * Has an access system change something, which takes `assumptions.acs_sync_ms` on the fake's clock. Meanwhile it is
 * pending; with 0 it is done, or has failed, when this returns.
 */
export const changeAcs = (world: World, { acs_system_id, ...request }: AcsChangeRequest): void => {
  const acs_change_id = world.ids.next('acs_change');
  const row = { ...request, acs_change_id, created_at: world.clock.timestamp() };
  setAcsFailure(world, row, undefined);
  world.state.acsChanges.insert(row);
  world.after(syncMs(world, acs_system_id), { name: 'finish_acs_change', args: { acs_change_id } });
};

type UserChange = Pick<AcsChangeRow, 'change' | 'acs_access_group_id' | 'acs_credential_id'>;

/** Has an access system change something about one of its users. */
export const changeAcsUser = (
  world: World,
  { acs_user_id, acs_system_id, workspace_id }: AcsUserRow,
  change: UserChange,
): void => changeAcs(world, { acs_user_id, acs_system_id, workspace_id, ...change });

/** Makes an ACS user and has the access system make it too. Until that is done, it opens nothing. */
export const createAcsUser = (
  world: World,
  workspace_id: string,
  given: Partial<AcsUserRow> & { readonly acs_system_id: string },
): AcsUserRow => {
  const user = addAcsUser(world, workspace_id, given);
  changeAcsUser(world, user, { change: { kind: 'create_user' } });
  return world.state.acsUsers.require(user.acs_user_id, workspace_id);
};
