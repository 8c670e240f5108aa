import type { AccessCodeMutation, MutationCode, MutationRequest } from '../../fake/job-args.ts';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { settleMethod } from '../access-methods/issue.ts';
import { connectionErrorOf } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { refillBackupPool } from './backup-pool.ts';
import { findFreeCode } from './codes.ts';
import { delayAccessCodeMutation, failMutation, failureOf, withoutMutation } from './mutation-failures.ts';
import { accessCodeEventFields, deleteAccessCode, isBeingDeleted, isOnDevice } from './record.ts';
import { hasEnded } from './rules.ts';
import { isScheduledByDevice, waitsForStart } from './schedule.ts';
import { placeAccessCode } from './sync.ts';

type Values = Readonly<Record<string, string | null>>;

/** A change of the code, the name or the time frame of an access code. */
export type AccessCodeChange = Extract<MutationRequest, { from: object }>;

const changedOnDevice = {
  updating_code: 'access_code.code_changed',
  updating_name: 'access_code.name_changed',
  updating_time_frame: 'access_code.time_frame_changed',
} as const;

const typeOf = ({ starts_at, ends_at }: AccessCodeRow): AccessCodeRow['type'] =>
  starts_at || ends_at ? 'time_bound' : 'ongoing';

/** Changes an access code, writes the events, and places the access code again when its time frame changed. */
export const applyChange = (world: World, row: AccessCodeRow, change: AccessCodeChange): void => {
  const { access_code_id } = row;
  const { mutation_code, from, to } = change;
  const changed = { ...row, ...to };
  world.state.accessCodes.patch(access_code_id, { ...to, type: typeOf(changed) });
  const eventFields = accessCodeEventFields(world, row);
  if (isOnDevice(row)) {
    const event = { ...eventFields, description: 'The access code was changed on the device.', from, to };
    writeEvent(world, changedOnDevice[mutation_code], event as never);
  }
  const [before, after] = [from, to] as [Values, Values];
  writeEvent(world, 'access_code.changed', {
    ...eventFields,
    changed_properties: Object.keys(after)
      .filter((property) => before[property] !== after[property])
      .map((property) => ({
        property,
        from: before[property] ?? null,
        to: after[property] ?? null,
      })),
  });
  if (mutation_code === 'updating_time_frame') placeAccessCode(world, { access_code_id });
};

/** Applies a change once the device has made it. `row` no longer lists the change as pending. */
type MutationEffect<TCode extends MutationCode> = (
  world: World,
  row: AccessCodeRow,
  mutation: Extract<AccessCodeMutation, { mutation_code: TCode }>,
) => void;

const applyToDevice = (world: World, row: AccessCodeRow, mutation: AccessCodeChange): void => {
  const { accessCodes } = world.state;
  if (row.status === 'setting' && row.pending_mutations.length === 0)
    accessCodes.patch(row.access_code_id, { status: 'set' });
  applyChange(world, accessCodes.require(row.access_code_id, row.workspace_id), mutation);
};

/** The effect of each kind of change. */
const mutationEffects: { readonly [K in MutationCode]: MutationEffect<K> } = {
  creating: (world, row) => {
    const { access_code_id, code, pending_mutations } = row;
    const isEarly = waitsForStart(world, row);
    const isBusy = pending_mutations.length > 0;
    const status = isEarly ? 'unset' : isBusy ? 'setting' : 'set';
    world.state.accessCodes.patch(access_code_id, {
      status,
      is_scheduled_on_device: isScheduledByDevice(world, row),
      is_waiting_for_code_assignment: false,
    });
    writeEvent(world, isEarly ? 'access_code.scheduled_on_device' : 'access_code.set_on_device', {
      ...accessCodeEventFields(world, row),
      code: code ?? '',
    });
  },

  updating_code: applyToDevice,
  updating_name: applyToDevice,
  updating_time_frame: applyToDevice,

  deleting: (world, row) => {
    const { access_code_id, device_id, is_managed } = row;
    const event_type = is_managed ? 'access_code.removed_from_device' : 'access_code.unmanaged.removed';
    writeEvent(world, event_type, accessCodeEventFields(world, row));
    const isDeleted =
      isBeingDeleted(row) || (hasEnded(world, row) && world.assumptions.expired_access_codes === 'delete');
    if (!is_managed) world.state.accessCodes.delete(access_code_id);
    else if (isDeleted) deleteAccessCode(world, row);
    else {
      world.state.accessCodes.patch(access_code_id, { status: 'unset', is_scheduled_on_device: false });
      placeAccessCode(world, row);
    }
    refillBackupPool(world, { device_id });
  },
};

/** Whether the change of an access code needs a connection that does not exist now. */
const isUnreachable = (world: World, row: AccessCodeRow, device: DeviceRow): boolean =>
  row.is_offline_access_code
    ? (world.state.connectedAccounts.get(device.connected_account_id)?.errors ?? []).some(
        ({ error_code }) => error_code === 'account_disconnected',
      )
    : connectionErrorOf(world, device) !== undefined;

interface PendingMutation {
  readonly access_code_id: string;
  readonly mutation_code: MutationCode;
  readonly created_at: string;
}

/**
 * Ends a pending change of an access code, with a failure or with its effect. Does nothing when a newer change has
 * replaced it. While the device cannot be reached, the change stays pending.
 */
export const finishMutation = (
  world: World,
  { access_code_id, mutation_code, created_at }: PendingMutation,
): void => {
  const { accessCodes, devices } = world.state;
  const row = accessCodes.get(access_code_id);
  const mutation = row?.pending_mutations.find(
    (pending): pending is AccessCodeMutation =>
      pending.mutation_code === mutation_code && pending.created_at === created_at,
  );
  const device = devices.get(row?.device_id ?? '');
  if (!row || !mutation || !device) return;
  if (isUnreachable(world, row, device)) {
    delayAccessCodeMutation(world, row, mutation);
    return;
  }
  // A device that assigns its codes itself does so when it sets one.
  const code = row.code ?? (mutation_code === 'creating' ? findFreeCode(world, [device]) : null);
  const failure = failureOf(world, { ...row, code: code ?? null }, mutation);
  if (failure) {
    failMutation(world, row, { mutation_code, created_at, failure });
    return;
  }
  const settled = accessCodes.patch(access_code_id, { ...withoutMutation(row, mutation), code }) ?? row;
  (mutationEffects[mutation_code] as MutationEffect<MutationCode>)(world, settled, mutation);
  settleMethod(world, settled.access_method_id ?? '');
};
