import type {
  acs,
  AcsUser,
  AcsUsersCreateParams,
  AcsUsersListParams,
  AcsUsersUpdateParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { acsUsersOf, entrancesOf } from '../../../access/reach.ts';
import { page } from '../../../fake/page.ts';
import type { AcsUserRow } from '../../../fake/acs-rows.ts';
import { isBefore, isWanted, matches } from '../../../fake/search.ts';
import type { State } from '../../../fake/state.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { checkPeriod } from '../../shared/checks.ts';
import { joinGroup, leaveGroup } from '../access-groups/handlers.ts';
import { presentAcsEntrance } from '../entrances/record.ts';
import { requestAcsUserChange } from '../systems/sync.ts';
import { presentAcsUser } from './record.ts';
import { type AcsUserReference, findAcsUser, findAcsUsers, requestAcsUserCreation } from './resolve.ts';

/** Checks all references before anything is created, so that an error leaves nothing behind. */
const checkCreateParams = (
  { acs_system_id, acs_access_group_ids = [], user_identity_id }: AcsUsersCreateParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state, assumptions } = world;
  state.acsSystems.require(acs_system_id, workspace_id);
  for (const id of acs_access_group_ids)
    if (state.acsAccessGroups.require(id, workspace_id).acs_system_id !== acs_system_id)
      throw apiError('invalid_input', {
        message: `The access group ${id} is part of another access system.`,
      });
  if (user_identity_id === undefined) return;
  state.userIdentities.require(user_identity_id, workspace_id);
  const isTaken = acsUsersOf(world, user_identity_id).some((user) => user.acs_system_id === acs_system_id);
  if (isTaken && assumptions.acs_users_per_system === 'one')
    throw apiError('conflict', {
      message: 'The user identity already has an ACS user in this access system.',
    });
};

/** Creates an ACS user who is a member of the given access groups. */
const createUser = (params: AcsUsersCreateParams, context: WorldContext): AcsUser => {
  const { world, workspace_id } = context;
  const { acs_access_group_ids = [], access_schedule, email, ...fields } = params;
  const schedule = access_schedule && {
    starts_at: access_schedule.starts_at ?? world.clock.timestamp(),
    ends_at: access_schedule.ends_at ?? null,
  };
  if (schedule) checkPeriod(world, schedule);
  checkCreateParams(params, context);
  const email_address = fields.email_address ?? email;
  const user = requestAcsUserCreation(world, workspace_id, {
    ...fields,
    ...(email_address === undefined ? {} : { email_address }),
    ...(schedule && { access_schedule: schedule }),
  });
  for (const id of acs_access_group_ids) world.state.groupMembers.add(user.acs_user_id, id);
  return presentAcsUser(world)(user);
};

const findCandidates = (
  { acsUsers }: State,
  { user_identity_id, acs_system_id }: AcsUsersListParams,
): AcsUserRow[] | undefined => {
  if (user_identity_id !== undefined) return acsUsers.by('user_identity_id', user_identity_id);
  return acs_system_id === undefined ? undefined : acsUsers.by('acs_system_id', acs_system_id);
};

/** Lists the ACS users that match the filters, one page at a time. */
const listUsers = (params: AcsUsersListParams, context: WorldContext): AcsUser[] => {
  const { world } = context;
  const { state } = world;
  const where = (row: AcsUserRow): boolean => {
    const identity =
      row.user_identity_id === undefined ? undefined : state.userIdentities.get(row.user_identity_id);
    return (
      isWanted(params.acs_system_id, row.acs_system_id) &&
      isWanted(params.user_identity_id, row.user_identity_id) &&
      isWanted(params.user_identity_email_address, identity?.email_address) &&
      isWanted(params.user_identity_phone_number, identity?.phone_number) &&
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
    among: findCandidates(state, params),
    where,
    present: presentAcsUser(world),
  });
};

const information = ['full_name', 'phone_number', 'email_address'] as const;

const unrestricted = { starts_at: null, ends_at: null };

const withoutUndefined = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Changes the information and the access schedule of an ACS user. A schedule of `null` removes the restriction. */
const updateUser = (params: AcsUsersUpdateParams, context: WorldContext): void => {
  const { world } = context;
  const { acs_user_id, user_identity_id, acs_system_id, access_schedule, email, ...fields } = params;
  const { hid_acs_system_id, full_name, phone_number, email_address = email } = fields;
  const user = findAcsUser({ acs_user_id, user_identity_id, acs_system_id }, context);
  if (access_schedule) checkPeriod(world, access_schedule);

  if (hid_acs_system_id !== undefined) world.state.acsUsers.patch(user.acs_user_id, { hid_acs_system_id });
  const to = withoutUndefined({ full_name, phone_number, email_address });
  const from = Object.fromEntries(
    information.flatMap((name) => (name in to ? [[name, user[name] ?? null]] : [])),
  );
  if (Object.keys(to).length > 0)
    requestAcsUserChange(world, user, { change: { kind: 'update_information', from, to } });
  if (access_schedule !== undefined)
    requestAcsUserChange(world, user, {
      change: {
        kind: 'update_schedule',
        from: user.access_schedule ?? unrestricted,
        to: access_schedule ?? unrestricted,
      },
    });
};

const suspend =
  (is_suspended: boolean) =>
  (params: AcsUserReference, context: WorldContext): void => {
    const user = findAcsUser(params, context);
    const from = { is_suspended: user.is_suspended ?? false };
    requestAcsUserChange(context.world, user, {
      change: { kind: 'update_suspension', from, to: { is_suspended } },
    });
  };

export const acsUsers: Handlers<typeof acs.users, WorldContext> = {
  addToAccessGroup: joinGroup,

  create: createUser,

  delete: (params, context) => {
    const { world } = context;
    const user = findAcsUser(params, context);
    const isDeletionPending = world.state.acsChanges
      .by('acs_user_id', user.acs_user_id)
      .some(({ change }) => change.kind === 'delete_user');
    if (!isDeletionPending) requestAcsUserChange(world, user, { change: { kind: 'delete_user' } });
  },

  get: (params, context) => presentAcsUser(context.world)(findAcsUser(params, context)),

  list: listUsers,

  listAccessibleEntrances: (params, context) =>
    entrancesOf(context.world, findAcsUsers(params, context)).map(presentAcsEntrance(context.world)),

  removeFromAccessGroup: leaveGroup,

  revokeAccessToAllEntrances: (params, context) => {
    for (const user of findAcsUsers(params, context))
      requestAcsUserChange(context.world, user, { change: { kind: 'revoke_entrances' } });
  },

  suspend: suspend(true),

  unsuspend: suspend(false),

  update: updateUser,
};
