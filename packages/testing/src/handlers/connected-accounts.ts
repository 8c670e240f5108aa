import type { connectedAccounts as contract, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { deleteConnectedAccount } from '../deletions/connected-account.ts';
import { presentConnectedAccount } from '../present/connected-account.ts';
import { visibleToSession } from '../visible-to-session.ts';
import type { WorldContext } from '../world.ts';
import { disconnectAccount } from './connected-accounts/disconnect-account.ts';
import { listAccounts } from './connected-accounts/list-accounts.ts';
import { updateAccount } from './connected-accounts/update-account.ts';
import { requireSandbox } from './require-sandbox.ts';

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
    // Nothing happens at a provider that the fake has not heard of yet.
    world.state.connectedAccounts.require(connected_account_id, workspace_id);
  },

  update: updateAccount,
};
