import type { AnyEndpoint } from '@org/seam-core';
import { apiError, type Call } from '@org/seam-core/server';
import { callerWithApiKey } from './credentials/api-key.ts';
import type { Caller, ReadCaller } from './credentials/caller.ts';
import { callerWithClientSession } from './credentials/client-session.ts';
import { callerWithToken, callerWithTokenInWorkspace } from './credentials/personal-access-token.ts';
import { callerWithPublishableKey } from './credentials/publishable-key.ts';
import { acceptedCredentials, type CredentialScheme } from './generated/accepted-credentials.ts';
import { unimplemented } from './handlers/unimplemented.ts';
import type { World } from './world.ts';

const readers: Readonly<Record<CredentialScheme, ReadCaller>> = {
  api_key: callerWithApiKey,
  pat_with_workspace: callerWithTokenInWorkspace,
  pat_without_workspace: callerWithToken,
  client_session: callerWithClientSession,
  publishable_key: callerWithPublishableKey,
};

/** For an endpoint that the document does not have. */
const usual: readonly CredentialScheme[] = ['api_key', 'pat_with_workspace'];

const identify = (world: World, call: Call, { path }: AnyEndpoint): Caller => {
  const accepted = acceptedCredentials[path] ?? usual;
  for (const scheme of accepted) {
    const caller = readers[scheme](world, call);
    if (caller) return caller;
  }
  throw apiError('unauthorized', {
    message: `No credential was sent that ${path} accepts: ${accepted.join(', ')}.`,
  });
};

/**
 * Finds out from the headers who calls and on which workspace; only the kinds of credentials that the endpoint accepts
 * count. A caller who is known learns at once when the fake does not have the endpoint, whatever the parameters.
 * @throws SeamUnauthorizedError
 */
export const authenticate = (world: World, call: Call, endpoint: AnyEndpoint): Caller => {
  const caller = identify(world, call, endpoint);
  if (unimplemented.has(endpoint.path)) throw apiError('not_implemented_by_fake');
  return caller;
};
