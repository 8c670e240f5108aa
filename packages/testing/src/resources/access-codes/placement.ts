import { writeEvent } from '../../events/write-event.ts';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { aboutAccessCode, addAccessCode, isBeingDeleted, isOnDevice } from './record.ts';
import { requestMutation } from './request-mutation.ts';

const deferral = (world: World, scheduled_at: string) => ({
  mutation_code: 'deferring_creation' as const,
  scheduled_at,
  created_at: world.clock.timestamp(),
  message: 'The access code will be set when its time has come.',
});

/** Waits for the beginning, or no longer: nothing is set before and after its time. */
const keepOff = (world: World, row: AccessCodeRow, starts_at: string | undefined): void => {
  const others = row.pending_mutations.filter(
    ({ mutation_code }) => mutation_code !== 'creating' && mutation_code !== 'deferring_creation',
  );
  world.state.accessCodes.patch(row.access_code_id, {
    status: 'unset',
    pending_mutations: starts_at === undefined ? others : [...others, deferral(world, starts_at)],
  });
};

const isPending = ({ pending_mutations }: AccessCodeRow, code: string): boolean =>
  pending_mutations.some(({ mutation_code }) => mutation_code === code);

/**
 * Brings an access code onto its device, or off it, as its time wants it now, and plans to look again when that
 * changes. Looking once too often does nothing.
 */
export const placeAccessCode = (world: World, { access_code_id }: { access_code_id: string }): void => {
  const row = world.state.accessCodes.get(access_code_id);
  if (!row?.is_managed || isBeingDeleted(row)) return;
  const now = world.clock.now().getTime();
  const { starts_at, ends_at } = row;
  const isEarly = Boolean(starts_at) && Date.parse(starts_at ?? '') > now;
  const hasEnded = Boolean(ends_at) && Date.parse(ends_at ?? '') <= now;
  const next = isEarly ? starts_at : ends_at;
  if (next && !hasEnded) world.scheduleAt(next, { name: 'place_access_code', args: { access_code_id } });

  if (!isEarly && !hasEnded) {
    if (!isOnDevice(row) && !isPending(row, 'creating'))
      requestMutation(world, row, { mutation_code: 'creating' });
    return;
  }
  if (!isOnDevice(row)) keepOff(world, row, hasEnded ? undefined : (starts_at ?? undefined));
  else if (!isPending(row, 'deleting')) requestMutation(world, row, { mutation_code: 'deleting' });
};

/** Makes an access code, and has its device set it when its time has come. */
export const createAccessCode = (
  world: World,
  { device_id, workspace_id }: DeviceRow,
  given: Partial<AccessCodeRow>,
): AccessCodeRow => {
  const row = addAccessCode(world, workspace_id, { ...given, device_id, status: 'unset' });
  writeEvent(world, 'access_code.created', aboutAccessCode(world, row));
  placeAccessCode(world, row);
  return world.state.accessCodes.require(row.access_code_id, workspace_id);
};
