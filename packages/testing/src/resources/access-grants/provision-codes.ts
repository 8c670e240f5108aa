import type { AccessCodeRow, AccessGrantRow, AccessMethodRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { accessCodeEventFields, addAccessCode } from '../access-codes/record.ts';
import { findFreeCode } from '../access-codes/codes.ts';
import { fitOfflineTimes, isOfflineOnly } from '../access-codes/offline.ts';
import { placeAccessCode, requestDeletion, requestMutation } from '../access-codes/sync.ts';
import { failToIssue } from '../access-methods/mark-issued.ts';
import { hasParts } from '../access-methods/revoke.ts';
import { codesOfMethod } from '../access-methods/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { chooseDeviceCode, warnOfOtherCode } from './choose-code.ts';
import { devicesToKeep, devicesWithoutCode } from './code-devices.ts';

const day = 86_400_000;

interface CodePlace {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly device: DeviceRow;
}

/**
 * The code and the times of an access method's access code for a device; `undefined` when the device has no free code. A lock
 * that takes offline access codes only generates the code, and supports certain times.
 */
const codeFields = (
  world: World,
  { grant, method, device }: CodePlace,
): Partial<AccessCodeRow> | undefined => {
  const { device_id } = device;
  const { starts_at, ends_at } = grant;
  const requested = (isOfflineOnly(device) ? undefined : method.code) ?? findFreeCode(world, [device]);
  if (requested === undefined) return undefined;
  if (isOfflineOnly(device)) {
    const fitted = fitOfflineTimes(device, { starts_at, ends_at }, day);
    const times = 'problem' in fitted ? { starts_at, ends_at } : fitted;
    return { code: requested, is_offline_access_code: true, ...times };
  }
  const code = chooseDeviceCode(world, device, requested);
  if (code === undefined) return undefined;
  if (code !== requested) warnOfOtherCode(world, grant, { device_id, requested, code });
  return { code, starts_at, ends_at };
};

/**
 * Adds the access code of an access method for a device that has a free one. If the device already has the code, another one
 * is generated and the access grant shows a warning.
 */
const addCodeOfMethod = (world: World, place: CodePlace): void => {
  const { grant, method, device } = place;
  const fields = codeFields(world, place);
  if (!fields) return;
  const row = addAccessCode(world, device.workspace_id, {
    ...fields,
    device_id: device.device_id,
    name: grant.name,
    access_method_id: method.access_method_id,
    status: 'unset',
  });
  writeEvent(world, 'access_code.created', accessCodeEventFields(world, row));
  placeAccessCode(world, row);
};

/** Requests the times of an access grant for an access code. An offline access code keeps those it was generated for. */
const moveTimes = (world: World, row: AccessCodeRow, { starts_at, ends_at }: AccessGrantRow): void => {
  if (row.is_offline_access_code) return;
  const from = { starts_at: row.starts_at ?? null, ends_at: row.ends_at ?? null };
  if (from.starts_at === starts_at && from.ends_at === ends_at) return;
  const to = { starts_at, ends_at };
  requestMutation(world, row, { mutation_code: 'updating_time_frame', from, to });
};

/**
 * Brings the access codes of an access method in line with the devices and the period of its access grant. A device without a
 * free code gets none, at this time: an access method without any code and credential is then not issued.
 */
export const provisionCodes = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
  const { access_method_id } = method;
  const kept = new Set(devicesToKeep(world, grant, method).map(({ device_id }) => device_id));
  for (const row of codesOfMethod(world, access_method_id))
    if (kept.delete(row.device_id)) moveTimes(world, row, grant);
    else requestDeletion(world, row);

  for (const device of devicesWithoutCode(world, grant, method))
    addCodeOfMethod(world, { grant, method, device });
  const current = world.state.accessMethods.get(access_method_id);
  if (current && devicesWithoutCode(world, grant, method).length > 0 && !hasParts(world, method))
    failToIssue(world, current, 'No device of the access grant has a free code.');
};
