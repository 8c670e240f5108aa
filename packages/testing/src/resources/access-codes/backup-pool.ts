import type { AccessCode } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { patchProperties } from '../devices/record.ts';
import { connectionErrorOf } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { findFreeCode } from './codes.ts';
import { accessCodeEventFields, addAccessCode, hasBackupAvailable, presentAccessCode } from './record.ts';
import { findAccessCode, hasEnded, isDeviceFull } from './rules.ts';
import { placeAccessCode } from './sync.ts';
import { holderOf } from './make-unmanaged.ts';

const poolOf = ({ state }: World, device_id: string): AccessCodeRow[] =>
  state.accessCodes.by('device_id', device_id).filter((row) => row.is_in_backup_pool === true);

const isEnabled = ({ properties }: DeviceRow): boolean =>
  properties.backup_access_code_pool_enabled === true &&
  properties.supports_backup_access_code_pool !== false;

type DeviceError = DeviceRow['errors'][number];

const emptyPool = 'empty_backup_access_code_pool';
const partialPool = 'partial_backup_access_code_pool';
const manyActive = 'many_active_backup_codes';

const poolWarnings = {
  [partialPool]: 'The backup pool of the device cannot be refilled.',
  [manyActive]: 'Several backup access codes of the device are in use.',
} as const;

/** Updates the error and the warnings of a device that concern its backup pool. */
const reportPool = (world: World, device: DeviceRow, isStuck: boolean): void => {
  const { device_id } = device;
  const size = poolOf(world, device_id).length;
  const active = world.state.accessCodes
    .by('device_id', device_id)
    .filter((row) => row.is_backup === true && row.is_in_backup_pool !== true && !hasEnded(world, row));
  const isOn = isEnabled(device);
  const created_at = world.clock.timestamp();
  const isEmpty = isOn && size === 0 && world.assumptions.backup_pool_size > 0;
  const known = device.errors.find(({ error_code }) => error_code === emptyPool);
  const message = 'The backup pool of the device is empty.';
  const error = { error_code: emptyPool, message, is_device_error: true, created_at } as DeviceError;
  const wanted: readonly (keyof typeof poolWarnings)[] = [
    ...(isOn && isStuck && size > 0 ? ([partialPool] as const) : []),
    ...(isOn && active.length > 1 ? ([manyActive] as const) : []),
  ];
  const isOfPool = (code: string): code is keyof typeof poolWarnings => Object.hasOwn(poolWarnings, code);
  const warningOf = (warning_code: keyof typeof poolWarnings) =>
    device.warnings.find((warning) => warning.warning_code === warning_code) ?? {
      warning_code,
      message: poolWarnings[warning_code],
      created_at,
    };
  world.state.devices.patch(device_id, {
    errors: [
      ...device.errors.filter(({ error_code }) => error_code !== emptyPool),
      ...(isEmpty ? [known ?? error] : []),
    ],
    warnings: [
      ...device.warnings.filter(({ warning_code }) => !isOfPool(warning_code)),
      ...wanted.map((code) => warningOf(code)),
    ],
  });
};

/** Adds a backup access code that waits on its device; `undefined` when the device has no free code. */
const addBackup = (world: World, device: DeviceRow): AccessCodeRow | undefined => {
  const { device_id, workspace_id } = device;
  const code = findFreeCode(world, [device]);
  if (code === undefined) return undefined;
  const row = addAccessCode(world, workspace_id, {
    device_id,
    code,
    is_backup: true,
    is_in_backup_pool: true,
  });
  return (
    world.state.accessCodes.patch(row.access_code_id, { name: `Backup ${row.access_code_id} (Seam)` }) ?? row
  );
};

/**
 * Fills the backup pool of a device up to `assumptions.backup_pool_size`, as far as the device can be reached and has
 * space and free codes. Does nothing when the pool is disabled.
 */
export const refillBackupPool = (world: World, { device_id }: { device_id: string }): void => {
  const device = world.state.devices.get(device_id);
  if (!device?.is_managed || !isEnabled(device)) return;
  let missing = world.assumptions.backup_pool_size - poolOf(world, device_id).length;
  if (connectionErrorOf(world, device) === undefined)
    while (missing > 0 && !isDeviceFull(world, device) && addBackup(world, device)) missing -= 1;
  reportPool(world, device, missing > 0);
};

/** Refills the backup pool after the time that a device takes. Until then the device shows that its pool is empty. */
const requestRefill = (world: World, device_id: string): void => {
  const device = world.state.devices.get(device_id);
  if (!device) return;
  reportPool(world, device, false);
  world.after(world.assumptions.access_code_sync_ms, { name: 'refill_backup_pool', args: { device_id } });
};

/** Enables the backup pool of a device, and fills it. Does nothing when the device does not support one. */
export const enableBackupPool = (world: World, device: DeviceRow): void => {
  const { device_id, properties } = device;
  if (isEnabled(device) || properties.supports_backup_access_code_pool === false) return;
  patchProperties(world, device_id, { backup_access_code_pool_enabled: true });
  requestRefill(world, device_id);
};

/** Brings the backup pool of a device in line with `backup_access_code_pool_enabled`: filled, or empty. */
export const followPoolSetting = (world: World, device_id: string): void => {
  const device = world.state.devices.get(device_id);
  if (!device) return;
  if (isEnabled(device)) {
    requestRefill(world, device_id);
    return;
  }
  for (const { access_code_id } of poolOf(world, device_id)) world.state.accessCodes.delete(access_code_id);
  reportPool(world, device, false);
};

/**
 * Takes a backup access code from the pool of a device, or adds one when the access code was added with a backup;
 * `undefined` when none is available.
 */
const takeBackup = (world: World, row: AccessCodeRow): AccessCodeRow | undefined => {
  const { accessCodes, devices } = world.state;
  if (!hasBackupAvailable(world, row)) return undefined;
  const device = devices.require(row.device_id, row.workspace_id);
  const waiting = poolOf(world, row.device_id)[0] ?? addBackup(world, device);
  if (!waiting) return undefined;
  const { access_code_id } = waiting;
  accessCodes.patch(access_code_id, {
    is_in_backup_pool: undefined,
    former_user_identity_id: holderOf(world, row),
    backup_of_access_code_id: row.access_code_id,
    type: 'time_bound',
    starts_at: world.clock.timestamp(),
    ends_at: row.ends_at ?? null,
  });
  const backup = accessCodes.require(access_code_id, row.workspace_id);
  placeAccessCode(world, backup);
  return backup;
};

/**
 * Pulls a backup for a time-bound access code from the pool of its device. It works at once and ends when the original
 * ends. Pulling it again returns the same one.
 * @throws SeamApiError 400 for an ongoing access code; 404 when no backup is available
 */
export const pullBackupAccessCode = (
  reference: { readonly access_code_id: string },
  context: WorldContext,
): AccessCode => {
  const { world } = context;
  const { accessCodes } = world.state;
  const row = findAccessCode(reference, context, { is_managed: true });
  const { access_code_id, device_id, pulled_backup_access_code_id: pulled_id } = row;
  const pulled = accessCodes.get(pulled_id ?? '');
  if (pulled) return presentAccessCode(world)(pulled);
  if (row.type !== 'time_bound')
    throw apiError('invalid_input', { message: 'Only a time-bound access code can have a backup.' });
  const backup = takeBackup(world, row);
  if (!backup) throw apiError('backup_access_code_not_found', { data: { access_code_id } });

  accessCodes.patch(access_code_id, {
    is_backup_access_code_available: false,
    pulled_backup_access_code_id: backup.access_code_id,
    warnings: [
      ...row.warnings,
      {
        warning_code: 'using_backup_access_code',
        message: 'A backup access code is used instead of this access code.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  writeEvent(world, 'access_code.backup_access_code_pulled', {
    ...accessCodeEventFields(world, row),
    backup_access_code_id: backup.access_code_id,
  });
  requestRefill(world, device_id);
  return presentAccessCode(world)(backup);
};
