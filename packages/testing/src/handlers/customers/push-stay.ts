import { writeEvent } from '../../events/write-event.ts';
import { addAccessGrant } from '../../fixtures/access-grants.ts';
import { changeGrantTimes } from '../../grants/change-grant-times.ts';
import { provisionGrant } from '../../grants/provision-grant.ts';
import { requestMethods } from '../../grants/request-methods.ts';
import type { AccessGrantRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { grantOfKey } from '../access-grants/find-access-grant.ts';
import { findSpace } from '../spaces/find-space.ts';
import { findUserIdentity } from '../user-identities/find-user-identity.ts';
import type { PushedStay } from './pushed-stays.ts';

interface Stay extends PushedStay {
  readonly customer_key: string;
}

const changeGrant = (
  grant: AccessGrantRow,
  stay: Stay & { readonly space_ids: readonly string[] },
  { world }: WorldContext,
): void => {
  const { access_grant_id } = grant;
  const { name = grant.name, starts_at = grant.starts_at, ends_at = grant.ends_at } = stay;
  world.state.accessGrants.patch(access_grant_id, { name, customer_key: stay.customer_key });
  world.state.grantSpaces.deleteLeft(access_grant_id);
  for (const id of stay.space_ids) world.state.grantSpaces.add(access_grant_id, id);
  provisionGrant(world, access_grant_id);
  changeGrantTimes(world, grant, { starts_at, ends_at });
};

/** Makes an access grant with a code of a pushed stay, or changes the one that has its key. */
export const pushStay = (stay: Stay, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { key, person_key, name, preferred_code, customer_key } = stay;
  const space_ids = stay.place_keys.map((space_key) => findSpace({ space_key }, context).space_id);
  const known = grantOfKey(key, context);
  if (known) {
    changeGrant(known, { ...stay, space_ids }, context);
    return;
  }
  // A stay of nobody gives access to nobody.
  if (person_key === undefined) return;
  const { user_identity_id } = findUserIdentity({ user_identity_key: person_key }, context);
  const grant = addAccessGrant(world, workspace_id, {
    access_grant_key: key,
    user_identity_id,
    customer_key,
    space_ids,
    name: name ?? null,
    starts_at: stay.starts_at ?? world.clock.timestamp(),
    ends_at: stay.ends_at ?? null,
    ...(stay.isReservation ? { reservation_key: key } : {}),
  });
  writeEvent(world, 'access_grant.created', { workspace_id, access_grant_id: grant.access_grant_id });
  const code = preferred_code === undefined ? {} : { code: preferred_code };
  requestMethods(world, grant, [{ mode: 'code', ...code }]);
};
