import { apiError } from '@org/seam-server';
import { hasExpired } from '../../fake/periods.ts';
import type { ClientSessionRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';

/** Whether a client session was neither revoked nor has expired. */
export const isInForce = (world: World, row: ClientSessionRow): boolean =>
  row.revoked_at === undefined && !hasExpired(world, row);

/** The two ways in which endpoints name a client session. */
interface SessionReference {
  readonly client_session_id?: string | undefined;
  readonly user_identifier_key?: string | undefined;
}

/** The latest client session of a key; one that is in force goes before one that is not. */
export const findSessionOfKey = (
  user_identifier_key: string,
  { world, workspace_id }: WorldContext,
): ClientSessionRow | undefined => {
  const sessions = world.state.clientSessions
    .by('user_identifier_key', user_identifier_key)
    .filter((row) => row.workspace_id === workspace_id);
  return sessions.findLast((row) => isInForce(world, row)) ?? sessions.at(-1);
};

/** The client session that is meant. @throws SeamApiError when it does not exist, or none is named */
export const findSession = (
  { client_session_id, user_identifier_key }: SessionReference,
  context: WorldContext,
): ClientSessionRow => {
  const { clientSessions } = context.world.state;
  if (client_session_id !== undefined) return clientSessions.require(client_session_id, context.workspace_id);
  if (user_identifier_key === undefined)
    throw apiError('invalid_input', { message: 'Pass client_session_id or user_identifier_key.' });
  const session = findSessionOfKey(user_identifier_key, context);
  if (!session) throw apiError('client_session_not_found', { data: { user_identifier_key } });
  return session;
};
