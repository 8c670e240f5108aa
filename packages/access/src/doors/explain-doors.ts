import { acsReasons } from './acs-reasons.ts';
import {
  type Door,
  type DoorAccess,
  deviceDoor,
  doorKey,
  entranceDoor,
  type LatentAccess,
  type Reason,
} from './door.ts';
import type { AccessFacts } from './facts.ts';
import { grantReasons } from './grant-reasons.ts';

/** The reason that every device has which Seam lists: the direct access cannot be distinguished from other reasons. */
const directReason = (facts: AccessFacts, device_id: string, others: readonly Reason[]): Reason => {
  const { user_identity_id } = facts.user_identity;
  const isOnly = others.every(({ latent }) => latent?.cause === 'not_begun');
  return {
    via: 'direct',
    certain: isOnly && (facts.unmanaged_access_grants ?? []).length === 0,
    removal: {
      possible: true,
      change: {
        path: '/user_identities/revoke_access_to_device',
        params: { user_identity_id, device_id },
      },
    },
  };
};

const inactive = { cause: 'inactive' } as const;

/** What a person can open now, and what the person may open later. */
export interface Explanation {
  readonly doors: readonly DoorAccess[];
  readonly latent: readonly LatentAccess[];
}

/** Explains everything that was read. Pure: reads nothing. */
export const explainAccess = (facts: AccessFacts): Explanation => {
  const listed = [
    ...facts.devices.map(deviceDoor),
    ...facts.entrances.map(entranceDoor),
    ...facts.acs_users.flatMap(({ entrances }) => entrances.map(entranceDoor)),
  ];
  const listedKeys = new Set(listed.map(doorKey));
  const listedDevices = new Set(facts.devices.map(({ device_id }) => device_id));
  const found = new Map<string, { door: Door; reasons: Reason[] }>(
    listed.map((door) => [doorKey(door), { door, reasons: [] }]),
  );
  const reasons = [...grantReasons(facts), ...acsReasons(facts)];
  for (const { door, opens } of reasons)
    if (door && opens === true && !found.has(doorKey(door))) found.set(doorKey(door), { door, reasons: [] });
  const latent: LatentAccess[] = [];
  for (const { door, reason, opens } of reasons) {
    const open = door && found.get(doorKey(door));
    // A reason for a door that Seam does not list opens nothing now.
    const isEffective = opens === true || (door !== null && listedKeys.has(doorKey(door)));
    const shown = isEffective ? reason : { ...reason, latent: reason.latent ?? inactive };
    if (open) open.reasons.push(shown);
    else latent.push({ door, reason: shown });
  }
  for (const { door, reasons: known } of found.values())
    if (listedDevices.has(door.id)) known.unshift(directReason(facts, door.id, known));
    else if (known.length === 0)
      known.push({ via: 'unexplained', removal: { possible: false, cause: 'unexplained', until: null } });
  return { doors: [...found.values()], latent };
};

/** Every door that a person can open, with every reason. Pure: reads nothing. */
export const explainDoors = (facts: AccessFacts): DoorAccess[] => [...explainAccess(facts).doors];
