import { codesLeftBy, devicesOf, openDeviceIdsOfGrant, opensDeviceNow } from '../access/reach.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { AccessCodeRow, DeviceRow } from '../fake/rows.ts';
import { deviceIdsOfGrant } from '../resources/access-grants/rules.ts';
import { grantsOf, named, viaGrants } from './reasons.ts';
import { locksOfSessions } from './session-locks.ts';

/** A device or an entrance that is open for a person. */
export interface OpenDoor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'device' | 'entrance';
  /** Short descriptions of each kind of access. */
  readonly reasons: readonly string[];
}

const asDoor = ({ device_id, display_name }: DeviceRow, reasons: readonly string[]): OpenDoor => ({
  id: device_id,
  name: display_name,
  kind: 'device',
  reasons,
});

const nameCode = ({ name, access_code_id, is_managed }: AccessCodeRow): string =>
  named(is_managed ? 'access code' : 'unmanaged access code', name, access_code_id);

/** Why a person can open a device. */
const whyDevice = (fake: FakeSeam, user_identity_id: string, device_id: string): string[] => {
  const left = codesLeftBy(fake, user_identity_id).filter((code) => code.device_id === device_id);
  return [
    ...(fake.state.deviceAccess.has(user_identity_id, device_id) ? ['granted directly'] : []),
    ...viaGrants(
      grantsOf(fake, user_identity_id),
      (grant) => openDeviceIdsOfGrant(fake, grant).includes(device_id),
      (grant) => left.length === 0 && deviceIdsOfGrant(fake, grant).includes(device_id),
    ),
    ...left.map((code) => `${nameCode(code)}, still on the device`),
    ...locksOfSessions(fake, user_identity_id)
      .filter(({ device }) => device.device_id === device_id)
      .map(({ client_session_id }) => `client session ${client_session_id} with its connected account`),
  ];
};

/**
 * The devices of a person: what the API lists, those that have a code of it which belongs to no access grant any more, and the
 * locks that its client sessions unlock.
 */
export const openDevices = (fake: FakeSeam, user_identity_id: string): OpenDoor[] => {
  const left = codesLeftBy(fake, user_identity_id).flatMap(
    ({ device_id }) => fake.state.devices.get(device_id) ?? [],
  );
  const unlocked = locksOfSessions(fake, user_identity_id).map(({ device }) => device);
  return [...new Set([...devicesOf(fake, user_identity_id), ...left, ...unlocked])].map((device) =>
    asDoor(device, whyDevice(fake, user_identity_id, device.device_id)),
  );
};

/** The device that an access code opens now, by itself or by the backup that was pulled for it. */
export const openDevicesOfCode = (fake: FakeSeam, access_code_id: string): OpenDoor[] => {
  const { accessCodes, devices } = fake.state;
  const own = accessCodes.get(access_code_id);
  const codes = [...(own ? [own] : []), ...accessCodes.by('backup_of_access_code_id', access_code_id)];
  const open = codes.filter((code) => opensDeviceNow(fake, code));
  const [device] = open.flatMap(({ device_id }) => devices.get(device_id) ?? []);
  const reasons = open.map((code) =>
    code === own ? nameCode(code) : `${nameCode(code)}, pulled as its backup`,
  );
  return device ? [asDoor(device, reasons)] : [];
};
