import {
  type AcsCredential,
  type AcsEntrance,
  type AcsUser,
  type Seam,
  type UserIdentity,
} from '@org/seam-core';
import { describeValue, isObject } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { canonicalId } from '../canonical-id.ts';
import { checkAccessOptions } from '../check-options.ts';
import { type Clock, systemClock } from '../offboarding/clock.ts';
import { deviceCandidates, entranceCandidates } from './candidates.ts';
import { doorKey, type Reason } from './door.ts';
import { explainDoors } from './explain-doors.ts';
import type { AccessFacts } from './facts.ts';
import { readCredential } from './read-acs-users.ts';
import { readAcsUserFacts, readFacts, type ReadOptions, readRules } from './read-facts.ts';
import { eachPresent, findDevice, type Reading, startReading } from './reading.ts';
import { codesOfPerson, readUnassignedCodes } from './unassigned-codes.ts';

/** A door by its id. */
export type DoorId = { readonly device_id: string } | { readonly acs_entrance_id: string };

/** Somebody who can open a door, or something that does. */
export interface Opener {
  /** The person; absent for an ACS user, a credential or a code without a known user identity. */
  readonly user_identity?: UserIdentity;
  readonly acs_user_id?: string;
  readonly acs_credential_id?: string;
  readonly access_code_id?: string;
  /** The name of the ACS user, the credential or the code, for one without a known user identity. */
  readonly name?: string | null;
  readonly reasons: readonly Reason[];
}

/** The door, with its id as Seam writes it. @throws AccessError `invalid_option` */
const readDoor = (door: unknown): DoorId => {
  const entries = isObject(door) ? Object.entries(door).filter(([, value]) => value !== undefined) : [];
  const [[name, value] = ['', undefined], another] = entries;
  if (!another && typeof value === 'string' && value.trim() !== '') {
    if (name === 'device_id') return { device_id: canonicalId(value) };
    if (name === 'acs_entrance_id') return { acs_entrance_id: canonicalId(value) };
  }
  throw new AccessError(
    'invalid_option',
    `whoCanOpen: the door must be { device_id } or { acs_entrance_id }, with an id that is not empty; got ${
      entries.length === 1 ? `${name} ${describeValue(value)}` : describeValue(door)
    }.`,
  );
};

/** What the reads for one door share. */
interface Search {
  readonly reading: Reading;
  readonly clock: Clock;
  /** Identifies the door. */
  readonly key: string;
}

const reasonsIn = (facts: AccessFacts, { key }: Search): readonly Reason[] =>
  explainDoors(facts).find(({ door }) => doorKey(door) === key)?.reasons ?? [];

/** The people among the candidates who can open the door, with what was read of each candidate. */
const readPeople = async (search: Search, ids: ReadonlySet<string>) => {
  const { seam, call, limit } = search.reading;
  return await eachPresent([...ids], async (user_identity_id) => {
    const user_identity = await limit(() => seam.userIdentities.get({ user_identity_id }, call));
    const facts = await readFacts(seam, user_identity, {
      signal: call.signal,
      limit,
      clock: search.clock,
    });
    return { user_identity, facts, reasons: reasonsIn(facts, search) };
  });
};

const acsUserOpener = async (search: Search, { acs_user_id, display_name }: AcsUser): Promise<Opener> => {
  const { seam, call, limit } = search.reading;
  const facts = await readAcsUserFacts(
    seam,
    { user_identity_id: '', acs_user_ids: [acs_user_id] },
    { signal: call.signal, limit, clock: search.clock },
  );
  return { acs_user_id, name: display_name, reasons: reasonsIn(facts, search) };
};

const credentialOpener = async (search: Search, credential: AcsCredential): Promise<Opener> => {
  const { acs_credential_id, display_name } = credential;
  const own = await readCredential(search.reading, credential);
  const facts: AccessFacts = {
    user_identity: {} as UserIdentity,
    read_at: search.clock.now().toISOString(),
    devices: [],
    entrances: [],
    acs_users: [],
    access_grants: [],
    own_credentials: [own],
    phones: [],
    client_sessions: [],
    instant_keys: [],
  };
  return { acs_credential_id, name: display_name, reasons: reasonsIn(facts, search) };
};

const deviceOpeners = async (reading: Reading, clock: Clock, device_id: string): Promise<Opener[]> => {
  const device = await findDevice(reading, device_id);
  const search = { reading, clock, key: doorKey({ kind: 'device', id: device_id }) };
  const { people: ids } = await deviceCandidates(reading, device_id);
  const people = await readPeople(search, ids);
  const known = new Set(people.flatMap(({ facts, reasons }) => codesOfPerson(facts, reasons)));
  const moment = { read_at: clock.now().toISOString() };
  const codes = await readUnassignedCodes(reading, { device, known, moment });
  return [
    ...people.map(({ user_identity, reasons }): Opener => ({ user_identity, reasons })),
    ...codes
      .filter(({ reason }) => reason.latent === undefined)
      .map(({ access_code_id, name, reason }): Opener => ({ access_code_id, name, reasons: [reason] })),
  ];
};

const entranceOpeners = async (
  reading: Reading,
  clock: Clock,
  acs_entrance_id: string,
): Promise<Opener[]> => {
  const { seam, call, limit } = reading;
  const entrance: AcsEntrance = await limit(() => seam.acs.entrances.get({ acs_entrance_id }, call));
  const search = { reading, clock, key: doorKey({ kind: 'entrance', id: acs_entrance_id }) };
  const { people: ids, acsUsers, credentials } = await entranceCandidates(reading, entrance);
  const [people, byUser, byCredential] = await Promise.all([
    readPeople(search, ids),
    eachPresent(acsUsers, (user) => acsUserOpener(search, user)),
    eachPresent(credentials, (credential) => credentialOpener(search, credential)),
  ]);
  return [
    ...people.map(({ user_identity, reasons }): Opener => ({ user_identity, reasons })),
    ...byUser,
    ...byCredential,
  ];
};

/**
 * Reads who can open a door and through what: people, and ACS users, credentials and codes without a user identity. Changes
 * nothing. It agrees with `readAccess`: a person is listed if and only if the door is in the person's `doors`.
 *
 * Seam has no list by door. For a device it sends one request for each person of the workspace; for an entrance one for each
 * ACS user of its access system, and for each other owner of an access grant there. For each person who can open the door it
 * reads the access as `readAccess` does, in ten requests and more.
 *
 * @example
 * for (const { user_identity, name, reasons } of await whoCanOpen(seam, { device_id }))
 *   console.log(user_identity?.display_name ?? name, reasons.map(({ via }) => via));
 *
 * @param door the id of a device or an entrance
 * @throws AccessError `invalid_option` when the door or an option is invalid
 * @throws SeamNotFoundError when the door does not exist
 */
export const whoCanOpen = async (seam: Seam, door: DoorId, options: ReadOptions = {}): Promise<Opener[]> => {
  const wanted = readDoor(door);
  checkAccessOptions('whoCanOpen', options, readRules);
  const { signal, concurrency, clock = systemClock } = options;
  const reading = startReading(seam, { signal, concurrency });
  const openers =
    'device_id' in wanted
      ? await deviceOpeners(reading, clock, wanted.device_id)
      : await entranceOpeners(reading, clock, wanted.acs_entrance_id);
  return openers.filter(({ reasons }) => reasons.length > 0);
};
