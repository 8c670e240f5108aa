import { writeEvent } from '../../events/write-event.ts';
import type { AccessCodeMutation, MutationCode, MutationRequest } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { settleMethod } from '../access-methods/issue.ts';
import { whyUnreachable } from '../devices/rules.ts';
import { isDeviceFull } from './codes.ts';
import { deleteAccessCode } from './deletion.ts';
import { placeAccessCode } from './placement.ts';
import { aboutAccessCode, isBeingDeleted, isOnDevice, issuesOfAccessCode, withoutIssues } from './record.ts';

type Values = Readonly<Record<string, string | null>>;

/** A change to the code, the name or the time of an access code. */
export type AccessCodeChange = Extract<MutationRequest, { from: object }>;

const changedOnDevice = {
  updating_code: 'access_code.code_changed',
  updating_name: 'access_code.name_changed',
  updating_time_frame: 'access_code.time_frame_changed',
} as const;

const typeOf = ({ starts_at, ends_at }: AccessCodeRow): AccessCodeRow['type'] =>
  starts_at || ends_at ? 'time_bound' : 'ongoing';

/** Changes an access code, tells of it, and lets a new time take effect. */
export const applyChange = (world: World, row: AccessCodeRow, change: AccessCodeChange): void => {
  const { access_code_id } = row;
  const { mutation_code, from, to } = change;
  const changed = { ...row, ...to };
  world.state.accessCodes.patch(access_code_id, { ...to, type: typeOf(changed) });
  const about = aboutAccessCode(world, row);
  if (isOnDevice(row)) {
    const event = { ...about, description: 'The access code was changed on the device.', from, to };
    writeEvent(world, changedOnDevice[mutation_code], event as never);
  }
  const [before, after] = [from, to] as [Values, Values];
  writeEvent(world, 'access_code.changed', {
    ...about,
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

/** Lets an access code show that its device cannot be reached; once, however often that is tried. */
const delayMutation = (
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
        message: 'The device cannot be reached, so this waits.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  if (row?.is_managed === true)
    writeEvent(world, `access_code.delay_in_${kind}`, issuesOfAccessCode(world, row));
};

interface Failure {
  readonly mutation: AccessCodeMutation;
  readonly message: string;
  /** What the access code shows. Default: that it could not be set, or not be removed. */
  readonly error_code?: 'no_space_for_access_code_on_device';
}

/** Ends a pending change without its effect: the device goes on with what it has, and the access code shows why. */
const failMutation = (world: World, row: AccessCodeRow, failure: Failure): void => {
  const { mutation, message } = failure;
  const kind = mutation.mutation_code === 'deleting' ? 'remove_from_device' : 'set_on_device';
  const { error_code = `failed_to_${kind}` as const } = failure;
  const { errors, warnings, pending_mutations } = withoutIssues(row, mutation);
  const failed = world.state.accessCodes.patch(row.access_code_id, {
    status: isOnDevice(row) ? 'set' : 'unset',
    pending_mutations,
    warnings: warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    errors: [
      ...errors,
      { error_code, message, is_access_code_error: true, created_at: world.clock.timestamp() },
    ],
  });
  if (failed) writeEvent(world, `access_code.failed_to_${kind}`, issuesOfAccessCode(world, failed));
  settleMethod(world, row.access_method_id ?? '');
};

/** What a change to an access code does once its device has made it. The row no longer lists it as pending. */
type MutationEffect<TCode extends MutationCode> = (
  world: World,
  row: AccessCodeRow,
  mutation: Extract<AccessCodeMutation, { mutation_code: TCode }>,
) => void;

const change = (world: World, row: AccessCodeRow, mutation: AccessCodeChange): void => {
  const { accessCodes } = world.state;
  if (row.status === 'setting' && row.pending_mutations.length === 0)
    accessCodes.patch(row.access_code_id, { status: 'set' });
  applyChange(world, accessCodes.require(row.access_code_id, row.workspace_id), mutation);
};

/** The effects of all kinds of changes. */
const mutationEffects: { readonly [K in MutationCode]: MutationEffect<K> } = {
  creating: (world, row) => {
    const { access_code_id, code, pending_mutations } = row;
    world.state.accessCodes.patch(access_code_id, {
      status: pending_mutations.length > 0 ? 'setting' : 'set',
    });
    writeEvent(world, 'access_code.set_on_device', { ...aboutAccessCode(world, row), code: code ?? '' });
  },

  updating_code: change,
  updating_name: change,
  updating_time_frame: change,

  deleting: (world, row) => {
    const { access_code_id, is_managed } = row;
    const event_type = is_managed ? 'access_code.removed_from_device' : 'access_code.unmanaged.removed';
    writeEvent(world, event_type, aboutAccessCode(world, row));
    if (!is_managed) world.state.accessCodes.delete(access_code_id);
    else if (isBeingDeleted(row)) deleteAccessCode(world, row);
    else {
      world.state.accessCodes.patch(access_code_id, { status: 'unset' });
      placeAccessCode(world, { access_code_id });
    }
  },
};

interface Asked {
  readonly access_code_id: string;
  readonly mutation_code: MutationCode;
  readonly created_at: string;
}

/**
 * Ends a pending change to an access code, unless another has taken its place: with the failure that a test has asked
 * for, or with its effect. A device that cannot be reached makes it wait on.
 */
export const finishMutation = (world: World, { access_code_id, mutation_code, created_at }: Asked): void => {
  const { accessCodes, devices } = world.state;
  const row = accessCodes.get(access_code_id);
  const mutation = row?.pending_mutations.find(
    (pending): pending is AccessCodeMutation =>
      pending.mutation_code === mutation_code && pending.created_at === created_at,
  );
  const device = devices.get(row?.device_id ?? '');
  if (!row || !mutation || !device) return;
  if (!row.is_offline_access_code && whyUnreachable(world, device) !== undefined) {
    delayMutation(world, row, mutation);
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
    failMutation(world, row, { mutation, error_code, message: 'The device holds no more access codes.' });
    return;
  }
  const settled = accessCodes.patch(access_code_id, withoutIssues(row, mutation)) ?? row;
  (mutationEffects[mutation_code] as MutationEffect<MutationCode>)(world, settled, mutation);
  settleMethod(world, row.access_method_id ?? '');
};
