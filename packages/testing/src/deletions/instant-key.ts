import type { InstantKey } from '@org/seam-core';
import type { World } from '../world.ts';

/** Deletes an instant key, and ends its client session if that is assumed. */
export const deleteInstantKey = (
  { state, clock, assumptions }: World,
  { instant_key_id, client_session_id }: InstantKey,
): void => {
  state.instantKeys.delete(instant_key_id);
  if (!assumptions.instant_key_ends_session) return;
  const session = state.clientSessions.get(client_session_id);
  if (session && session.revoked_at === undefined)
    state.clientSessions.patch(client_session_id, { revoked_at: clock.timestamp() });
};
