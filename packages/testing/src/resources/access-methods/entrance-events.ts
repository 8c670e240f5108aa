import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { entranceIdsOfGrant, methodsOfGrant } from '../access-grants/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { credentialsOfMethod } from './rules.ts';

/** The entrances that issued credentials of an access grant open. */
const issuedEntrances = (world: World, { access_grant_id }: AccessGrantRow): Set<string> =>
  new Set(
    methodsOfGrant(world, access_grant_id)
      .flatMap(({ access_method_id }) => credentialsOfMethod(world, access_method_id))
      .filter(({ is_issued }) => is_issued === true)
      .flatMap(({ acs_credential_id }) => world.state.credentialEntrances.rightsOf(acs_credential_id)),
  );

/** Runs a change, and writes events for the entrances that the access grant gained and lost by it. */
export const withEntranceEvents = (world: World, grant: AccessGrantRow, change: () => void): void => {
  const before = issuedEntrances(world, grant);
  change();
  const after = issuedEntrances(world, grant);
  const { access_grant_id, workspace_id } = grant;
  const eventFields = { access_grant_id, workspace_id };
  for (const acs_entrance_id of before)
    if (!after.has(acs_entrance_id))
      writeEvent(world, 'access_grant.access_to_door_lost', { ...eventFields, acs_entrance_id });
  const gained = [...after].filter((id) => !before.has(id));
  for (const acs_entrance_id of gained)
    writeEvent(world, 'access_grant.access_granted_to_door', { ...eventFields, acs_entrance_id });
  if (gained.length > 0 && entranceIdsOfGrant(world, grant).every((id) => after.has(id)))
    writeEvent(world, 'access_grant.access_granted_to_all_doors', eventFields);
};
