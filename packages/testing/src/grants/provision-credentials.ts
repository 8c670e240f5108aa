import { deleteAcsCredential } from '../deletions/acs-credential.ts';
import type { AccessGrantRow, AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { addCredentialOfMethod } from './add-credential-of-method.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';
import { hasEnded } from './has-ended.ts';
import { isUsableForEntrance } from './is-usable.ts';
import { entranceIdsOfGrant } from './reach-of-grant.ts';

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
export const provisionCredentials = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
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
