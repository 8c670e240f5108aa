import { writeEvent } from '../../events/write-event.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { revokeMethod } from '../access-methods/issue.ts';
import { provisionGrant } from './provision.ts';
import { credentialsOfMethod, methodsOfGrant } from './reach.ts';

/** Plans the end of an access grant, if it has one. */
export const scheduleEnd = (
  world: World,
  { access_grant_id, ends_at }: Pick<AccessGrantRow, 'access_grant_id' | 'ends_at'>,
): void => {
  if (ends_at !== null)
    world.scheduleAt(ends_at, { name: 'end_access_grant', args: { access_grant_id, ends_at } });
};

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

interface End {
  readonly access_grant_id: string;
  readonly ends_at: string;
}

/** Ends an access grant when its time is over, unless that was changed meanwhile: nothing it issued opens anything. */
export const endGrant = (world: World, { access_grant_id, ends_at }: End): void => {
  if (world.state.accessGrants.get(access_grant_id)?.ends_at !== ends_at) return;
  for (const method of methodsOfGrant(world, access_grant_id)) revokeMethod(world, method);
  provisionGrant(world, access_grant_id);
};
