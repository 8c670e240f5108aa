import type { InstantKey } from '@org/seam-core';
import type { World } from '../../fake/world.ts';
import { addClientSession } from '../client-sessions/record.ts';

/** Deletes an instant key. Revokes its client session when `assumptions.instant_key_ends_session` is set. */
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

/** Adds an instant key for a user identity, with its client session. */
export const addInstantKey = (
  world: World,
  workspace_id: string,
  overrides: Partial<InstantKey> & { readonly user_identity_id: string },
): InstantKey => {
  const { user_identity_id } = overrides;
  const session = addClientSession(world, workspace_id, { user_identity_id });
  const instant_key_id = world.ids.next('instant_key');
  return world.state.instantKeys.insert({
    instant_key_id,
    instant_key_url: `${world.endpoint}/instant_keys/${instant_key_id}`,
    client_session_id: session.client_session_id,
    created_at: session.created_at,
    expires_at: session.expires_at,
    workspace_id,
    ...overrides,
  });
};
