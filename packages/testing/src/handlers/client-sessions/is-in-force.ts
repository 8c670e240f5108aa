import { hasExpired } from '../../has-expired.ts';
import type { ClientSessionRow } from '../../rows.ts';
import type { World } from '../../world.ts';

/** Whether a client session was neither revoked nor has expired. */
export const isInForce = (world: World, row: ClientSessionRow): boolean =>
  row.revoked_at === undefined && !hasExpired(world, row);
