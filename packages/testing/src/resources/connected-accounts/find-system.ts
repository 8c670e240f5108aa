import type { ConnectedAccountRow } from '../../fake/rows.ts';
import type { AcsSystemRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { findAcsSystem } from '../acs/systems/connection.ts';
import { capabilityOfProvider, providerDisplayName } from './capabilities.ts';

/** The type of access system of a provider. */
const externalTypes: Readonly<Record<string, AcsSystemRow['external_type']>> = {
  assa_abloy_vostio: 'assa_abloy_vostio',
  avigilon_alta: 'avigilon_alta_org',
  brivo: 'brivo_account',
  kisi: 'kisi_organization',
  salto_ks: 'salto_ks_site',
  salto_space: 'salto_space_system',
  visionline: 'visionline_system',
};

/** Adds the access system that was found in a new account, if its provider has access systems. */
export const findSystem = (world: World, account: ConnectedAccountRow): void => {
  const { account_type = '', connected_account_id, workspace_id } = account;
  if (capabilityOfProvider(account_type) !== 'access_control') return;
  const name = providerDisplayName(account_type);
  findAcsSystem(world, workspace_id, {
    connected_account_id,
    name,
    external_type: externalTypes[account_type] ?? account_type,
    external_type_display_name: name,
  });
};
