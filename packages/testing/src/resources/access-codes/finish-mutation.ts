import type { AccessCodeMutation, MutationCode, MutationRequest } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { issueWhenReady } from '../access-methods/issue.ts';
import { connectionErrorOf } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import {
  accessCodeEventFields,
  accessCodeIssueFields,
  deleteAccessCode,
  isBeingDeleted,
  isOnDevice,
  withoutMutation,
} from './record.ts';
import { isDeviceFull } from './rules.ts';
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

/** Adds a warning that the device cannot be reached, once per kind of delay. */
const delayAccessCodeMutation = (
  world: World,
  { access_code_id, warnings }: AccessCodeRow,
  { mutation_code }: AccessCodeMutation,
): void => {
  const kind = mutation_code === 'deleting' ? 'removing_from_device' : 'setting_on_device';
  const warning_code = `delay_in_${kind}` as const;
  if (warnings.some((warning) => warning.warning_code === warning_code)) return;
  const row = world.state.accessCodes.patch(access_code_id, {
    warnings: [
      ...warnings,
      {
        warning_code,
        message: 'The device cannot be reached. The change is pending.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  if (row?.is_managed === true)
    writeEvent(world, `access_code.delay_in_${kind}`, accessCodeIssueFields(world, row));
};

interface Failure {
  readonly mutation: AccessCodeMutation;
  readonly message: string;
  /** The error code to show. Default: `failed_to_set_on_device` or `failed_to_remove_from_device`. */
  readonly error_code?: 'no_space_for_access_code_on_device';
}

/**
 * Ends a pending change without its effect: the device keeps the previous state, and the access code shows the error.
 */
const failMutation = (world: World, row: AccessCodeRow, failure: Failure): void => {
  const { mutation, message } = failure;
  const kind = mutation.mutation_code === 'deleting' ? 'remove_from_device' : 'set_on_device';
  const { error_code = `failed_to_${kind}` as const } = failure;
  const { errors, warnings, pending_mutations } = withoutMutation(row, mutation);
  const failed = world.state.accessCodes.patch(row.access_code_id, {
    status: isOnDevice(row) ? 'set' : 'unset',
    pending_mutations,
    warnings: warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    errors: [
      ...errors,
      { error_code, message, is_access_code_error: true, created_at: world.clock.timestamp() },
    ],
  });
  if (failed) writeEvent(world, `access_code.failed_to_${kind}`, accessCodeIssueFields(world, failed));
  issueWhenReady(world, row.access_method_id ?? '');
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
    world.state.accessCodes.patch(access_code_id, {
      status: pending_mutations.length > 0 ? 'setting' : 'set',
    });
    writeEvent(world, 'access_code.set_on_device', {
      ...accessCodeEventFields(world, row),
      code: code ?? '',
    });
  },

  updating_code: applyToDevice,
  updating_name: applyToDevice,
  updating_time_frame: applyToDevice,

  deleting: (world, row) => {
    const { access_code_id, is_managed } = row;
    const event_type = is_managed ? 'access_code.removed_from_device' : 'access_code.unmanaged.removed';
    writeEvent(world, event_type, accessCodeEventFields(world, row));
    if (!is_managed) world.state.accessCodes.delete(access_code_id);
    else if (isBeingDeleted(row)) deleteAccessCode(world, row);
    else {
      world.state.accessCodes.patch(access_code_id, { status: 'unset' });
      placeAccessCode(world, { access_code_id });
    }
  },
};

interface PendingMutation {
  readonly access_code_id: string;
  readonly mutation_code: MutationCode;
  readonly created_at: string;
}

/**
 * Ends a pending change of an access code, with the failure that a test requested or with its effect. Does nothing
 * when a newer change has replaced it. While the device cannot be reached, the change stays pending.
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
  if (!row.is_offline_access_code && connectionErrorOf(world, device) !== undefined) {
    delayAccessCodeMutation(world, row, mutation);
    return;
  }
  const failure = world.failures.take(
    mutation_code === 'deleting' ? 'access_code.remove' : 'access_code.set',
  );
  if (failure) {
    failMutation(world, row, { mutation, message: failure.message });
    return;
  }
  if (mutation_code === 'creating' && isDeviceFull(world, device)) {
    const error_code = 'no_space_for_access_code_on_device';
    failMutation(world, row, { mutation, error_code, message: 'The device cannot hold more access codes.' });
    return;
  }
  const settled = accessCodes.patch(access_code_id, withoutMutation(row, mutation)) ?? row;
  (mutationEffects[mutation_code] as MutationEffect<MutationCode>)(world, settled, mutation);
  issueWhenReady(world, row.access_method_id ?? '');
};
