import { writeEvent } from '../events/write-event.ts';
import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';
import { methodsOfGrant } from './methods-of-grant.ts';
import { entranceIdsOfGrant } from './reach-of-grant.ts';

/** The entrances for which credentials of an access grant have been issued. */
const doorsOf = (world: World, { access_grant_id }: AccessGrantRow): Set<string> =>
  new Set(
    methodsOfGrant(world, access_grant_id)
      .flatMap(({ access_method_id }) => credentialsOfMethod(world, access_method_id))
      .filter(({ is_issued }) => is_issued === true)
      .flatMap(({ acs_credential_id }) => world.state.credentialEntrances.rightsOf(acs_credential_id)),
  );

/** Changes something about an access grant, and writes events about the entrances that it gained and lost by that. */
export const reportDoors = (world: World, grant: AccessGrantRow, change: () => void): void => {
  const before = doorsOf(world, grant);
  change();
  const after = doorsOf(world, grant);
  const { access_grant_id, workspace_id } = grant;
  const about = { access_grant_id, workspace_id };
  for (const acs_entrance_id of before)
    if (!after.has(acs_entrance_id))
      writeEvent(world, 'access_grant.access_to_door_lost', { ...about, acs_entrance_id });
  const gained = [...after].filter((id) => !before.has(id));
  for (const acs_entrance_id of gained)
    writeEvent(world, 'access_grant.access_granted_to_door', { ...about, acs_entrance_id });
  if (gained.length > 0 && entranceIdsOfGrant(world, grant).every((id) => after.has(id)))
    writeEvent(world, 'access_grant.access_granted_to_all_doors', about);
};
