import type { AccessCode, UnmanagedAccessCode } from '@org/seam-core';
import type { AccessCodeMutation } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deviceEventFields, deviceIssueFields, hasBackupPool } from '../devices/rules.ts';
import { eventErrors, eventWarnings, writeEvent } from '../events/write-event.ts';

/** The fields that all events of an access code have. */
export const accessCodeEventFields = (
  world: World,
  { access_code_id, device_id, workspace_id }: AccessCodeRow,
) => {
  const device = world.state.devices.require(device_id, workspace_id);
  const { customer_key: _, ...eventFields } = deviceEventFields(world, device);
  return { ...eventFields, access_code_id };
};

/** Whether an access code is deleted and waits for its device to remove it. */
export const isBeingDeleted = ({ warnings }: Pick<AccessCodeRow, 'warnings'>): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted');

/** Whether an access code is on its device: from being set until being removed, whatever is pending. */
export const isOnDevice = ({ status, pending_mutations }: AccessCodeRow): boolean =>
  status !== 'unset' &&
  !(status === 'setting' && pending_mutations.some(({ mutation_code }) => mutation_code === 'creating'));

/** The fields of events that report a failure: also the issues of the access code, its device and its account. */
export const accessCodeIssueFields = (world: World, row: AccessCodeRow) => ({
  ...accessCodeEventFields(world, row),
  ...deviceIssueFields(world, world.state.devices.require(row.device_id, row.workspace_id)),
  access_code_errors: eventErrors(row.errors),
  access_code_warnings: eventWarnings(row.warnings),
});

const resolvedIssues = new Set<string>([
  'delay_in_removing_from_device',
  'delay_in_setting_on_device',
  'failed_to_remove_from_device',
  'failed_to_set_on_device',
  'no_space_for_access_code_on_device',
]);

/**
 * The fields to patch when a pending change has ended: without the change, and without resolved errors and warnings.
 */
export const withoutMutation = (
  row: AccessCodeRow,
  mutation: AccessCodeMutation,
): Pick<AccessCodeRow, 'errors' | 'warnings' | 'pending_mutations'> => ({
  pending_mutations: row.pending_mutations.filter((pending) => pending !== mutation),
  errors: row.errors.filter(({ error_code }) => !resolvedIssues.has(error_code)),
  warnings: row.warnings.filter(({ warning_code }) => !resolvedIssues.has(warning_code)),
});

/** Adds an access code that is set on a device. */
export const addAccessCode = (
  { state, ids, clock, random }: World,
  workspace_id: string,
  overrides: Partial<AccessCodeRow> & { readonly device_id: string },
): AccessCodeRow =>
  state.accessCodes.insert({
    access_code_id: ids.next('access_code'),
    code: overrides.code ?? random.digits(4),
    common_code_key: null,
    created_at: clock.timestamp(),
    is_backup_access_code_available: false,
    is_external_modification_allowed: false,
    is_managed: true,
    is_offline_access_code: false,
    is_one_time_use: false,
    name: 'Access code',
    pending_mutations: [],
    status: 'set',
    type: overrides.ends_at ? 'time_bound' : 'ongoing',
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

/** A managed access code as the API shows it, with the current errors of its device. */
export const presentAccessCode =
  ({ state }: World) =>
  ({
    access_method_id: _,
    cannot_be_managed: _managed,
    cannot_delete_unmanaged_access_code: _delete,
    ...row
  }: AccessCodeRow): AccessCode => {
    const device = state.devices.get(row.device_id);
    return {
      ...row,
      is_managed: true,
      is_backup_access_code_available:
        row.is_backup_access_code_available && device !== undefined && hasBackupPool(device),
      errors: [...row.errors, ...(device?.errors ?? [])],
    };
  };

/** An unmanaged access code as the API shows it, with the current errors of its device. */
export const presentUnmanagedAccessCode =
  ({ state }: World) =>
  (row: AccessCodeRow): UnmanagedAccessCode => {
    const { cannot_be_managed, cannot_delete_unmanaged_access_code } = row;
    return {
      access_code_id: row.access_code_id,
      code: row.code,
      created_at: row.created_at,
      device_id: row.device_id,
      ends_at: row.ends_at ?? null,
      errors: [...row.errors, ...(state.devices.get(row.device_id)?.errors ?? [])],
      is_managed: false,
      name: row.name,
      starts_at: row.starts_at ?? null,
      status: isOnDevice(row) ? 'set' : 'unset',
      type: row.type,
      warnings: row.warnings,
      workspace_id: row.workspace_id,
      ...(cannot_be_managed === undefined ? {} : { cannot_be_managed }),
      ...(cannot_delete_unmanaged_access_code === undefined ? {} : { cannot_delete_unmanaged_access_code }),
    };
  };

/** Deletes an access code at once, and writes the event. */
export const deleteAccessCode = (
  world: World,
  { access_code_id, device_id, code, workspace_id }: AccessCodeRow,
): void => {
  const { state } = world;
  state.accessCodes.delete(access_code_id);
  writeEvent(world, 'access_code.deleted', {
    workspace_id,
    access_code_id,
    code,
    device_id,
    connected_account_id: state.devices.get(device_id)?.connected_account_id ?? '',
  });
};
