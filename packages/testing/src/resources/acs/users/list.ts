import type { AcsUser, AcsUsersListParams } from '@org/seam-core';
import { page } from '../../../fake/page.ts';
import type { AcsUserRow } from '../../../fake/rows.ts';
import { isBefore, isWanted, matches } from '../../../fake/search.ts';
import type { State } from '../../../fake/state.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { presentAcsUser } from './record.ts';

const amongWhich = (
  { acsUsers }: State,
  { user_identity_id, acs_system_id }: AcsUsersListParams,
): AcsUserRow[] | undefined => {
  if (user_identity_id !== undefined) return acsUsers.by('user_identity_id', user_identity_id);
  return acs_system_id === undefined ? undefined : acsUsers.by('acs_system_id', acs_system_id);
};

/** One page of the ACS users that the filters let through. */
export const listUsers = (params: AcsUsersListParams, context: WorldContext): AcsUser[] => {
  const { world } = context;
  const { state } = world;
  const where = (row: AcsUserRow): boolean => {
    const identity =
      row.user_identity_id === undefined ? undefined : state.userIdentities.get(row.user_identity_id);
    return (
      isWanted(params.acs_system_id, row.acs_system_id) &&
      isWanted(params.user_identity_id, row.user_identity_id) &&
      isWanted(params.user_identity_email_address, identity?.email_address ?? undefined) &&
      isWanted(params.user_identity_phone_number, identity?.phone_number ?? undefined) &&
      isBefore(params.created_before, row.created_at) &&
      matches(params.search, [
        row.full_name,
        row.phone_number,
        row.email_address,
        row.acs_user_id,
        row.user_identity_id,
        identity?.full_name,
        identity?.phone_number,
      ])
    );
  };
  return page(state.acsUsers, context, {
    params,
    among: amongWhich(state, params),
    where,
    present: presentAcsUser(world),
  });
};
