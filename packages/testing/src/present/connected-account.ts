import type { ConnectedAccount } from '@org/seam-core';
import type { ConnectedAccountRow } from '../rows.ts';

/** An account as the API shows it. */
export const presentConnectedAccount = ({
  workspace_id: _,
  ...account
}: ConnectedAccountRow): ConnectedAccount => account;
