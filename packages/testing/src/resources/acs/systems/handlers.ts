import type { acs, Handlers } from '@org/seam-core';
import { visibleToSession } from '../../../access/session.ts';
import { isWanted, matches } from '../../../fake/search.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { presentAcsSystem } from './record.ts';
import { reportDevices } from './report-devices.ts';

/** Which kind of credential manager goes with which kind of access system. */
const managers: Readonly<Record<string, string>> = {
  visionline_system: 'assa_abloy_credential_service',
  assa_abloy_vostio: 'assa_abloy_vostio_credential_service',
  dormakaba_ambiance_site: 'legic_connect_credential_service',
};

export const acsSystems: Handlers<typeof acs.systems, WorldContext> = {
  get: ({ acs_system_id }, { world, workspace_id }) =>
    presentAcsSystem(world)(world.state.acsSystems.require(acs_system_id, workspace_id)),

  list: ({ connected_account_id, customer_key, search }, context) => {
    const { world, workspace_id } = context;
    const { state } = world;
    const isVisible = visibleToSession(context);
    return state.acsSystems
      .by('workspace_id', workspace_id)
      .filter(
        (row) =>
          isVisible(row) &&
          isWanted(connected_account_id, row.connected_account_id) &&
          isWanted<string | undefined>(
            customer_key,
            state.connectedAccounts.get(row.connected_account_id)?.customer_key,
          ) &&
          matches(search, [row.name, row.acs_system_id]),
      )
      .map(presentAcsSystem(world));
  },

  listCompatibleCredentialManagerAcsSystems: ({ acs_system_id }, { world, workspace_id }) => {
    const { acsSystems: systems } = world.state;
    const system = systems.require(acs_system_id, workspace_id);
    return systems
      .by('workspace_id', workspace_id)
      .filter(
        (row) =>
          row.is_credential_manager &&
          (row.acs_system_id === system.default_credential_manager_acs_system_id ||
            row.external_type === managers[system.external_type ?? '']),
      )
      .map(presentAcsSystem(world));
  },

  reportDevices,
};
