import type { ClientSession } from '@org/seam-core';
import type { ClientSessionRow } from '../rows.ts';
import { sessionReach } from '../session-reach.ts';
import type { World } from '../world.ts';

const deviceCount = (world: World, row: ClientSessionRow): number => {
  const { accounts, devices } = sessionReach(world, row);
  const ofAccounts = [...accounts].flatMap((id) => world.state.devices.by('connected_account_id', id));
  const managed = ofAccounts.filter(({ is_managed }) => is_managed).map(({ device_id }) => device_id);
  return new Set([...managed, ...devices]).size;
};

/** A client session as the API shows it: with the accounts that its webviews brought in, and its number of devices. */
export const presentClientSession =
  (world: World) =>
  (row: ClientSessionRow): ClientSession => {
    const { revoked_at: _, ...shown } = row;
    return {
      ...shown,
      connected_account_ids: [...sessionReach(world, row).accounts],
      device_count: deviceCount(world, row),
      user_identity_ids: row.user_identity_id === undefined ? [] : [row.user_identity_id],
    };
  };
