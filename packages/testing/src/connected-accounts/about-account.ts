import type { ConnectedAccountRow } from '../rows.ts';

/** What every event about an account says of it. */
export const aboutAccount = ({
  connected_account_id,
  workspace_id,
  custom_metadata,
}: ConnectedAccountRow) => ({
  workspace_id,
  connected_account_id,
  ...(Object.keys(custom_metadata).length > 0 && { connected_account_custom_metadata: custom_metadata }),
});
