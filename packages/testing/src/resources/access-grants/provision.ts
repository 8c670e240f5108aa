import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { AcsCredentialRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { settleMethod } from '../access-methods/issue.ts';
import { revokeWhenEmpty } from '../access-methods/revoke.ts';
import { credentialsOfMethod, isUsableForEntrance } from '../access-methods/rules.ts';
import { addAcsCredential } from '../acs/credentials/record.ts';
import { requestAcsChange, requestCredentialDeletion } from '../acs/systems/sync.ts';
import { ensureAcsUserInSystem } from '../acs/users/resolve.ts';
import { entranceIdsOfGrant, hasGrantEnded, methodsOfGrant } from './rules.ts';
import { warnOfDevices, warnOfMissingAccess } from './warnings.ts';
import { provisionCodes } from './provision-codes.ts';

interface CredentialPlace {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly acs_system_id: string;
}

/** Adds the credential of an access method in an access system, for the ACS user of the grant's user identity. */
const addCredentialOfMethod = (
  world: World,
  { grant, method, acs_system_id }: CredentialPlace,
): AcsCredentialRow => {
  const { state, clock } = world;
  const { workspace_id, user_identity_id } = grant;
  const identity = state.userIdentities.require(user_identity_id, workspace_id);
  const { acs_user_id } = ensureAcsUserInSystem(world, identity, acs_system_id);
  const credential = addAcsCredential(world, workspace_id, {
    acs_user_id,
    access_method: method.mode,
    display_name: method.display_name,
    is_issued: false,
    starts_at: grant.starts_at,
    ...(grant.ends_at === null ? {} : { ends_at: grant.ends_at }),
    ...(method.mode === 'code' ? { code: method.code ?? null } : {}),
    warnings: [
      {
        warning_code: 'waiting_to_be_issued',
        message: 'The credential has not been issued yet.',
        created_at: clock.timestamp(),
      },
    ],
  });
  state.methodCredentials.add(method.access_method_id, credential.acs_credential_id);
  return credential;
};

/**
 * The entrances of an access grant that the access method is to open, by access system. An access system whose
 * entrances were all revoked has none of them.
 */
const entrancesBySystem = (
  world: World,
  grant: AccessGrantRow,
  { mode, access_method_id }: AccessMethodRow,
): Map<string, string[]> => {
  const { acsEntrances, methodExceptions } = world.state;
  const systems = new Map<string, string[]>();
  for (const id of hasGrantEnded(world, grant) ? [] : entranceIdsOfGrant(world, grant)) {
    const entrance = acsEntrances.get(id);
    if (!entrance || !isUsableForEntrance(mode, entrance)) continue;
    const others = systems.get(entrance.acs_system_id) ?? [];
    const isRevoked = methodExceptions.has(access_method_id, id);
    systems.set(entrance.acs_system_id, isRevoked ? others : [...others, id]);
  }
  return systems;
};

/** Requests from the access system that a credential gets other times or entrances. A new one is created with them. */
const changeCredential = (world: World, credential: AcsCredentialRow, to: CredentialTarget): void => {
  const { acsChanges, acsCredentials, credentialEntrances } = world.state;
  const { acs_credential_id, acs_system_id, workspace_id, starts_at = null, ends_at = null } = credential;
  const pending = acsChanges.by('acs_credential_id', acs_credential_id);
  for (const { acs_change_id, change, follows_grant } of pending)
    if (change.kind === 'update_credential' || follows_grant === true) acsChanges.delete(acs_change_id);
  const from = {
    starts_at,
    ends_at,
    acs_entrance_ids: credentialEntrances.rightsOf(acs_credential_id),
  };
  if (pending.some(({ change }) => change.kind === 'create_credential')) {
    acsCredentials.patch(acs_credential_id, {
      starts_at: to.starts_at ?? undefined,
      ends_at: to.ends_at ?? undefined,
    });
    credentialEntrances.deleteLeft(acs_credential_id);
    for (const id of to.acs_entrance_ids) credentialEntrances.add(acs_credential_id, id);
  } else if (JSON.stringify(from) !== JSON.stringify(to))
    requestAcsChange(world, {
      acs_credential_id,
      acs_system_id,
      workspace_id,
      change: { kind: 'update_credential', from, to },
    });
};

interface CredentialTarget {
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly acs_entrance_ids: readonly string[];
}

/**
 * Brings the credentials of an access method in line with the entrances and the period of its access grant: one
 * credential per access system.
 */
const provisionCredentials = (world: World, grant: AccessGrantRow, method: AccessMethodRow): void => {
  const { credentialEntrances } = world.state;
  const { starts_at, ends_at } = grant;
  const entranceIdsBySystem = entrancesBySystem(world, grant, method);
  for (const credential of credentialsOfMethod(world, method.access_method_id))
    if (!entranceIdsBySystem.has(credential.acs_system_id))
      requestCredentialDeletion(world, credential, { follows_grant: true });

  const existing = credentialsOfMethod(world, method.access_method_id);
  for (const [acs_system_id, acs_entrance_ids] of entranceIdsBySystem) {
    const known = existing.find((credential) => credential.acs_system_id === acs_system_id);
    if (known) changeCredential(world, known, { starts_at, ends_at, acs_entrance_ids });
    else if (acs_entrance_ids.length > 0) {
      const { acs_credential_id, workspace_id } = addCredentialOfMethod(world, {
        grant,
        method,
        acs_system_id,
      });
      for (const id of acs_entrance_ids) credentialEntrances.add(acs_credential_id, id);
      requestAcsChange(world, {
        acs_credential_id,
        acs_system_id,
        workspace_id,
        change: { kind: 'create_credential' },
      });
    }
  }
};

/** Warns about access methods that are not issued in time. */
const scheduleIssueChecks = (world: World, grant: AccessGrantRow, access_method_id: string): void => {
  const { accessMethods } = world.state;
  const method = accessMethods.get(access_method_id);
  if (!method || method.is_issued || method.mode === 'card' || hasGrantEnded(world, grant)) return;
  const delay = world.assumptions.issue_delay_ms;
  const now = world.clock.now().getTime();
  const start = Date.parse(grant.starts_at);
  const moments = { delay: Math.max(start - delay, now + delay), failure: Math.max(start, now + 2 * delay) };
  for (const result of ['delay', 'failure'] as const)
    world.schedule(moments[result] - now, {
      name: 'check_access_method_issued',
      args: { access_method_id, result },
    });
};

/**
 * Adds, changes and removes the access codes and credentials of access methods so that they match their access grant.
 */
export const provisionMethods = (
  world: World,
  grant: AccessGrantRow,
  methods: readonly AccessMethodRow[],
): void => {
  // Unmanaged access methods were not created through Seam, so the fake does not change them.
  const managed = methods.filter((method) => method.is_managed && !isBeingDeleted(method));
  for (const { access_method_id, errors } of managed)
    if (errors.length > 0) world.state.accessMethods.patch(access_method_id, { errors: [] });
  if (managed.some(({ mode }) => mode === 'code')) warnOfDevices(world, grant);
  try {
    for (const { access_method_id } of managed) world.provisioning.add(access_method_id);
    for (const method of managed) provisionCredentials(world, grant, method);
    for (const method of managed) if (method.mode === 'code') provisionCodes(world, grant, method);
  } finally {
    // After a failure of the fake, later changes must settle the access methods all the same.
    for (const { access_method_id } of managed) world.provisioning.delete(access_method_id);
  }
  for (const { access_method_id } of managed) {
    revokeWhenEmpty(world, access_method_id);
    settleMethod(world, access_method_id);
    scheduleIssueChecks(world, grant, access_method_id);
  }
  warnOfMissingAccess(world, grant.access_grant_id);
};

/** Brings the access methods of a grant in line with its current devices, entrances and period. */
export const provisionGrant = (world: World, access_grant_id: string): void => {
  const grant = world.state.accessGrants.get(access_grant_id);
  if (grant && !isBeingDeleted(grant)) provisionMethods(world, grant, methodsOfGrant(world, access_grant_id));
};
