import type { FakeSeam } from '../create-fake-seam.ts';
import type { AccessSubject } from './access-subject.ts';
import { whyDevice, whyEntrance } from './why-open.ts';

/** A device or an entrance that somebody can open. */
export interface OpenDoor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'device' | 'entrance';
  /** Each way in, in a few words. */
  readonly reasons: readonly string[];
}

type Listed = Omit<OpenDoor, 'reasons'>;

const devicesOf = async ({ handlers, state }: FakeSeam, user_identity_id: string): Promise<Listed[]> => {
  if (!state.userIdentities.get(user_identity_id)) return [];
  const devices = await handlers.userIdentities.listAccessibleDevices({ user_identity_id }, {});
  return devices.map(({ device_id, display_name }) => ({
    id: device_id,
    name: display_name,
    kind: 'device',
  }));
};

const entrancesOf = async (
  { handlers, state }: FakeSeam,
  { user_identity_id, acs_user_id = '' }: AccessSubject,
): Promise<Listed[]> => {
  const isThere =
    user_identity_id === undefined
      ? state.acsUsers.get(acs_user_id)
      : state.userIdentities.get(user_identity_id);
  if (!isThere) return [];
  const entrances = await (user_identity_id === undefined
    ? handlers.acs.users.listAccessibleEntrances({ acs_user_id }, {})
    : handlers.userIdentities.listAccessibleEntrances({ user_identity_id }, {}));
  return entrances.map(({ acs_entrance_id, display_name }) => ({
    id: acs_entrance_id,
    name: display_name,
    kind: 'entrance',
  }));
};

/** The doors that the API says the subject can open, with the reasons that the stored rows give. Who is gone opens none. */
export const openDoors = async (fake: FakeSeam, subject: AccessSubject): Promise<OpenDoor[]> => {
  const { user_identity_id, device_id, acs_entrance_id } = subject;
  const listed = [
    ...(user_identity_id === undefined ? [] : await devicesOf(fake, user_identity_id)),
    ...(await entrancesOf(fake, subject)),
  ];
  const isMeant = ({ id, kind }: Listed) =>
    (device_id === undefined && acs_entrance_id === undefined) ||
    id === (kind === 'device' ? device_id : acs_entrance_id);
  const doors: OpenDoor[] = [];
  for (const { id, name, kind } of listed.filter(isMeant)) {
    const isDevice = kind === 'device';
    const reasons = isDevice
      ? whyDevice(fake, user_identity_id ?? '', id)
      : await whyEntrance(fake, subject, id);
    doors.push({ id, name, kind, reasons });
  }
  return doors;
};
