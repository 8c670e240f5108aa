import type { AccessCode, Device } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import { codeReasons, leftCodeReasons } from './code-reasons.ts';
import { type Door, type DoorReason, deviceDoor, entranceDoor, type Reason, type Removal } from './door.ts';
import type { AccessFacts, AccessGrantFacts } from './facts.ts';
import {
  deviceWait,
  hasPassed,
  isBeingDeleted,
  isOnCard,
  notBegun,
  removalBy,
  systemWait,
} from './removal.ts';

type AnyGrantFacts = Omit<AccessGrantFacts, 'grant'> & {
  readonly grant: Pick<AccessGrantFacts['grant'], 'access_grant_id' | 'starts_at' | 'ends_at' | 'warnings'>;
};

const deletionOf = (access_grant_id: string): Change => ({
  path: '/access_grants/delete',
  params: { access_grant_id },
});

/** What the end of an access grant does not take back at a device: an offline code that its lock accepts. */
const deviceRemoval = (facts: AccessFacts, grantFacts: AnyGrantFacts, device: Device): Removal => {
  const { grant, codes } = grantFacts;
  const onDevice = codes.filter(({ device_id }) => device_id === device.device_id);
  const offline = onDevice.find((code) => code.is_offline_access_code && !hasPassed(facts, code.ends_at));
  if (offline)
    return {
      possible: false,
      cause: 'offline_code',
      until: offline.ends_at ?? grant.ends_at,
      change: deletionOf(grant.access_grant_id),
    };
  return removalBy(deletionOf(grant.access_grant_id), {
    requested: isBeingDeleted(grant) || (onDevice.length > 0 && onDevice.every(isBeingDeleted)),
    waits_for: onDevice.length > 0 ? deviceWait(device) : undefined,
  });
};

/** What the end of an access grant does not take back at an entrance: a card that keeps what it opens. */
const entranceRemoval = (facts: AccessFacts, { grant, credentials }: AnyGrantFacts, door: Door): Removal => {
  const { acs_system_id } = door;
  const card = credentials.find(
    (credential) =>
      credential.acs_system_id === acs_system_id &&
      isOnCard(facts, credential) &&
      !hasPassed(facts, credential.ends_at),
  );
  if (card)
    return {
      possible: false,
      cause: 'encoded_card',
      until: card.ends_at ?? grant.ends_at,
      change: deletionOf(grant.access_grant_id),
    };
  return removalBy(deletionOf(grant.access_grant_id), {
    requested: isBeingDeleted(grant),
    waits_for: systemWait(facts, acs_system_id),
  });
};

const isReady = ({ status, is_scheduled_on_device }: AccessCode): boolean =>
  status !== 'unset' || is_scheduled_on_device === true;

/** Why an access grant does not open a door now, as far as that is known. */
const latencyOf = (
  facts: AccessFacts,
  { grant, codes, credentials }: AnyGrantFacts,
  door: Door,
): Reason['latent'] => {
  const later = notBegun(facts, grant.starts_at);
  if (later) return later;
  const parts =
    door.kind === 'device'
      ? codes.filter(({ device_id }) => device_id === door.id).map(isReady)
      : credentials
          .filter(({ acs_system_id }) => acs_system_id === door.acs_system_id)
          .map(({ is_issued }) => is_issued !== false);
  return parts.length > 0 && !parts.includes(true) ? { cause: 'not_issued' } : undefined;
};

/**
 * Whether a device has nothing left of an access grant that is being deleted: its only means are codes, and the device has none.
 * Seam keeps the access grant, with all its devices, as long as another one has its code.
 */
const isDone = (
  { grant, methods, codes }: AnyGrantFacts,
  { device_id }: Device,
  { devices: listed }: AccessFacts,
): boolean =>
  isBeingDeleted(grant) &&
  methods.length > 0 &&
  methods.every(({ mode }) => mode === 'code') &&
  [...codes, ...listed].every((each) => each.device_id !== device_id);

/** The doors of an access grant: those that it names, and devices that still have one of its codes. */
const doorsOf = (facts: AccessFacts, grantFacts: AnyGrantFacts) => {
  const { codes, devices, entrances } = grantFacts;
  const named = new Map(devices.map((device) => [device.device_id, device]));
  for (const { device_id } of codes) {
    const device = facts.devices.find((other) => other.device_id === device_id);
    if (device) named.set(device_id, device);
  }
  return { devices: [...named.values()].filter((device) => !isDone(grantFacts, device, facts)), entrances };
};

/** The reason of an access grant for each of its doors. */
const ownReasons = (facts: AccessFacts, grantFacts: AnyGrantFacts, isManaged: boolean): DoorReason[] => {
  const { grant, methods, codes, same_codes } = grantFacts;
  if (hasPassed(facts, grant.ends_at)) return [];
  const { devices, entrances } = doorsOf(facts, grantFacts);
  const later = notBegun(facts, grant.starts_at);
  const unmanaged = { possible: false, cause: 'unmanaged', until: grant.ends_at } as const;
  const hasUnknownCode =
    codes.length + same_codes.length === 0 &&
    (later !== undefined || methods.some(({ mode }) => mode === 'code'));
  // Seam lists what an unmanaged access grant opens when it begins. Only its codes name devices, before that and as long as they
  // are the access grant's.
  const hasUnlisted =
    !isManaged && (hasUnknownCode || (later !== undefined && methods.some(({ mode }) => mode !== 'code')));
  const reasonOf = (door: Door | null, removal: Removal): DoorReason => {
    const latent = door === null ? later : latencyOf(facts, grantFacts, door);
    return {
      door,
      reason: {
        via: 'access_grant',
        access_grant_id: grant.access_grant_id,
        access_method_ids: methods.map(({ access_method_id }) => access_method_id),
        removal: isManaged ? removal : unmanaged,
        ...(latent === undefined ? {} : { latent }),
      },
    };
  };
  return [
    ...devices.map((device) => reasonOf(deviceDoor(device), deviceRemoval(facts, grantFacts, device))),
    ...entrances.map(entranceDoor).map((door) => reasonOf(door, entranceRemoval(facts, grantFacts, door))),
    ...(hasUnlisted ? [reasonOf(null, unmanaged)] : []),
  ];
};

/** The reason of an access grant for each of its doors, and those of the other codes that the person knows by it. */
const reasonsOf = (facts: AccessFacts, grantFacts: AnyGrantFacts, isManaged: boolean): DoorReason[] => [
  ...ownReasons(facts, grantFacts, isManaged),
  ...codeReasons(facts, grantFacts),
];

/** Everything that access grants explain. */
export const grantReasons = (facts: AccessFacts): DoorReason[] => [
  ...facts.access_grants.flatMap((grantFacts) => reasonsOf(facts, grantFacts, true)),
  ...(facts.unmanaged_access_grants ?? []).flatMap((grantFacts) => reasonsOf(facts, grantFacts, false)),
  ...leftCodeReasons(facts),
];
