import type { AccessCodeMutation, MutationCode, MutationRequest } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessCodeEventFields, deleteAccessCode, isBeingDeleted, isOnDevice } from './record.ts';
import { dueTime, scheduleNextCheck, timeOf, waitsForStart } from './schedule.ts';

const deferral = (world: World, scheduled_at: string) => ({
  mutation_code: 'deferring_creation' as const,
  scheduled_at,
  created_at: world.clock.timestamp(),
  message: 'The access code will be set when its time frame is about to start.',
});

/** Marks an access code as unset. With a time, its creation is deferred until then. */
const unsetAccessCode = (world: World, row: AccessCodeRow, scheduled_at: string | undefined): void => {
  const others = row.pending_mutations.filter(
    ({ mutation_code }) => mutation_code !== 'creating' && mutation_code !== 'deferring_creation',
  );
  world.state.accessCodes.patch(row.access_code_id, {
    status: 'unset',
    pending_mutations: scheduled_at === undefined ? others : [...others, deferral(world, scheduled_at)],
  });
};

const isPending = ({ pending_mutations }: AccessCodeRow, code: string): boolean =>
  pending_mutations.some(({ mutation_code }) => mutation_code === code);

/** Whether somebody removed an access code at the device and Seam has to accept that. */
const wasRemovedByOthers = ({ warnings }: AccessCodeRow): boolean =>
  warnings.some(
    (warning) =>
      warning.warning_code === 'external_modification_in_effect' && warning.change_type === 'removed',
  );

/** Starts an access code that its device has and has scheduled. */
const startScheduledCode = (world: World, row: AccessCodeRow): void => {
  const { access_code_id, code, pending_mutations } = row;
  world.state.accessCodes.patch(access_code_id, { status: pending_mutations.length > 0 ? 'setting' : 'set' });
  writeEvent(world, 'access_code.set_on_device', { ...accessCodeEventFields(world, row), code: code ?? '' });
};

/** Ends an access code: its device removes it, or it just ends when it is not on the device. */
const endAccessCode = (world: World, row: AccessCodeRow): void => {
  if (isOnDevice(row)) {
    if (!isPending(row, 'deleting')) requestMutation(world, row, { mutation_code: 'deleting' });
  } else if (world.assumptions.expired_access_codes === 'delete') deleteAccessCode(world, row);
  else unsetAccessCode(world, row, undefined);
};

/**
 * Sets an access code on its device, or removes it, as its time frame requires now, and schedules the next check. Safe
 * to call repeatedly.
 */
export const placeAccessCode = (world: World, { access_code_id }: { access_code_id: string }): void => {
  const row = world.state.accessCodes.get(access_code_id);
  if (!row?.is_managed || isBeingDeleted(row) || wasRemovedByOthers(row)) return;
  const now = world.clock.now().getTime();
  const [due, end] = [dueTime(world, row), timeOf(row.ends_at)];
  if (end !== undefined && end <= now) {
    endAccessCode(world, row);
    return;
  }
  scheduleNextCheck(world, row);
  if (due !== undefined && due > now) {
    if (!isOnDevice(row)) unsetAccessCode(world, row, new Date(due).toISOString());
    else if (!isPending(row, 'deleting')) requestMutation(world, row, { mutation_code: 'deleting' });
  } else if (!isOnDevice(row)) {
    if (!isPending(row, 'creating')) requestMutation(world, row, { mutation_code: 'creating' });
    else if (!waitsForStart(world, row)) world.state.accessCodes.patch(access_code_id, { status: 'setting' });
  } else if (waitsForStart(world, row))
    world.state.accessCodes.patch(access_code_id, { status: 'unset', is_scheduled_on_device: true });
  else if (row.status === 'unset') startScheduledCode(world, row);
};

/** The status, and what belongs to it, of an access code whose time frame has not begun or has ended. */
const statusByTime = (world: World, row: AccessCodeRow): Partial<AccessCodeRow> => {
  const now = world.clock.now().getTime();
  const due = dueTime(world, row);
  if ((timeOf(row.ends_at) ?? Infinity) <= now) return { status: 'unset' };
  if (due !== undefined && due > now)
    return { status: 'unset', pending_mutations: [deferral(world, new Date(due).toISOString())] };
  return waitsForStart(world, row) ? { status: 'unset', is_scheduled_on_device: true } : {};
};

/**
 * Schedules the next check of an access code that was added without a request. Without a status it has the one that its
 * time frame requires now. No event is written.
 */
export const placeAddedCode = (
  world: World,
  row: AccessCodeRow,
  { status }: Partial<AccessCodeRow>,
): AccessCodeRow => {
  if (!row.is_managed) return row;
  scheduleNextCheck(world, row);
  if (status !== undefined) return row;
  return world.state.accessCodes.patch(row.access_code_id, statusByTime(world, row)) ?? row;
};

/**
 * How long a change of an access code takes, in milliseconds. An offline access code cannot be recalled: its lock accepts
 * it until it ends.
 */
const mutationMs = (world: World, row: AccessCodeRow, mutation_code: MutationCode): number => {
  const { access_code_sync_ms } = world.assumptions;
  if (!row.is_offline_access_code || mutation_code !== 'deleting') return access_code_sync_ms;
  const end = timeOf(row.ends_at) ?? 0;
  return Math.max(access_code_sync_ms, end - world.clock.now().getTime());
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
  const ongoing = waitsForStart(world, row) ? 'unset' : 'setting';
  world.state.accessCodes.patch(access_code_id, {
    status: mutation_code === 'deleting' ? 'removing' : ongoing,
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
  world.after(mutationMs(world, row, mutation_code), {
    name: 'finish_access_code_mutation',
    args: { access_code_id, mutation_code, created_at },
  });
  // A change is an occasion to retry the changes that have failed.
  if (row.errors.length > 0) resumeMutations(world, row);
};

const mutationsOf = ({ pending_mutations }: AccessCodeRow): AccessCodeMutation[] =>
  pending_mutations.filter(
    (pending): pending is AccessCodeMutation => pending.mutation_code !== 'deferring_creation',
  );

/** Makes the pending changes of an access code after the time that a device takes. */
const resumeMutations = (world: World, row: AccessCodeRow): void => {
  const { access_code_id } = row;
  for (const { mutation_code, created_at } of mutationsOf(row))
    world.after(mutationMs(world, row, mutation_code), {
      name: 'finish_access_code_mutation',
      args: { access_code_id, mutation_code, created_at },
    });
};

/**
 * Deletes an access code: after its device has removed it, or at once when it is not on the device. Deleting it again
 * retries a removal that has failed. With `assumptions.deletion_ends_backup_code`, its backup is deleted too.
 */
export const requestDeletion = (world: World, row: AccessCodeRow): void => {
  if (isBeingDeleted(row)) {
    if (row.errors.length > 0) resumeMutations(world, row);
    return;
  }
  const backup = world.state.accessCodes.get(row.pulled_backup_access_code_id ?? '');
  if (backup && world.assumptions.deletion_ends_backup_code) requestDeletion(world, backup);
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
  for (const row of world.state.accessCodes.by('device_id', device_id)) resumeMutations(world, row);
  world.after(0, { name: 'refill_backup_pool', args: { device_id } });
};
