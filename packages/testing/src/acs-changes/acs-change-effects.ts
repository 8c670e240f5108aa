import { closeAllEntrances } from '../access.ts';
import { deleteAcsAccessGroup } from '../deletions/acs-access-group.ts';
import { deleteAcsCredential } from '../deletions/acs-credential.ts';
import { deleteAcsUser } from '../deletions/acs-user.ts';
import { writeEvent } from '../events/write-event.ts';
import type { World } from '../world.ts';
import type { AcsChange, AcsChangeKind, AcsChangeRow } from './acs-change-row.ts';

type ChangeOf<TKind extends AcsChangeKind> = Extract<AcsChange, { kind: TKind }>;

/** What a change does once the access system has made it. What it is about may be gone by then. */
export type AcsChangeEffect<TKind extends AcsChangeKind> = (
  world: World,
  row: AcsChangeRow & { readonly change: ChangeOf<TKind> },
) => void;

/** The effects of all kinds. One that is missing does not compile. */
export const acsChangeEffects: { readonly [K in AcsChangeKind]: AcsChangeEffect<K> } = {
  create_user: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (!user) return;
    const { workspace_id, acs_system_id, connected_account_id } = user;
    writeEvent(world, 'acs_user.created', { workspace_id, acs_user_id, acs_system_id, connected_account_id });
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
    if (user) deleteAcsUser(world, user);
  },

  revoke_entrances: (world, { acs_user_id = '' }) => {
    const user = world.state.acsUsers.get(acs_user_id);
    if (user) closeAllEntrances(world, user);
  },

  add_member: ({ state }, { acs_user_id = '', acs_access_group_id = '' }) =>
    state.groupMembers.add(acs_user_id, acs_access_group_id),

  remove_member: ({ state }, { acs_user_id = '', acs_access_group_id = '' }) => {
    state.groupMembers.delete(acs_user_id, acs_access_group_id);
  },

  assign_credential: ({ state }, { acs_user_id, acs_credential_id = '' }) => {
    state.acsCredentials.patch(acs_credential_id, { acs_user_id, user_identity_id: undefined });
  },

  unassign_credential: ({ state }, { acs_user_id, acs_credential_id = '' }) => {
    if (state.acsCredentials.get(acs_credential_id)?.acs_user_id === acs_user_id)
      state.acsCredentials.patch(acs_credential_id, { acs_user_id: undefined });
  },

  delete_credential: (world, { acs_credential_id = '' }) => {
    const credential = world.state.acsCredentials.get(acs_credential_id);
    if (credential) deleteAcsCredential(world, credential);
  },

  delete_group: (world, { acs_access_group_id = '' }) => {
    const group = world.state.acsAccessGroups.get(acs_access_group_id);
    if (group) deleteAcsAccessGroup(world, group);
  },
};
