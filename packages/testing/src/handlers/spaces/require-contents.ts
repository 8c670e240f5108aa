import type { WorldContext } from '../../world.ts';

/** What can be in a space. */
export interface Contents {
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
  readonly connected_account_ids?: readonly string[] | undefined;
}

/** @throws SeamNotFoundError when something that shall be in a space, or leave it, does not exist */
export const requireContents = (
  { device_ids = [], acs_entrance_ids = [], connected_account_ids = [] }: Contents,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  for (const id of device_ids) state.devices.require(id, workspace_id);
  for (const id of acs_entrance_ids) state.acsEntrances.require(id, workspace_id);
  for (const id of connected_account_ids) state.connectedAccounts.require(id, workspace_id);
};
