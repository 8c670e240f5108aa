import type {
  acs,
  AcsCredential,
  AcsCredentialsAssignParams,
  AcsCredentialsListParams,
  AcsCredentialsUnassignParams,
  AcsCredentialsUpdateParams,
  Handlers,
} from '@org/seam-core';
import { acsUsersOf, entranceIdsOfCredential } from '../../../access/reach.ts';
import { page } from '../../../fake/page.ts';
import type { AcsCredentialRow } from '../../../fake/acs-rows.ts';
import { inOrder, isBefore, isWanted, matches } from '../../../fake/search.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { checkPeriod, checkRepeatedRemoval } from '../../shared/checks.ts';
import { presentAcsEntrance } from '../entrances/record.ts';
import { requestAcsChange, requestAcsUserChange, requestCredentialDeletion } from '../systems/sync.ts';
import { ensureAcsUser, findAcsUserInSystem } from '../users/resolve.ts';
import { checkCode } from './brand-rules.ts';
import { createCredential } from './create.ts';
import { presentAcsCredential } from './record.ts';

/** Assigns a credential to an ACS user of its access system. A user identity without an ACS user there gets one. */
const assignCredential = (params: AcsCredentialsAssignParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { acs_credential_id } = params;
  const { acs_system_id } = world.state.acsCredentials.require(acs_credential_id, workspace_id);
  const user = ensureAcsUser(params, acs_system_id, context);
  requestAcsUserChange(world, user, { acs_credential_id, change: { kind: 'assign_credential' } });
};

/** Unassigns a credential from its ACS user. */
const unassignCredential = (params: AcsCredentialsUnassignParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { acs_credential_id } = params;
  const credential = world.state.acsCredentials.require(acs_credential_id, workspace_id);
  const user = findAcsUserInSystem(params, credential.acs_system_id, context);
  const isBeingAdded = world.state.acsChanges
    .by('acs_user_id', user?.acs_user_id)
    .some((row) => row.acs_credential_id === acs_credential_id && row.change.kind === 'assign_credential');
  if (user && (credential.acs_user_id === user.acs_user_id || isBeingAdded))
    requestAcsUserChange(world, user, { acs_credential_id, change: { kind: 'unassign_credential' } });
  else checkRepeatedRemoval(world, 'acs_credential_not_found', 'The ACS user does not have this credential.');
};

const findCandidates = (
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

/** Lists the credentials that match the filters, one page at a time. */
const listCredentials = (params: AcsCredentialsListParams, context: WorldContext): AcsCredential[] => {
  const { world } = context;
  return page(world.state.acsCredentials, context, {
    params,
    among: findCandidates(world, params),
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

/** Changes the code or the end of a credential. */
const updateCredential = (
  { acs_credential_id, code, ends_at }: AcsCredentialsUpdateParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state } = world;
  const { acs_system_id, starts_at } = state.acsCredentials.require(acs_credential_id, workspace_id);
  if (ends_at !== undefined) checkPeriod(world, { starts_at, ends_at });
  checkCode(code, state.acsSystems.require(acs_system_id, workspace_id));
  const to = { ...(code === undefined ? {} : { code }), ...(ends_at === undefined ? {} : { ends_at }) };
  requestAcsChange(world, {
    acs_credential_id,
    acs_system_id,
    workspace_id,
    change: { kind: 'change_credential', to },
  });
};

export const acsCredentials: Handlers<typeof acs.credentials, WorldContext> = {
  assign: assignCredential,

  create: createCredential,

  delete: ({ acs_credential_id }, { world, workspace_id }) =>
    requestCredentialDeletion(world, world.state.acsCredentials.require(acs_credential_id, workspace_id)),

  get: ({ acs_credential_id }, { world, workspace_id }) =>
    presentAcsCredential(world)(world.state.acsCredentials.require(acs_credential_id, workspace_id)),

  list: listCredentials,

  listAccessibleEntrances: ({ acs_credential_id }, { world, workspace_id }) => {
    const { state } = world;
    return entranceIdsOfCredential(world, state.acsCredentials.require(acs_credential_id, workspace_id))
      .flatMap((id) => state.acsEntrances.get(id) ?? [])
      .map(presentAcsEntrance(world));
  },

  unassign: unassignCredential,

  update: updateCredential,
};
