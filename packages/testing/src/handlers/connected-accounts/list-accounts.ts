import type { ConnectedAccount, ConnectedAccountsListParams } from '@org/seam-core';
import { hasMetadata } from '../../has-metadata.ts';
import { isWanted, matches } from '../../matches.ts';
import { page } from '../../page.ts';
import { presentConnectedAccount } from '../../present/connected-account.ts';
import { sessionReach } from '../../session-reach.ts';
import type { WorldContext } from '../../world.ts';

/** The accounts of the client sessions that have a key. */
const accountsOfKey = (key: string, { world, workspace_id }: WorldContext): ReadonlySet<string> =>
  new Set(
    world.state.clientSessions
      .by('user_identifier_key', key)
      .filter((session) => session.workspace_id === workspace_id)
      .flatMap((session) => Array.from(sessionReach(world, session).accounts)),
  );

/** One page of the accounts that the filters let through. */
export const listAccounts = (
  params: ConnectedAccountsListParams,
  context: WorldContext,
): ConnectedAccount[] => {
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
