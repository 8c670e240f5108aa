import type { ConnectedAccount } from '@org/seam-core';
import type { ConnectedAccountRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

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

/** Adds an account of a provider. */
export const addConnectedAccount = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<ConnectedAccountRow> = {},
): ConnectedAccountRow =>
  state.connectedAccounts.insert({
    connected_account_id: ids.next('connected_account'),
    accepted_capabilities: ['lock', 'access_control'],
    account_type: 'august',
    account_type_display_name: 'August',
    automatically_manage_new_devices: true,
    created_at: clock.timestamp(),
    custom_metadata: {},
    display_name: 'Example account',
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

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
