import type { AccessCodeRow, AccessGrantRow, AccessMethodRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { accessCodeEventFields, addAccessCode } from '../access-codes/record.ts';
import { generateCode } from '../access-codes/codes.ts';
import { fitOfflineTimes, isOfflineOnly } from '../access-codes/offline.ts';
import { placeAccessCode, requestDeletion, requestMutation } from '../access-codes/sync.ts';
import { codesOfMethod, isUsableForDevice } from '../access-methods/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { chooseDeviceCode, warnOfOtherCode } from './choose-code.ts';
import { deviceIdsOfGrant, hasGrantEnded } from './rules.ts';
import { timeProblemOf } from './warnings.ts';

const day = 86_400_000;

interface CodePlace {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly device: DeviceRow;
}

/**
 * The code and the times of an access method's access code for a device. A lock that takes offline access codes only
 * generates the code, and supports certain times.
 */
const codeFields = (world: World, { grant, method, device }: CodePlace): Partial<AccessCodeRow> => {
  const { device_id } = device;
  const { starts_at, ends_at } = grant;
  if (isOfflineOnly(device)) {
    const fitted = fitOfflineTimes(device, { starts_at, ends_at }, day);
    const times = 'problem' in fitted ? { starts_at, ends_at } : fitted;
    return { code: generateCode(world, [device]), is_offline_access_code: true, ...times };
  }
  const requested = method.code ?? generateCode(world, [device]);
  const code = chooseDeviceCode(world, device, requested);
  if (code !== requested) warnOfOtherCode(world, grant, { device_id, requested, code });
  return { code, starts_at, ends_at };
};

/**
 * Adds the access code of an access method for a device. If the device already has the code, another one is generated
 * and the access grant shows a warning.
 */
const addCodeOfMethod = (world: World, place: CodePlace): AccessCodeRow => {
  const { grant, method, device } = place;
  const row = addAccessCode(world, device.workspace_id, {
    ...codeFields(world, place),
    device_id: device.device_id,
    name: grant.name,
    access_method_id: method.access_method_id,
    status: 'unset',
  });
  writeEvent(world, 'access_code.created', accessCodeEventFields(world, row));
  return row;
};

/** Requests the times of an access grant for an access code. An offline access code keeps those it was generated for. */
const moveTimes = (world: World, row: AccessCodeRow, { starts_at, ends_at }: AccessGrantRow): void => {
  if (row.is_offline_access_code) return;
  const from = { starts_at: row.starts_at ?? null, ends_at: row.ends_at ?? null };
  if (from.starts_at === starts_at && from.ends_at === ends_at) return;
  const to = { starts_at, ends_at };
  requestMutation(world, row, { mutation_code: 'updating_time_frame', from, to });
};

/** Brings the access codes of an access method in line with the devices and the period of its access grant. */
export const provisionCodes = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
  const { devices, methodExceptions } = world.state;
  const deviceIds = new Set(
    hasGrantEnded(world, grant)
      ? []
      : deviceIdsOfGrant(world, grant).filter(
          (id) =>
            timeProblemOf(grant, devices.get(id)) === undefined &&
            !methodExceptions.has(method.access_method_id, id),
        ),
  );
  for (const row of codesOfMethod(world, method.access_method_id))
    if (deviceIds.delete(row.device_id)) moveTimes(world, row, grant);
    else requestDeletion(world, row);

  const supportedDevices = [...deviceIds]
    .flatMap((id) => devices.get(id) ?? [])
    .filter((device) => isUsableForDevice(method.mode, device));
  for (const device of supportedDevices)
    placeAccessCode(world, addCodeOfMethod(world, { grant, method, device }));
};
