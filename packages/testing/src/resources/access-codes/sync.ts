import type { AccessCodeMutation, MutationRequest } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessCodeEventFields, deleteAccessCode, isBeingDeleted, isOnDevice } from './record.ts';

const deferral = (world: World, scheduled_at: string) => ({
  mutation_code: 'deferring_creation' as const,
  scheduled_at,
  created_at: world.clock.timestamp(),
  message: 'The access code will be set when its time frame starts.',
});

/** Marks an access code as unset. With `starts_at`, its creation is deferred until then. */
const unsetAccessCode = (world: World, row: AccessCodeRow, starts_at: string | undefined): void => {
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
 * Sets an access code on its device, or removes it, as its time frame requires now, and schedules the next check. Safe
 * to call repeatedly.
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
  if (!isOnDevice(row)) unsetAccessCode(world, row, hasEnded ? undefined : (starts_at ?? undefined));
  else if (!isPending(row, 'deleting')) requestMutation(world, row, { mutation_code: 'deleting' });
};

/**
 * Requests a change of an access code from its device. The change stays pending for `assumptions.access_code_sync_ms`
 * on the fake's clock and replaces a pending change of the same kind. With 0, it has ended when this returns.
 */
export const requestMutation = (world: World, row: AccessCodeRow, request: MutationRequest): void => {
  const { access_code_id } = row;
  const { mutation_code } = request;
  const created_at = world.clock.timestamp();
  const mutation = { ...request, created_at, message: 'The device has not made this change yet.' };
  world.state.accessCodes.patch(access_code_id, {
    status: mutation_code === 'deleting' ? 'removing' : 'setting',
    pending_mutations: [
      ...row.pending_mutations.filter(
        (other) => other.mutation_code !== mutation_code && other.mutation_code !== 'deferring_creation',
      ),
      mutation,
    ],
  });
  if (row.is_managed)
    writeEvent(world, 'access_code.mutations_requested', {
      ...accessCodeEventFields(world, row),
      requested_mutations: [request],
    });
  world.after(world.assumptions.access_code_sync_ms, {
    name: 'finish_access_code_mutation',
    args: { access_code_id, mutation_code, created_at },
  });
};

/** Deletes an access code: after its device has removed it, or at once when it is not on the device. */
export const requestDeletion = (world: World, row: AccessCodeRow): void => {
  if (isBeingDeleted(row)) return;
  if (!isOnDevice(row)) {
    deleteAccessCode(world, row);
    return;
  }
  const deleting = world.state.accessCodes.patch(row.access_code_id, {
    warnings: [
      ...row.warnings,
      {
        warning_code: 'being_deleted',
        message: 'The device is removing the access code.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  if (deleting) requestMutation(world, deleting, { mutation_code: 'deleting' });
};

/** Continues the pending changes of a device's access codes when the device can be reached again. */
export const resumeAccessCodes = (world: World, device_id: string): void => {
  const { state, assumptions } = world;
  for (const { access_code_id, pending_mutations } of state.accessCodes.by('device_id', device_id))
    for (const { mutation_code, created_at } of pending_mutations.filter(
      (pending): pending is AccessCodeMutation => pending.mutation_code !== 'deferring_creation',
    ))
      world.after(assumptions.access_code_sync_ms, {
        name: 'finish_access_code_mutation',
        args: { access_code_id, mutation_code, created_at },
      });
};

/** Makes all access codes of a device unmanaged. They keep their current state. */
export const unmanageAccessCodes = ({ state }: World, device_id: string): void => {
  for (const row of state.accessCodes.by('device_id', device_id))
    state.accessCodes.patch(row.access_code_id, {
      is_managed: false,
      pending_mutations: [],
      status: isOnDevice(row) ? 'set' : 'unset',
      warnings: row.warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    });
};
