import { writeEvent } from '../events/write-event.ts';
import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';
import { methodsOfGrant } from './methods-of-grant.ts';
import { provisionGrant } from './provision-grant.ts';
import { revokeMethod } from './revoke-method.ts';
import { scheduleEnd } from './schedule-end.ts';

/** The cards of an access method still say the old time: they have to be encoded again. */
const outdateCards = (world: World, access_method_id: string): void => {
  for (const { acs_credential_id, is_issued, warnings } of credentialsOfMethod(world, access_method_id))
    if (is_issued === true)
      world.state.acsCredentials.patch(acs_credential_id, {
        warnings: [
          ...warnings,
          {
            warning_code: 'needs_to_be_reissued',
            message: 'The card does not know the new time yet.',
            created_at: world.clock.timestamp(),
          },
        ],
      });
};

/** Moves the beginning and the end of an access grant, and has its access methods issued again for that time. */
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
  provisionGrant(world, access_grant_id);
  writeEvent(world, 'access_grant.access_times_changed', {
    workspace_id,
    access_grant_id,
    ...(access_grant_key === undefined ? {} : { access_grant_key }),
    starts_at,
    ...(ends_at === null ? {} : { ends_at }),
  });
};
