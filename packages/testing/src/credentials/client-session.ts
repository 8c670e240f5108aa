import { apiError, type Call } from '@org/seam-core/server';
import { hasExpired } from '../has-expired.ts';
import { bearerOf } from './bearer-of.ts';
import type { ReadCaller } from './caller.ts';

const tokenOf = (call: Call): string | undefined => {
  const token = call.header('seam-client-session-token') ?? call.header('client-session-token');
  if (token !== undefined) {
    if (!token.startsWith('seam_cst')) throw apiError('invalid_client_session_token');
    return token;
  }
  const bearer = bearerOf(call);
  return bearer?.startsWith('seam_cst') === true ? bearer : undefined;
};

/** The caller with a client session that was neither revoked nor has expired. */
export const callerWithClientSession: ReadCaller = (world, call) => {
  const token = tokenOf(call);
  if (token === undefined) return undefined;
  const [session] = world.state.clientSessions.by('token', token);
  if (!session) throw apiError('unauthorized', { message: 'The client session is not known.' });
  if (session.revoked_at !== undefined) throw apiError('client_session_revoked');
  if (hasExpired(world, session)) throw apiError('client_session_expired');
  const { client_session_id, workspace_id } = session;
  return { credential: 'client_session', workspace_id, client_session_id };
};
