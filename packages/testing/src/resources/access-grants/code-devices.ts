import type { AccessGrantRow, AccessMethodRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { fitOfflineTimes, isOfflineOnly } from '../access-codes/offline.ts';
import { fitTimeFrame, type TimeFrameProblem } from '../access-codes/time-frames.ts';
import { devicesOfMethod, isUsableForDevice } from '../access-methods/rules.ts';
import { deviceIdsOfGrant, hasGrantEnded } from './rules.ts';

const day = 86_400_000;

/** Why a device cannot have an access code for the period of an access grant; `undefined` when it can. */
export const timeProblemOf = (
  { starts_at, ends_at }: AccessGrantRow,
  device: DeviceRow | undefined,
): TimeFrameProblem | undefined => {
  const fitted =
    device && isOfflineOnly(device)
      ? fitOfflineTimes(device, { starts_at, ends_at }, day)
      : fitTimeFrame({ starts_at, ends_at }, device?.properties.online_time_frame_options, 0);
  return 'problem' in fitted ? fitted.problem : undefined;
};

/** The devices that keep an access code of an access method: those of its access grant, as long as it lasts. */
export const devicesToKeep = (world: World, grant: AccessGrantRow, method: AccessMethodRow): DeviceRow[] => {
  const { devices, methodExceptions } = world.state;
  if (hasGrantEnded(world, grant)) return [];
  return deviceIdsOfGrant(world, grant)
    .flatMap((id) => devices.get(id) ?? [])
    .filter(
      (device) =>
        timeProblemOf(grant, device) === undefined &&
        !methodExceptions.has(method.access_method_id, device.device_id),
    );
};

/** The devices that are to get an access code of an access method, and do not have one. */
export const devicesWithoutCode = (
  world: World,
  grant: AccessGrantRow,
  method: AccessMethodRow,
): DeviceRow[] => {
  const having = new Set(devicesOfMethod(world, method.access_method_id));
  return devicesToKeep(world, grant, method).filter(
    (device) => isUsableForDevice(method.mode, device) && !having.has(device.device_id),
  );
};
