import type { AccessCodeError } from '@org/seam-core';
import type { AccessCodeMutation } from '../../fake/job-args.ts';
import { errorCodeOf } from '../../fake/provider-failures.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { settleMethod } from '../access-methods/issue.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessCodeIssueFields, isOnDevice } from './record.ts';
import { isDeviceFull } from './rules.ts';

/** Adds a warning that the device cannot be reached, once per kind of delay. */
export const delayAccessCodeMutation = (
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

const errorCodes = [
  'access_code_inactive',
  'conflicting_external_modification',
  'duplicate_code_on_device',
  'failed_to_remove_from_device',
  'failed_to_set_on_device',
  'insufficient_permissions',
  'no_space_for_access_code_on_device',
  'provider_issue',
] as const satisfies readonly AccessCodeError['error_code'][];

type ErrorCode = (typeof errorCodes)[number];

/** What a device reports when it does not make a change. */
interface Failure {
  readonly error_code: ErrorCode;
  readonly message: string;
  readonly unmanaged_access_code_id?: string;
}

/** Issues that end with the next success. */
const resolvedIssues = new Set<string>([
  ...errorCodes.filter((code) => code !== 'access_code_inactive'),
  'delay_in_removing_from_device',
  'delay_in_setting_on_device',
  'external_modification_in_effect',
]);

/** The fields to patch when a pending change has ended: without the change, and without resolved errors and warnings. */
export const withoutMutation = (
  row: AccessCodeRow,
  mutation: AccessCodeMutation,
): Pick<AccessCodeRow, 'errors' | 'warnings' | 'pending_mutations'> => ({
  pending_mutations: row.pending_mutations.filter((pending) => pending !== mutation),
  errors: row.errors.filter(({ error_code }) => !resolvedIssues.has(error_code)),
  warnings: row.warnings.filter(({ warning_code }) => !resolvedIssues.has(warning_code)),
});

const longestDelay = 86_400_000;

/** The delay of the next attempt: as long again as the change has been pending, within limits. */
const retryDelay = ({ assumptions, clock }: World, created_at: string): number => {
  const age = clock.now().getTime() - Date.parse(created_at);
  return Math.max(assumptions.access_code_retry_ms, Math.min(age, longestDelay));
};

interface FailedMutation extends Pick<AccessCodeMutation, 'mutation_code' | 'created_at'> {
  readonly failure: Failure;
}

/**
 * Keeps a change pending that the device did not make, shows the error, and schedules the next attempt. The event is
 * written once for each error.
 */
export const failMutation = (
  world: World,
  row: AccessCodeRow,
  { mutation_code, created_at, failure }: FailedMutation,
): void => {
  const { access_code_id } = row;
  const kind = mutation_code === 'deleting' ? 'remove_from_device' : 'set_on_device';
  const isKnown = row.errors.some(({ error_code }) => error_code === failure.error_code);
  const error = { ...failure, is_access_code_error: true as const, created_at: world.clock.timestamp() };
  const others = row.errors.filter(({ error_code }) => !resolvedIssues.has(error_code));
  const failed = world.state.accessCodes.patch(access_code_id, {
    errors: isKnown ? row.errors : [...others, error],
    warnings: row.warnings.filter(({ warning_code }) => !warning_code.startsWith('delay_in_')),
  });
  world.schedule(retryDelay(world, created_at), {
    name: 'finish_access_code_mutation',
    args: { access_code_id, mutation_code, created_at },
  });
  if (failed?.is_managed === true && !isKnown)
    writeEvent(world, `access_code.failed_to_${kind}`, accessCodeIssueFields(world, failed));
  settleMethod(world, row.access_method_id ?? '');
};

const noSpace = 'no_space_for_access_code_on_device';

/**
 * Why a device that can be reached does not make a change; `undefined` when it makes it. A new access code has the code that
 * the device is to set; `null` when there is none.
 */
export const failureOf = (
  world: World,
  row: AccessCodeRow,
  { mutation_code }: AccessCodeMutation,
): Failure | undefined => {
  const planned = world.failures.take(
    mutation_code === 'deleting' ? 'access_code.remove' : 'access_code.set',
  );
  const general = mutation_code === 'deleting' ? 'failed_to_remove_from_device' : 'failed_to_set_on_device';
  if (planned) return { error_code: errorCodeOf(planned, errorCodes, general), message: planned.message };
  if (mutation_code !== 'creating') return undefined;
  const same = world.state.accessCodes
    .by('device_id', row.device_id)
    .find((other) => !other.is_managed && other.code === row.code && isOnDevice(other));
  if (same)
    return {
      error_code: 'duplicate_code_on_device',
      message: 'The device already has an access code with this code.',
      unmanaged_access_code_id: same.access_code_id,
    };
  if (row.code === null) return { error_code: noSpace, message: 'The device has no free code.' };
  return isDeviceFull(world, world.state.devices.require(row.device_id, row.workspace_id))
    ? { error_code: noSpace, message: 'The device cannot hold more access codes.' }
    : undefined;
};
