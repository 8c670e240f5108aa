import type { AcsUserWarning } from '@org/seam-core';
import type { AcsAccessGroupRow, AcsCredentialRow, AcsEntranceRow, AcsUserRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { settleMethodsOf, settleMethodsOfUser } from '../access-methods/issue.ts';
import { loseAllAccess } from '../access-methods/lose-access.ts';
import { deleteAcsCredential, requireReissue } from './credentials/record.ts';
import { systemTypeOf } from './systems/system-types.ts';

/** What can be changed of each kind of resource by somebody else, in the access system. */
export interface AcsChangesElsewhere {
  readonly user: Partial<
    Pick<AcsUserRow, 'full_name' | 'email_address' | 'phone_number' | 'access_schedule' | 'is_suspended'>
  > & {
    /** Whether the access system lets the user in; `false` for a user that is deactivated or not subscribed. */
    readonly is_active?: boolean | undefined;
  };
  readonly credential: Partial<Pick<AcsCredentialRow, 'code' | 'card_number' | 'starts_at' | 'ends_at'>>;
  readonly entrance: Partial<Omit<AcsEntranceRow, 'acs_entrance_id' | 'acs_system_id' | 'workspace_id'>>;
  readonly group: Partial<Pick<AcsAccessGroupRow, 'name' | 'access_schedule'>> & {
    /** The entrances its members can open. */
    readonly acs_entrance_ids?: readonly string[] | undefined;
    /** Its members. */
    readonly acs_user_ids?: readonly string[] | undefined;
  };
}

const inactive = 'acs_user_inactive';
const unsubscribed = 'salto_ks_user_not_subscribed';

/** The warnings of a user that the access system does not let in any more, or lets in again. */
const activityWarnings = (world: World, { warnings, acs_system_id }: AcsUserRow, is_active: boolean) => {
  const { external_type } = world.state.acsSystems.get(acs_system_id) ?? {};
  const codes =
    systemTypeOf(external_type).hasSubscriptions === true
      ? ([inactive, unsubscribed] as const)
      : ([inactive] as const);
  const message = 'The user was deactivated in the access system.';
  const created_at = world.clock.timestamp();
  const kept = warnings.filter(
    ({ warning_code }) => warning_code !== inactive && warning_code !== unsubscribed,
  );
  const added = is_active
    ? []
    : codes.map((warning_code): AcsUserWarning => ({ warning_code, message, created_at }));
  return [...kept, ...added];
};

/** Takes over what somebody else changed of a user. */
export const changeUser = (world: World, user: AcsUserRow, fields: AcsChangesElsewhere['user']): void => {
  const { is_active, ...changes } = fields;
  world.state.acsUsers.patch(user.acs_user_id, {
    ...changes,
    ...(changes.full_name === undefined ? {} : { display_name: changes.full_name }),
    ...(is_active === undefined ? {} : { warnings: activityWarnings(world, user, is_active) }),
    last_successful_sync_at: world.clock.timestamp(),
  });
  settleMethodsOfUser(world, user.acs_user_id);
};

/** Finds that a user is gone: Seam keeps it with an error, without its credentials. */
export const loseUser = (world: World, user: AcsUserRow): void => {
  const { state, clock } = world;
  const { acs_user_id, errors } = user;
  const credentials = state.acsCredentials.by('acs_user_id', acs_user_id);
  state.acsUsers.patch(acs_user_id, {
    errors: [
      ...errors,
      {
        error_code: 'deleted_externally',
        message: 'The user was deleted in the access system.',
        created_at: clock.timestamp(),
      },
    ],
  });
  loseAllAccess(world, credentials, () => {
    for (const credential of credentials) deleteAcsCredential(world, credential);
  });
  state.entranceAccess.deleteLeft(acs_user_id);
  state.groupMembers.deleteLeft(acs_user_id);
};

/** Takes over what somebody else changed of a credential. */
export const changeCredential = (
  world: World,
  credential: AcsCredentialRow,
  fields: AcsChangesElsewhere['credential'],
): void => {
  const { acs_credential_id, warnings } = credential;
  const isRescheduled = fields.starts_at !== undefined || fields.ends_at !== undefined;
  const warning_code = 'schedule_externally_modified';
  world.state.acsCredentials.patch(acs_credential_id, {
    ...fields,
    ...(isRescheduled
      ? {
          warnings: [
            ...warnings.filter((warning) => warning.warning_code !== warning_code),
            {
              warning_code,
              message: 'The schedule was changed in the access system.',
              created_at: world.clock.timestamp(),
            },
          ],
        }
      : {}),
  });
  settleMethodsOf(world, acs_credential_id);
};

/** Finds that a credential is gone. */
export const loseCredential = (world: World, credential: AcsCredentialRow): void =>
  loseAllAccess(world, [credential], () => deleteAcsCredential(world, credential));

/** Takes over what somebody else changed of an access group. */
export const changeGroup = (
  world: World,
  group: AcsAccessGroupRow,
  fields: AcsChangesElsewhere['group'],
): void => {
  const { acsAccessGroups, acsCredentials, acsSystems, groupEntrances, groupMembers } = world.state;
  const { acs_access_group_id } = group;
  const { acs_entrance_ids, acs_user_ids, ...changes } = fields;
  const members = new Set([...groupMembers.leftsOf(acs_access_group_id), ...(acs_user_ids ?? [])]);
  acsAccessGroups.patch(acs_access_group_id, {
    ...changes,
    ...(changes.name === undefined ? {} : { display_name: changes.name }),
  });
  if (acs_entrance_ids) {
    groupEntrances.deleteLeft(acs_access_group_id);
    for (const id of acs_entrance_ids) groupEntrances.add(acs_access_group_id, id);
  }
  if (acs_user_ids) {
    groupMembers.deleteRight(acs_access_group_id);
    for (const id of acs_user_ids) groupMembers.add(id, acs_access_group_id);
  }
  const { external_type } = acsSystems.get(group.acs_system_id) ?? {};
  if (systemTypeOf(external_type).hasOneCredentialPerMethod !== true) return;
  for (const id of members)
    for (const credential of acsCredentials.by('acs_user_id', id)) requireReissue(world, credential);
};
