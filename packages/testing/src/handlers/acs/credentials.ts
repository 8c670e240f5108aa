import type { acs, Handlers } from '@org/seam-core';
import { entranceIdsOfCredential } from '../../access.ts';
import { changeAcs } from '../../acs-changes/change-acs.ts';
import { presentAcsCredential } from '../../present/acs-credential.ts';
import { presentAcsEntrance } from '../../present/acs-entrance.ts';
import type { WorldContext } from '../../world.ts';
import { assignCredential, unassignCredential } from './credentials/change-assignment.ts';
import { createCredential } from './credentials/create-credential.ts';
import { listCredentials } from './credentials/list-credentials.ts';
import { updateCredential } from './credentials/update-credential.ts';

export const acsCredentials: Handlers<typeof acs.credentials, WorldContext> = {
  assign: assignCredential,

  create: createCredential,

  delete: ({ acs_credential_id }, { world, workspace_id }) => {
    const { state } = world;
    const { acs_system_id } = state.acsCredentials.require(acs_credential_id, workspace_id);
    const isLeaving = state.acsChanges
      .by('acs_credential_id', acs_credential_id)
      .some(({ change }) => change.kind === 'delete_credential');
    if (isLeaving) return;
    changeAcs(world, {
      acs_credential_id,
      acs_system_id,
      workspace_id,
      change: { kind: 'delete_credential' },
    });
  },

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
