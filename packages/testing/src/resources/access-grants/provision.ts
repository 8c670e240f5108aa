import type { AccessCodeRow, AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { placeAccessCode } from '../access-codes/placement.ts';
import { requestDeletion, requestMutation } from '../access-codes/request-mutation.ts';
import { settleMethod } from '../access-methods/issue.ts';
import { addCodeOfMethod, addCredentialOfMethod } from '../access-methods/parts.ts';
import { isUsableForDevice, isUsableForEntrance } from '../access-methods/record.ts';
import { deleteAcsCredential } from '../acs/credentials/deletion.ts';
import {
  codesOfMethod,
  credentialsOfMethod,
  deviceIdsOfGrant,
  entranceIdsOfGrant,
  hasEnded,
  methodsOfGrant,
} from './reach.ts';
import { reportDoors } from './warnings.ts';

const moveTimes = (world: World, row: AccessCodeRow, { starts_at, ends_at }: AccessGrantRow): void => {
  const from = { starts_at: row.starts_at ?? null, ends_at: row.ends_at ?? null };
  if (from.starts_at === starts_at && from.ends_at === ends_at) return;
  const to = { starts_at, ends_at };
  requestMutation(world, row, { mutation_code: 'updating_time_frame', from, to });
};

/** Lets the devices of an access grant have the code of an access method for the grant's time, and no others. */
const provisionCodes = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
  const { devices } = world.state;
  const wanted = new Set(hasEnded(world, grant) ? [] : deviceIdsOfGrant(world, grant));
  for (const row of codesOfMethod(world, method.access_method_id))
    if (wanted.delete(row.device_id)) moveTimes(world, row, grant);
    else requestDeletion(world, row);

  const able = [...wanted]
    .flatMap((id) => devices.get(id) ?? [])
    .filter((device) => isUsableForDevice(method.mode, device));
  // All are made before the first is set: the access method is issued when all are.
  const made = able.map((device) => addCodeOfMethod(world, { grant, method, device }));
  for (const row of made) placeAccessCode(world, row);
};

/** The entrances an access method is for, by access system. */
const entrancesBySystem = (
  world: World,
  grant: AccessGrantRow,
  { mode }: AccessMethodRow,
): Map<string, string[]> => {
  const systems = new Map<string, string[]>();
  for (const id of hasEnded(world, grant) ? [] : entranceIdsOfGrant(world, grant)) {
    const entrance = world.state.acsEntrances.get(id);
    if (!entrance || !isUsableForEntrance(mode, entrance)) continue;
    systems.set(entrance.acs_system_id, [...(systems.get(entrance.acs_system_id) ?? []), id]);
  }
  return systems;
};

/**
 * Lets the person of an access grant have a credential of the access method in each access system that the grant's
 * entrances are part of, for these entrances and the grant's time, and no others.
 */
const provisionCredentials = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
  const { acsCredentials, credentialEntrances } = world.state;
  const wanted = entrancesBySystem(world, grant, method);
  for (const credential of credentialsOfMethod(world, method.access_method_id))
    if (!wanted.has(credential.acs_system_id)) deleteAcsCredential(world, credential);

  const existing = credentialsOfMethod(world, method.access_method_id);
  for (const [acs_system_id, entrances] of wanted) {
    const { acs_credential_id } =
      existing.find((credential) => credential.acs_system_id === acs_system_id) ??
      addCredentialOfMethod(world, { grant, method, acs_system_id });
    acsCredentials.patch(acs_credential_id, {
      starts_at: grant.starts_at,
      ends_at: grant.ends_at ?? undefined,
    });
    credentialEntrances.deleteLeft(acs_credential_id);
    for (const id of entrances) credentialEntrances.add(acs_credential_id, id);
  }
};

/** Makes, changes and removes what access methods are made of, so that they fit their access grant. */
export const provisionMethods = (
  world: World,
  grant: AccessGrantRow,
  methods: readonly AccessMethodRow[],
): void => {
  // What was not made by the fake is not its to change.
  const managed = methods.filter(({ is_managed }) => is_managed);
  for (const { access_method_id, errors } of managed)
    if (errors.length > 0) world.state.accessMethods.patch(access_method_id, { errors: [] });
  reportDoors(world, grant, () => {
    for (const method of managed) provisionCredentials(world, grant, method);
  });
  for (const method of managed) if (method.mode === 'code') provisionCodes(world, grant, method);
  for (const { access_method_id } of managed) settleMethod(world, access_method_id);
};

/** Brings codes and credentials in line with what an access grant is for now, and with its time. */
export const provisionGrant = (world: World, access_grant_id: string): void => {
  const grant = world.state.accessGrants.get(access_grant_id);
  if (grant) provisionMethods(world, grant, methodsOfGrant(world, access_grant_id));
};
