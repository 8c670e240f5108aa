import { writeEvent } from '../events/write-event.ts';
import type { ClientSessionRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes a client session: its token is not known any more. The instant keys that lead to it go with it. */
export const deleteClientSession = (
  world: World,
  { client_session_id, workspace_id }: ClientSessionRow,
): void => {
  const { state } = world;
  for (const { instant_key_id } of state.instantKeys.by('client_session_id', client_session_id))
    state.instantKeys.delete(instant_key_id);
  state.clientSessions.delete(client_session_id);
  writeEvent(world, 'client_session.deleted', { workspace_id, client_session_id });
};
