import type { World } from '../world.ts';
import type { AcsChangeRow } from './acs-change-row.ts';
import { setAcsFailure } from './set-acs-failure.ts';

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
