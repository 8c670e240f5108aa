import type { AcsCredential, AcsCredentialsCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AcsCredentialRow, AcsSystemRow, AcsUserRow } from '../../../fake/acs-rows.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { isUsableForEntrance } from '../../access-methods/rules.ts';
import { checkPeriod } from '../../shared/checks.ts';
import { requestAcsChange } from '../systems/sync.ts';
import { ensureAcsUser } from '../users/resolve.ts';
import { checkBrandRules, findCardToUpdate } from './brand-rules.ts';
import { addAcsCredential, presentAcsCredential, requireReissue } from './record.ts';

const resolveOwner = (params: AcsCredentialsCreateParams, context: WorldContext): AcsUserRow => {
  const { world, workspace_id } = context;
  if (params.acs_user_id !== undefined) return world.state.acsUsers.require(params.acs_user_id, workspace_id);
  return ensureAcsUser(params, params.acs_system_id, context);
};

/** The access system of the new credential: that of the ACS user, or the named one. */
const requireSystem = (
  { acs_user_id, acs_system_id }: AcsCredentialsCreateParams,
  { world: { state }, workspace_id }: WorldContext,
): AcsSystemRow =>
  state.acsSystems.require(
    acs_user_id === undefined
      ? (acs_system_id ?? '')
      : state.acsUsers.require(acs_user_id, workspace_id).acs_system_id,
    workspace_id,
  );

/** Checks all references before anything is created, so that an error leaves nothing behind. */
const checkReferences = (
  params: AcsCredentialsCreateParams,
  { acs_system_id }: AcsSystemRow,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  const { allowed_acs_entrance_ids = [], credential_manager_acs_system_id, visionline_metadata } = params;
  for (const id of allowed_acs_entrance_ids) {
    const entrance = state.acsEntrances.require(id, workspace_id);
    if (entrance.acs_system_id !== acs_system_id)
      throw apiError('invalid_input', { message: `The entrance ${id} is part of another access system.` });
    if (!isUsableForEntrance(params.access_method, entrance))
      throw apiError('not_supported', {
        message: `The entrance ${id} cannot be unlocked with a ${params.access_method}.`,
      });
  }
  for (const id of visionline_metadata?.joiner_acs_credential_ids ?? [])
    state.acsCredentials.require(id, workspace_id);
  if (credential_manager_acs_system_id === undefined) return;
  if (!state.acsSystems.require(credential_manager_acs_system_id, workspace_id).is_credential_manager)
    throw apiError('invalid_input', {
      message: 'The credential_manager_acs_system_id is not a credential manager.',
    });
};

const waitingWarnings = ({ clock }: World): AcsCredentialRow['warnings'] => [
  {
    warning_code: 'waiting_to_be_issued',
    message: 'The credential has not been issued yet.',
    created_at: clock.timestamp(),
  },
];

type Metadata = Pick<
  Partial<AcsCredentialRow>,
  'visionline_metadata' | 'assa_abloy_vostio_metadata' | 'overrides_others'
>;

const metadataOf = (params: AcsCredentialsCreateParams): Metadata => {
  const { visionline_metadata: visionline, assa_abloy_vostio_metadata: vostio } = params;
  const { override, card_format: _, ...shown } = visionline ?? {};
  return {
    ...(visionline && { visionline_metadata: shown }),
    ...(vostio && {
      assa_abloy_vostio_metadata: {
        ...(vostio.auto_join === undefined ? {} : { auto_join: vostio.auto_join }),
        ...(vostio.override_guest_acs_entrance_ids && {
          override_guest_acs_entrance_ids: vostio.override_guest_acs_entrance_ids,
        }),
      },
    }),
    ...(override === true ? { overrides_others: true } : {}),
  };
};

/**
 * Creates a credential for the given entrances, and requests it from the access system. A card is issued when it is
 * encoded, other credentials when the access system has created them.
 */
export const createCredential = (
  params: AcsCredentialsCreateParams,
  context: WorldContext,
): AcsCredential => {
  const { world, workspace_id } = context;
  const { access_method, code, starts_at, ends_at, is_multi_phone_sync_credential } = params;
  checkPeriod(world, { starts_at, ends_at });
  const system = requireSystem(params, context);
  checkReferences(params, system, context);
  const existing = findCardToUpdate(params, system, context);
  if (existing) return presentAcsCredential(world)(requireReissue(world, existing));
  checkBrandRules(params, system, context);
  const { acs_user_id } = resolveOwner(params, context);
  const credential = addAcsCredential(world, workspace_id, {
    acs_user_id,
    access_method,
    is_issued: false,
    is_multi_phone_sync_credential: is_multi_phone_sync_credential ?? false,
    latest_desired_state_synced_with_provider_at: null,
    warnings: waitingWarnings(world),
    ...(access_method === 'code' ? { code: code ?? world.random.digits(6) } : {}),
    ...(access_method !== 'code' && code !== undefined ? { code } : {}),
    ...(starts_at === undefined ? {} : { starts_at }),
    ...(ends_at === undefined ? {} : { ends_at }),
    ...metadataOf(params),
  });
  const { acs_credential_id, acs_system_id } = credential;
  for (const id of params.allowed_acs_entrance_ids ?? [])
    world.state.credentialEntrances.add(acs_credential_id, id);
  requestAcsChange(world, {
    acs_credential_id,
    acs_system_id,
    workspace_id,
    change: { kind: 'create_credential' },
  });
  return presentAcsCredential(world)(world.state.acsCredentials.require(acs_credential_id, workspace_id));
};
