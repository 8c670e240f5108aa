import type { AcsCredential, AcsCredentialsListParams } from '@org/seam-core';
import { acsUsersOf } from '../../../access.ts';
import { isBefore, isWanted, matches } from '../../../matches.ts';
import { page } from '../../../page.ts';
import { presentAcsCredential } from '../../../present/acs-credential.ts';
import type { AcsCredentialRow } from '../../../rows.ts';
import type { World, WorldContext } from '../../../world.ts';
import { inOrder } from '../in-order.ts';

const amongWhich = (
  world: World,
  { acs_user_id, acs_system_id, user_identity_id }: AcsCredentialsListParams,
): AcsCredentialRow[] | undefined => {
  const { acsCredentials } = world.state;
  if (acs_user_id !== undefined) return acsCredentials.by('acs_user_id', acs_user_id);
  if (acs_system_id !== undefined) return acsCredentials.by('acs_system_id', acs_system_id);
  if (user_identity_id === undefined) return undefined;
  return inOrder(acsCredentials, [
    ...acsUsersOf(world, user_identity_id).flatMap((user) =>
      acsCredentials.by('acs_user_id', user.acs_user_id),
    ),
    ...acsCredentials.by('user_identity_id', user_identity_id).filter((row) => row.acs_user_id === undefined),
  ]);
};

/** One page of the credentials that the filters let through. */
export const listCredentials = (params: AcsCredentialsListParams, context: WorldContext): AcsCredential[] => {
  const { world } = context;
  return page(world.state.acsCredentials, context, {
    params,
    among: amongWhich(world, params),
    present: presentAcsCredential(world),
    where: (row) =>
      isWanted(params.acs_system_id, row.acs_system_id) &&
      isWanted(params.is_multi_phone_sync_credential, row.is_multi_phone_sync_credential ?? false) &&
      isBefore(params.created_before, row.created_at) &&
      matches(params.search, [
        row.display_name,
        row.code,
        row.card_number,
        row.acs_user_id,
        row.acs_credential_id,
      ]),
  });
};
