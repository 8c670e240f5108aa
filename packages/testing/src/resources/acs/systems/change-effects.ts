import type { AcsCredentialRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { settleMethod, settleMethodsOfUser } from '../../access-methods/issue.ts';
import { loseAllAccess, loseEndedAccess } from '../../access-methods/lose-access.ts';
import { updateCredential } from '../../access-methods/update-credential.ts';
import { writeEvent } from '../../events/write-event.ts';
import { deleteAcsAccessGroup } from '../access-groups/record.ts';
import { placeCredential } from '../credentials/issue.ts';
import { deleteAcsCredential, requireReissue } from '../credentials/record.ts';
import { continueIdentityDeletion, deleteAcsUser } from '../users/record.ts';
import type { AcsChange, AcsChangeKind, AcsChangeRow } from './changes.ts';
import { systemTypeOf } from './system-types.ts';

/**
 * Removes the access of an ACS user that `assumptions.revoke_all_entrances` lists. The user and its credentials stay.
 *
 * @param credentials those that lose their entrances, if credentials are listed
 */
const revokeEntrances = (
  { state, assumptions }: World,
  { acs_user_id = '', later_ids = [] }: AcsChangeRow,
  credentials: readonly AcsCredentialRow[],
): void => {
  const closed = new Set(assumptions.revoke_all_entrances);
  if (closed.has('entrances'))
    for (const entrance of state.entranceAccess.rightsOf(acs_user_id))
      if (!later_ids.includes(entrance)) state.entranceAccess.delete(acs_user_id, entrance);
  if (closed.has('access_groups'))
    for (const group of state.groupMembers.rightsOf(acs_user_id))
      if (!later_ids.includes(group)) state.groupMembers.delete(acs_user_id, group);
  for (const { acs_credential_id } of credentials) state.credentialEntrances.deleteLeft(acs_credential_id);
};

/** Marks the cards of a user whose permissions have changed, where the access system writes them on the card. */
const outdateCards = (world: World, acs_user_id: string): void => {
  const { acsCredentials, acsSystems } = world.state;
  for (const credential of acsCredentials.by('acs_user_id', acs_user_id))
    if (
      systemTypeOf(acsSystems.get(credential.acs_system_id)?.external_type).hasOneCredentialPerMethod === true
    )
      requireReissue(world, credential);
};

type ChangeOf<TKind extends AcsChangeKind> = Extract<AcsChange, { kind: TKind }>;

/** Whether a pending change was requested after the one that is applied. */
type IsLater = (other: AcsChangeRow) => boolean;

/** Applies a change once the access system has made it. The changed resource may be deleted by then. */
type AcsChangeEffect<TKind extends AcsChangeKind> = (
  world: World,
  row: AcsChangeRow & { readonly change: ChangeOf<TKind> },
  isLater: IsLater,
) => void;

/** The effect of each kind of change. */
const acsChangeEffects: { readonly [K in AcsChangeKind]: AcsChangeEffect<K> } = {
  create_user: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (!user) return;
    const { workspace_id, acs_system_id, connected_account_id } = user;
    writeEvent(world, 'acs_user.created', { workspace_id, acs_user_id, acs_system_id, connected_account_id });
    settleMethodsOfUser(world, acs_user_id);
  },

  update_information: ({ state }, { acs_user_id = '', change: { to } }) => {
    const { full_name, email_address, phone_number } = to;
    state.acsUsers.patch(acs_user_id, {
      ...(full_name ? { full_name, display_name: full_name } : {}),
      ...(email_address ? { email_address } : {}),
      ...(phone_number ? { phone_number } : {}),
    });
  },

  update_schedule: ({ state }, { acs_user_id = '', change: { to } }) => {
    const { starts_at, ends_at } = to;
    state.acsUsers.patch(acs_user_id, {
      access_schedule: starts_at === null ? undefined : { starts_at, ends_at },
    });
  },

  update_suspension: ({ state }, { acs_user_id = '', change: { to } }) => {
    state.acsUsers.patch(acs_user_id, { is_suspended: to.is_suspended });
  },

  delete_user: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (!user) return;
    const credentials = world.state.acsCredentials.by('acs_user_id', acs_user_id);
    loseEndedAccess(world, user);
    loseAllAccess(world, credentials, () => deleteAcsUser(world, user));
    continueIdentityDeletion(world, user);
  },

  revoke_entrances: (world, row, isLater) => {
    const { acs_user_id = '', later_ids = [] } = row;
    const { acsUsers, acsCredentials, acsChanges } = world.state;
    const user = acsUsers.get(acs_user_id);
    if (!user) return;
    const isRevoked = world.assumptions.revoke_all_entrances.includes('credentials');
    // The access system does not have a credential yet that was requested later.
    const isNew = ({ acs_credential_id }: AcsCredentialRow): boolean =>
      later_ids.includes(acs_credential_id) ||
      acsChanges
        .by('acs_credential_id', acs_credential_id)
        .some((other) => other.change.kind === 'create_credential' && isLater(other));
    const credentials = isRevoked
      ? acsCredentials.by('acs_user_id', acs_user_id).filter((credential) => !isNew(credential))
      : [];
    if (isRevoked) loseEndedAccess(world, user);
    loseAllAccess(world, credentials, () => revokeEntrances(world, row, credentials));
  },

  add_member: (world, { acs_user_id = '', acs_access_group_id = '' }) => {
    world.state.groupMembers.add(acs_user_id, acs_access_group_id);
    outdateCards(world, acs_user_id);
  },

  remove_member: (world, { acs_user_id = '', acs_access_group_id = '' }) => {
    world.state.groupMembers.delete(acs_user_id, acs_access_group_id);
    outdateCards(world, acs_user_id);
  },

  assign_credential: ({ state }, { acs_user_id, acs_credential_id = '' }) => {
    state.acsCredentials.patch(acs_credential_id, { acs_user_id, user_identity_id: undefined });
  },

  unassign_credential: ({ state }, { acs_user_id, acs_credential_id = '' }) => {
    if (state.acsCredentials.get(acs_credential_id)?.acs_user_id === acs_user_id)
      state.acsCredentials.patch(acs_credential_id, { acs_user_id: undefined });
  },

  create_credential: (world, { acs_credential_id = '' }) => {
    const credential = world.state.acsCredentials.get(acs_credential_id);
    if (credential) placeCredential(world, credential);
  },

  change_credential: (world, { acs_credential_id = '', change: { to } }) => {
    const changed = world.state.acsCredentials.patch(acs_credential_id, to);
    if (changed) requireReissue(world, changed);
    for (const copy of world.state.acsCredentials.by('parent_acs_credential_id', acs_credential_id))
      world.state.acsCredentials.patch(copy.acs_credential_id, to);
  },

  update_credential: (world, { acs_credential_id = '', change: { to } }) => {
    if (world.state.acsCredentials.get(acs_credential_id)) updateCredential(world, acs_credential_id, to);
  },

  delete_credential: (world, { acs_credential_id = '' }) => {
    const credential = world.state.acsCredentials.get(acs_credential_id);
    if (!credential) return;
    const methods = world.state.methodCredentials.leftsOf(acs_credential_id);
    loseAllAccess(world, [credential], () => deleteAcsCredential(world, credential));
    for (const method of methods) settleMethod(world, method);
  },

  delete_group: (world, { acs_access_group_id = '' }) => {
    const group = world.state.acsAccessGroups.get(acs_access_group_id);
    if (group) deleteAcsAccessGroup(world, group);
  },
};

/** Applies a change that the access system has made. */
export const applyAcsChange = (world: World, row: AcsChangeRow, isLater: IsLater): void => {
  const { kind } = row.change;
  (acsChangeEffects[kind] as AcsChangeEffect<typeof kind>)(world, row, isLater);
};
