import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { revokeMethod } from '../access-methods/revoke.ts';
import { credentialsOfMethod } from '../access-methods/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { provisionGrant } from './provision.ts';
import { methodsOfGrant } from './rules.ts';

/** Schedules the end of an access grant, if it has one. */
export const scheduleEnd = (
  world: World,
  { access_grant_id, ends_at }: Pick<AccessGrantRow, 'access_grant_id' | 'ends_at'>,
): void => {
  if (ends_at !== null)
    world.scheduleAt(ends_at, { name: 'end_access_grant', args: { access_grant_id, ends_at } });
};

/** Marks the cards of an access method: they have to be encoded again for the new period. */
const outdateCards = (world: World, access_method_id: string): void => {
  const { credentialEntrances } = world.state;
  for (const { acs_credential_id, is_issued, warnings } of credentialsOfMethod(world, access_method_id))
    if (is_issued === true && credentialEntrances.rightsOf(acs_credential_id).length > 0)
      world.state.acsCredentials.patch(acs_credential_id, {
        warnings: [
          ...warnings,
          {
            warning_code: 'needs_to_be_reissued',
            message: 'The card must be encoded again for the new access times.',
            created_at: world.clock.timestamp(),
          },
        ],
      });
};

/** Lets an access grant have its revoked access again, if that is assumed. */
const restoreRevokedAccess = ({ state, assumptions }: World, access_grant_id: string): void => {
  if (assumptions.revoked_access_of_grants === 'stays_revoked') return;
  state.grantExceptions.deleteLeft(access_grant_id);
  for (const method of state.grantMethods.rightsOf(access_grant_id))
    state.methodExceptions.deleteLeft(method);
};

/** Changes the period of an access grant. Its access methods are revoked and issued again for the new period. */
export const changeGrantTimes = (
  world: World,
  grant: AccessGrantRow,
  { starts_at, ends_at }: Pick<AccessGrantRow, 'starts_at' | 'ends_at'>,
): void => {
  const { access_grant_id, access_grant_key, workspace_id } = grant;
  if (starts_at === grant.starts_at && ends_at === grant.ends_at) return;
  world.state.accessGrants.patch(access_grant_id, { starts_at, ends_at });
  scheduleEnd(world, { access_grant_id, ends_at });
  for (const method of methodsOfGrant(world, access_grant_id)) {
    revokeMethod(world, method);
    if (method.mode === 'card') outdateCards(world, method.access_method_id);
  }
  restoreRevokedAccess(world, access_grant_id);
  provisionGrant(world, access_grant_id);
  writeEvent(world, 'access_grant.access_times_changed', {
    workspace_id,
    access_grant_id,
    ...(access_grant_key === undefined ? {} : { access_grant_key }),
    starts_at,
    ...(ends_at === null ? {} : { ends_at }),
  });
};

interface GrantEnd {
  readonly access_grant_id: string;
  readonly ends_at: string;
}

/**
 * Ends an access grant at the end of its period: its access methods are revoked. Does nothing when the period was
 * changed.
 */
export const endGrant = (world: World, { access_grant_id, ends_at }: GrantEnd): void => {
  const grant = world.state.accessGrants.get(access_grant_id);
  if (grant?.ends_at !== ends_at || isBeingDeleted(grant)) return;
  for (const method of methodsOfGrant(world, access_grant_id)) revokeMethod(world, method);
  provisionGrant(world, access_grant_id);
};
