import type {
  ConnectedAccount,
  connectedAccounts as contract,
  ConnectedAccountsListParams,
  ConnectedAccountsUpdateParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { sessionReach, visibleToSession } from '../../access/session.ts';
import { page } from '../../fake/page.ts';
import { cleanMetadata, hasMetadata, isWanted, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { requireSandbox } from '../shared/checks.ts';
import { disconnectAccount } from './connection.ts';
import { deleteConnectedAccount } from './deletion.ts';
import { presentConnectedAccount } from './record.ts';

/** The ids of the accounts of the client sessions with a key. */
const accountsOfKey = (key: string, { world, workspace_id }: WorldContext): ReadonlySet<string> =>
  new Set(
    world.state.clientSessions
      .by('user_identifier_key', key)
      .filter((session) => session.workspace_id === workspace_id)
      .flatMap((session) => Array.from(sessionReach(world, session).accounts)),
  );

/** Lists the accounts that match the filters, one page at a time. */
const listAccounts = (params: ConnectedAccountsListParams, context: WorldContext): ConnectedAccount[] => {
  const { state } = context.world;
  const { space_id, user_identifier_key: key } = params;
  const ofKey = key === undefined ? undefined : accountsOfKey(key, context);
  return page(state.connectedAccounts, context, {
    params,
    defaultLimit: 11_000,
    present: presentConnectedAccount,
    where: (row) =>
      hasMetadata(params.custom_metadata_has, row) &&
      isWanted(params.customer_key, row.customer_key) &&
      (ofKey?.has(row.connected_account_id) ?? true) &&
      (space_id === undefined || state.spaceAccounts.has(space_id, row.connected_account_id)) &&
      matches(params.search, [
        row.connected_account_id,
        row.account_type,
        row.customer_key,
        ...Object.values(row.custom_metadata).map(String),
        row.user_identifier?.username,
        row.user_identifier?.email,
        row.user_identifier?.phone,
      ]),
  });
};

/**
 * Changes an account. Custom metadata is replaced as a whole. A customer key cannot be replaced, and applies to the
 * devices too.
 * @throws SeamInvalidInputError when the account belongs to another customer
 */
const updateAccount = (params: ConnectedAccountsUpdateParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { connected_account_id, custom_metadata, customer_key, ...changes } = params;
  const { connectedAccounts, devices } = world.state;
  const account = connectedAccounts.require(connected_account_id, workspace_id);
  if (customer_key !== undefined && (account.customer_key ?? customer_key) !== customer_key)
    throw apiError('invalid_input', { message: 'The connected account belongs to another customer.' });
  connectedAccounts.patch(connected_account_id, {
    ...account,
    ...changes,
    customer_key: customer_key ?? account.customer_key,
    custom_metadata: custom_metadata === undefined ? account.custom_metadata : cleanMetadata(custom_metadata),
  });
  if (customer_key !== undefined)
    for (const { device_id } of devices.by('connected_account_id', connected_account_id))
      devices.patch(device_id, { customer_key });
};

export const connectedAccounts: Handlers<typeof contract, WorldContext> = {
  delete: ({ connected_account_id }, { world, workspace_id }) =>
    deleteConnectedAccount(world, world.state.connectedAccounts.require(connected_account_id, workspace_id)),

  get: ({ connected_account_id, email }, context) => {
    const { connectedAccounts: accounts } = context.world.state;
    if (connected_account_id !== undefined)
      return presentConnectedAccount(accounts.require(connected_account_id, context.workspace_id));
    const isVisible = visibleToSession(context);
    const account = accounts
      .by('workspace_id', context.workspace_id)
      .find((row) => row.user_identifier?.email === email && isVisible(row));
    if (!account) throw apiError('connected_account_not_found', { data: { email } });
    return presentConnectedAccount(account);
  },

  list: listAccounts,

  simulate: {
    disconnect: ({ connected_account_id }, context) => {
      requireSandbox(context);
      const { world, workspace_id } = context;
      disconnectAccount(world, world.state.connectedAccounts.require(connected_account_id, workspace_id));
    },
  },

  sync: ({ connected_account_id }, { world, workspace_id }) => {
    world.state.connectedAccounts.require(connected_account_id, workspace_id);
    world.syncAccount(connected_account_id);
  },

  update: updateAccount,
};
