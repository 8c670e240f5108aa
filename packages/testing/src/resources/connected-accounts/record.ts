import type { ConnectedAccount } from '@org/seam-core';
import type { ConnectedAccountRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { capabilityOfProvider, providerDisplayName, providerImage } from './capabilities.ts';

/** The fields that all events of an account have. */
export const accountEventFields = ({
  connected_account_id,
  workspace_id,
  custom_metadata,
}: ConnectedAccountRow) => ({
  workspace_id,
  connected_account_id,
  ...(Object.keys(custom_metadata).length > 0 && { connected_account_custom_metadata: custom_metadata }),
});

/** Adds an account of a provider, by default with a login of its own. */
export const addConnectedAccount = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<ConnectedAccountRow> = {},
): ConnectedAccountRow => {
  const { account_type = 'august' } = overrides;
  const connected_account_id = ids.next('connected_account');
  return state.connectedAccounts.insert({
    connected_account_id,
    accepted_capabilities:
      overrides.account_type === undefined
        ? ['lock', 'access_control']
        : [capabilityOfProvider(account_type)],
    account_type,
    account_type_display_name: providerDisplayName(account_type),
    automatically_manage_new_devices: true,
    created_at: clock.timestamp(),
    custom_metadata: {},
    display_name: 'Example account',
    image_url: providerImage(account_type),
    user_identifier: { email: `owner-${Number.parseInt(connected_account_id.slice(-12), 16)}@example.com` },
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
};

/** Returns the id of the workspace's first account. Adds one when there is none. */
export const ensureConnectedAccount = (world: World, workspace_id: string): string => {
  const [first] = world.state.connectedAccounts.by('workspace_id', workspace_id);
  return (first ?? addConnectedAccount(world, workspace_id)).connected_account_id;
};

/** An account as the API shows it. */
export const presentConnectedAccount = ({
  workspace_id: _,
  ...account
}: ConnectedAccountRow): ConnectedAccount => account;
