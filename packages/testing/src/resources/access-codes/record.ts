import type { AccessCode, UnmanagedAccessCode } from '@org/seam-core';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deviceEventFields, deviceIssueFields } from '../devices/rules.ts';
import { eventErrors, eventWarnings, writeEvent } from '../events/write-event.ts';
import { cannotBeConverted, hidesUnmanagedCodes } from './brands.ts';

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

/** Whether an access code is on its device: from being set or scheduled until being removed, whatever is pending. */
export const isOnDevice = ({ status, pending_mutations, is_scheduled_on_device }: AccessCodeRow): boolean =>
  is_scheduled_on_device === true ||
  (status !== 'unset' &&
    !(status === 'setting' && pending_mutations.some(({ mutation_code }) => mutation_code === 'creating')));

/** Whether an access code opens its device while its time frame lasts: it is there, and not disabled. */
export const isUsable = (row: AccessCodeRow): boolean =>
  isOnDevice(row) && row.errors.every(({ error_code }) => error_code !== 'access_code_inactive');

/** Whether nothing is left to do for an access code: it is on its device, or deferred until its start is near. */
export const isSettled = (row: AccessCodeRow): boolean =>
  row.pending_mutations.length === 0
    ? isOnDevice(row)
    : row.pending_mutations.every(({ mutation_code }) => mutation_code === 'deferring_creation');

/** The fields of events that report a failure: also the issues of the access code, its device and its account. */
export const accessCodeIssueFields = (world: World, row: AccessCodeRow) => ({
  ...accessCodeEventFields(world, row),
  ...deviceIssueFields(world, world.state.devices.require(row.device_id, row.workspace_id)),
  access_code_errors: eventErrors(row.errors),
  access_code_warnings: eventWarnings(row.warnings),
});

/** Adds an access code that is set on a device. */
export const addAccessCode = (
  { state, ids, clock, random }: World,
  workspace_id: string,
  overrides: Partial<AccessCodeRow> & { readonly device_id: string },
): AccessCodeRow =>
  state.accessCodes.insert({
    access_code_id: ids.next('access_code'),
    code: overrides.code === undefined ? random.digits(4) : overrides.code,
    common_code_key: null,
    created_at: clock.timestamp(),
    is_backup: false,
    is_backup_access_code_available: false,
    is_external_modification_allowed: false,
    is_managed: true,
    is_offline_access_code: false,
    is_one_time_use: false,
    is_scheduled_on_device: false,
    is_waiting_for_code_assignment: false,
    name: 'Access code',
    pending_mutations: [],
    pulled_backup_access_code_id: null,
    status: 'set',
    type: overrides.ends_at ? 'time_bound' : 'ongoing',
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

type AccountError = NonNullable<ReturnType<World['state']['connectedAccounts']['get']>>['errors'][number];

/** The error of an account as an access code shows it. */
const asCodeError = ({ error_code, message, created_at }: AccountError): AccessCode['errors'][number] =>
  error_code === 'bridge_disconnected'
    ? { error_code, message, created_at, is_bridge_error: true }
    : { error_code, message, created_at, is_connected_account_error: true, is_device_error: false };

/** The errors of an access code as the API shows them: also those of its device and its account. */
const presentErrors = ({ state }: World, row: AccessCodeRow, device: DeviceRow | undefined) => {
  const account = state.connectedAccounts.get(device?.connected_account_id ?? '');
  if (!device || !account || device.errors.length + account.errors.length === 0) return row.errors;
  const ofAccount = account.errors.filter(({ error_code }) =>
    device.errors.every((error) => error.error_code !== error_code),
  );
  return [...row.errors, ...device.errors, ...ofAccount.map((error) => asCodeError(error))];
};

/** An access code is unknown while its account is disconnected: Seam cannot ask the device. */
const presentStatus = (row: AccessCodeRow, errors: AccessCode['errors']): AccessCode['status'] =>
  errors.some(({ error_code }) => error_code === 'account_disconnected') ? 'unknown' : row.status;

const integrationDetected = 'third_party_integration_detected';

const presentWarnings = (row: AccessCodeRow, device: DeviceRow | undefined): AccessCode['warnings'] => {
  const ofDevice = device?.warnings.find(({ warning_code }) => warning_code === integrationDetected);
  const isListed = row.warnings.some(({ warning_code }) => warning_code === integrationDetected);
  if (!ofDevice || isListed) return row.warnings;
  const { message, created_at } = ofDevice;
  return [...row.warnings, { warning_code: integrationDetected, message, created_at }];
};

/** Whether a backup can be pulled: for a time-bound access code, once, while the pool of its device has one. */
export const hasBackupAvailable = ({ state }: World, row: AccessCodeRow): boolean =>
  row.type === 'time_bound' &&
  row.is_backup !== true &&
  !row.pulled_backup_access_code_id &&
  (row.is_backup_access_code_available ||
    (state.devices.get(row.device_id)?.properties.backup_access_code_pool_enabled === true &&
      state.accessCodes.by('device_id', row.device_id).some((other) => other.is_in_backup_pool === true)));

/** A managed access code as the API shows it, with the current errors of its device. */
export const presentAccessCode =
  (world: World) =>
  ({
    access_method_id: _,
    former_user_identity_id: _former,
    backup_of_access_code_id: _original,
    cannot_be_managed: _managed,
    cannot_delete_unmanaged_access_code: _delete,
    prefer_native_scheduling: _native,
    is_in_backup_pool: _pool,
    ...row
  }: AccessCodeRow): AccessCode => {
    const device = world.state.devices.get(row.device_id);
    const errors = presentErrors(world, row, device);
    return {
      ...row,
      is_managed: true,
      is_backup_access_code_available: hasBackupAvailable(world, row),
      status: presentStatus(row, errors),
      errors,
      warnings: presentWarnings(row, device),
    };
  };

/** An unmanaged access code as the API shows it, with the current errors of its device. */
export const presentUnmanagedAccessCode =
  (world: World) =>
  (row: AccessCodeRow): UnmanagedAccessCode => {
    const device = world.state.devices.get(row.device_id);
    const { cannot_delete_unmanaged_access_code } = row;
    const cannot_be_managed = row.cannot_be_managed ?? (cannotBeConverted(device) || undefined);
    return {
      access_code_id: row.access_code_id,
      code: hidesUnmanagedCodes(device) ? null : row.code,
      created_at: row.created_at,
      device_id: row.device_id,
      ends_at: row.ends_at ?? null,
      errors: presentErrors(world, row, device),
      is_managed: false,
      name: row.name,
      starts_at: row.starts_at ?? null,
      status: isOnDevice(row) ? 'set' : 'unset',
      type: row.type,
      warnings: presentWarnings(row, device),
      workspace_id: row.workspace_id,
      ...(cannot_be_managed === undefined ? {} : { cannot_be_managed }),
      ...(cannot_delete_unmanaged_access_code === undefined ? {} : { cannot_delete_unmanaged_access_code }),
    };
  };

/** Deletes an access code at once, and writes the event. One that waits in a backup pool has no event. */
export const deleteAccessCode = (world: World, row: AccessCodeRow): void => {
  const { state } = world;
  const { access_code_id, code, is_in_backup_pool } = row;
  state.accessCodes.delete(access_code_id);
  if (is_in_backup_pool === true) return;
  for (const original of state.accessCodes.by('pulled_backup_access_code_id', access_code_id))
    state.accessCodes.patch(original.access_code_id, {
      pulled_backup_access_code_id: null,
      warnings: original.warnings.filter(({ warning_code }) => warning_code !== 'using_backup_access_code'),
    });
  writeEvent(world, 'access_code.deleted', { ...accessCodeEventFields(world, row), code });
};
