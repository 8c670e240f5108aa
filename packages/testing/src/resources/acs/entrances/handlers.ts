import type { acs, AcsEntrancesListParams, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../../access/session.ts';
import { page } from '../../../fake/page.ts';
import type { AcsEntranceRow } from '../../../fake/acs-rows.ts';
import { inOrder, isAmong, isWanted, matches } from '../../../fake/search.ts';
import type { State } from '../../../fake/state.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { startAttempt } from '../../action-attempts/start.ts';
import { presentAcsCredential } from '../credentials/record.ts';
import { exemptFromRevocations } from '../systems/superseded.ts';
import { ensureAcsUser } from '../users/resolve.ts';
import { presentAcsEntrance } from './record.ts';

/** The rows that an index finds for the filters; `undefined` without an indexed filter. */
const findCandidates = (
  { acsEntrances: entrances, credentialEntrances, spaceEntrances }: State,
  params: AcsEntrancesListParams,
): AcsEntranceRow[] | undefined => {
  const { acs_credential_id, acs_entrance_ids, acs_system_id, space_id } = params;
  const named = (ids: readonly string[]) =>
    inOrder(
      entrances,
      ids.map((id) => entrances.get(id)),
    );
  if (acs_entrance_ids) return named(acs_entrance_ids);
  if (acs_credential_id !== undefined) return named(credentialEntrances.rightsOf(acs_credential_id));
  if (space_id !== undefined) return named(spaceEntrances.rightsOf(space_id));
  return acs_system_id === undefined ? undefined : entrances.by('acs_system_id', acs_system_id);
};

export const acsEntrances: Handlers<typeof acs.entrances, WorldContext> = {
  get: ({ acs_entrance_id }, { world, workspace_id }) =>
    presentAcsEntrance(world)(world.state.acsEntrances.require(acs_entrance_id, workspace_id)),

  grantAccess: ({ acs_entrance_id, ...reference }, context) => {
    const { state } = context.world;
    const { acs_system_id } = state.acsEntrances.require(acs_entrance_id, context.workspace_id);
    const { acs_user_id } = ensureAcsUser(reference, acs_system_id, context);
    state.entranceAccess.add(acs_user_id, acs_entrance_id);
    exemptFromRevocations(state, { acs_user_id, id: acs_entrance_id });
  },

  list: (params, context) => {
    const { state } = context.world;
    const { acs_credential_id, customer_key, space_id, location_id } = params;
    return page(state.acsEntrances, context, {
      params,
      defaultLimit: 900,
      among: findCandidates(state, params),
      present: presentAcsEntrance(context.world),
      where: (row) =>
        isAmong(params.acs_entrance_ids, row.acs_entrance_id) &&
        isWanted(params.acs_system_id, row.acs_system_id) &&
        isWanted(params.connected_account_id, row.connected_account_id) &&
        isWanted<string | undefined>(
          customer_key,
          state.connectedAccounts.get(row.connected_account_id)?.customer_key,
        ) &&
        (acs_credential_id === undefined ||
          state.credentialEntrances.has(acs_credential_id, row.acs_entrance_id)) &&
        [space_id, location_id].every(
          (space) => typeof space !== 'string' || state.spaceEntrances.has(space, row.acs_entrance_id),
        ) &&
        matches(params.search, [row.display_name, row.acs_entrance_id]),
    });
  },

  listCredentialsWithAccess: ({ acs_entrance_id, include_if = [] }, context) => {
    const { world, workspace_id } = context;
    const { state } = world;
    state.acsEntrances.require(acs_entrance_id, workspace_id);
    const onlyValid = include_if.includes('visionline_metadata.is_valid');
    return state.credentialEntrances
      .leftsOf(acs_entrance_id)
      .flatMap((acs_credential_id) => state.acsCredentials.get(acs_credential_id) ?? [])
      .filter(visibleToSession(context))
      .filter(({ visionline_metadata }) => !onlyValid || visionline_metadata?.is_valid === true)
      .map(presentAcsCredential(world));
  },

  unlock: ({ acs_entrance_id, acs_credential_id }, context) => {
    const { state } = context.world;
    const entrance = state.acsEntrances.require(acs_entrance_id, context.workspace_id);
    const credential = state.acsCredentials.require(acs_credential_id, context.workspace_id);
    if (credential.access_method !== 'cloud_key')
      throw apiError('invalid_input', { message: 'Only a cloud key can unlock an entrance remotely.' });
    if (entrance.can_unlock_with_cloud_key === false)
      throw apiError('not_supported', { message: 'The entrance cannot be unlocked remotely.' });
    const { acs_user_id } = credential;
    return startAttempt(context, 'UNLOCK_DOOR', { acs_entrance_id, acs_credential_id, acs_user_id });
  },
};
