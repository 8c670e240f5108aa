import type { AccessCode, Device, UnmanagedAccessCode } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import { type CodeReason, type Door, deviceDoor, entranceDoor, type Reason, type Removal } from './door.ts';
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

/** A reason for a door. `opens`: it opens the door although Seam's lists of accessible doors do not have the door. */
export interface DoorReason {
  readonly door: Door | null;
  readonly reason: Reason;
  readonly opens?: boolean;
}

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
      isOnCard(credential) &&
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

/** The doors of an access grant: those that it names, and devices that still have one of its codes. */
const doorsOf = (facts: AccessFacts, { codes, devices, entrances }: AnyGrantFacts) => {
  const named = new Map(devices.map((device) => [device.device_id, device]));
  for (const { device_id } of codes) {
    const device = facts.devices.find((other) => other.device_id === device_id);
    if (device) named.set(device_id, device);
  }
  return { devices: [...named.values()], entrances };
};

/** The reason of an access grant for each of its doors. */
const ownReasons = (facts: AccessFacts, grantFacts: AnyGrantFacts, isManaged: boolean): DoorReason[] => {
  const { grant, methods, codes } = grantFacts;
  if (hasPassed(facts, grant.ends_at)) return [];
  const { devices, entrances } = doorsOf(facts, grantFacts);
  const later = notBegun(facts, grant.starts_at);
  const unmanaged = { possible: false, cause: 'unmanaged', until: grant.ends_at } as const;
  // Seam lists what an unmanaged access grant opens when it begins. Before that, only its codes name devices.
  const hasUnlisted =
    !isManaged && later !== undefined && (codes.length === 0 || methods.some(({ mode }) => mode !== 'code'));
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

const endOf = ({ ends_at }: AccessCode | UnmanagedAccessCode): string | null => ends_at ?? null;

/** A code that no access grant explains, or that may be somebody else's. */
export const strayCodeReason = (code: AccessCode | UnmanagedAccessCode): CodeReason => {
  const { access_code_id } = code;
  if (code.is_managed)
    return {
      via: 'access_code',
      access_code_id,
      removal: {
        possible: false,
        cause: 'shared_code',
        until: endOf(code),
        change: { path: '/access_codes/delete', params: { access_code_id } },
      },
    };
  return {
    via: 'unmanaged',
    access_code_id,
    removal: {
      possible: false,
      cause: 'unmanaged',
      until: endOf(code),
      ...(code.cannot_delete_unmanaged_access_code === true
        ? {}
        : { change: { path: '/access_codes/unmanaged/delete', params: { access_code_id } } }),
    },
  };
};

/** A backup code: it is the person's, and works besides the code of the access grant. */
const backupReason = (code: AccessCode, device: Device): Reason => ({
  via: 'access_code',
  access_code_id: code.access_code_id,
  removal: removalBy(
    { path: '/access_codes/delete', params: { access_code_id: code.access_code_id } },
    { requested: isBeingDeleted(code), waits_for: deviceWait(device) },
  ),
});

/** Codes that the person knows besides those of the access grant: backups, and codes with the same digits. */
const codeReasons = (
  facts: AccessFacts,
  { devices, backup_codes, same_codes }: AnyGrantFacts,
): DoorReason[] => {
  const reasonsOf = <TCode extends AccessCode | UnmanagedAccessCode>(
    codes: readonly TCode[],
    reasonOf: (code: TCode, device: Device) => Reason,
  ): DoorReason[] =>
    codes.flatMap((code) => {
      const device = devices.find(({ device_id }) => device_id === code.device_id);
      if (!device || hasPassed(facts, code.ends_at)) return [];
      const latent = notBegun(facts, code.starts_at);
      const reason = { ...reasonOf(code, device), ...(latent === undefined ? {} : { latent }) };
      return [{ door: deviceDoor(device), reason, opens: latent === undefined }];
    });
  return [...reasonsOf(backup_codes, backupReason), ...reasonsOf(same_codes, strayCodeReason)];
};

/** Everything that access grants explain. */
export const grantReasons = (facts: AccessFacts): DoorReason[] => [
  ...facts.access_grants.flatMap((grantFacts) => [
    ...ownReasons(facts, grantFacts, true),
    ...codeReasons(facts, grantFacts),
  ]),
  ...(facts.unmanaged_access_grants ?? []).flatMap((grantFacts) => ownReasons(facts, grantFacts, false)),
  ...(facts.left_codes ?? [])
    .filter(({ code }) => !hasPassed(facts, code.ends_at))
    .map(({ code, device }) => ({
      door: deviceDoor(device),
      reason: backupReason(code, device),
      opens: true,
    })),
];
