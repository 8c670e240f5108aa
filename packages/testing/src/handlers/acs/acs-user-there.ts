import type { AcsUserRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { findAcsUsers, type AcsUserReference } from './find-acs-users.ts';

/** The ACS user that is to lose something in an access system, if there is one. Nobody is linked or made for that. */
export const acsUserThere = (
  { acs_user_id, user_identity_id }: AcsUserReference,
  acs_system_id: string,
  context: WorldContext,
): AcsUserRow | undefined =>
  findAcsUsers({ acs_user_id, user_identity_id }, context).find(
    (user) => user.acs_system_id === acs_system_id,
  );
