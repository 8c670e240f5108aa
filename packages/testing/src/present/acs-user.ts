import type { AcsUser } from '@org/seam-core';
import type { AcsUserRow } from '../rows.ts';
import type { World } from '../world.ts';

/** An ACS user as the API shows it: linked to a user identity, it repeats that one's name and addresses. */
export const presentAcsUser =
  ({ state }: World) =>
  (row: AcsUserRow): AcsUser => {
    const identity =
      row.user_identity_id === undefined ? undefined : state.userIdentities.get(row.user_identity_id);
    if (!identity) return row;
    return {
      ...row,
      user_identity_email_address: identity.email_address,
      user_identity_full_name: identity.full_name,
      user_identity_phone_number: identity.phone_number,
    };
  };
