import type { AccessCodesGetParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { currentFlags } from '../devices/flags.ts';
import { requireCapableDevice } from '../devices/rules.ts';
import { isOnDevice } from './record.ts';

interface Reference {
  readonly access_code_id?: string | undefined;
  readonly device_id?: string | undefined;
  readonly code?: string | undefined;
}

/** Whether to find managed or unmanaged access codes. */
type Kind = Pick<AccessCodeRow, 'is_managed'>;

/** Finds a managed or unmanaged access code by its id, or by its device and code. @throws SeamNotFoundError */
export const findAccessCode = (
  { access_code_id, device_id, code }: Reference | AccessCodesGetParams,
  { world: { state }, workspace_id }: WorldContext,
  { is_managed }: Kind,
): AccessCodeRow => {
  const candidates =
    access_code_id === undefined
      ? state.accessCodes.by('device_id', device_id ?? '').filter((row) => row.code === code)
      : [state.accessCodes.require(access_code_id, workspace_id)];
  const found = candidates.find(
    (row) =>
      row.workspace_id === workspace_id &&
      row.is_managed === is_managed &&
      row.is_in_backup_pool !== true &&
      (device_id === undefined || row.device_id === device_id),
  );
  if (found) return found;
  throw apiError('access_code_not_found', {
    message: `No ${is_managed ? 'managed' : 'unmanaged'} access code found.`,
    data: { access_code_id, device_id },
  });
};

/** The managed access codes of the caller's workspace that share a code by a `common_code_key`. */
export const linkedAccessCodes = (
  { world, workspace_id }: WorldContext,
  common_code_key: string,
): AccessCodeRow[] =>
  world.state.accessCodes
    .by('common_code_key', common_code_key)
    .filter((row) => row.workspace_id === workspace_id && row.is_managed);

/**
 * Whether a device can be programmed with access codes now. A lock without flags can, unless it supports offline access
 * codes only.
 */
const canProgram = (world: World, device: DeviceRow, isOffline: boolean): boolean => {
  const flags = { ...device, ...currentFlags(world, device) };
  const canOffline = flags.can_program_offline_access_codes === true;
  return isOffline ? canOffline : (flags.can_program_online_access_codes ?? !canOffline);
};

interface CodeUse {
  readonly device_id: string;
  readonly isOffline: boolean;
  /** Whether to accept a device that cannot be reached. */
  readonly attempt_for_offline_device?: boolean | undefined;
}

/**
 * Finds a device that can get an online or an offline access code.
 * @throws SeamApiError 404 when there is no such device; 400 when it is unmanaged or cannot be programmed
 */
export const requireProgrammableDevice = (
  context: WorldContext,
  { device_id, isOffline, attempt_for_offline_device = true }: CodeUse,
): DeviceRow => {
  const device = requireCapableDevice(context, device_id, 'access_code');
  const data = { device_id };
  if (!canProgram(context.world, device, isOffline))
    throw apiError('not_supported', {
      message: `The device cannot be programmed with ${isOffline ? 'offline' : 'online'} access codes now.`,
      data,
    });
  if (!isOffline && !attempt_for_offline_device && !device.properties.online)
    throw apiError('invalid_input', {
      message: 'The device is offline, and attempt_for_offline_device is false.',
      data,
    });
  return device;
};

/** Checks that an access code may be changed or deleted by a request: an offline one may not. @throws SeamApiError 400 */
export const requireOnlineCode = ({ is_offline_access_code, access_code_id }: AccessCodeRow): void => {
  if (is_offline_access_code)
    throw apiError('not_supported', {
      message: 'An offline access code cannot be changed or deleted. It ends at its ends_at.',
      data: { access_code_id },
    });
};

/** Whether the time frame of an access code is over. */
export const hasEnded = ({ clock }: World, { ends_at }: AccessCodeRow): boolean =>
  Boolean(ends_at) && Date.parse(ends_at ?? '') <= clock.now().getTime();

/** Whether a device holds as many access codes as it supports. */
export const isDeviceFull = ({ state }: World, { device_id, properties }: DeviceRow): boolean => {
  const { max_active_codes_supported: most } = properties;
  if (most === undefined) return false;
  return state.accessCodes.by('device_id', device_id).filter((row) => isOnDevice(row)).length >= most;
};
