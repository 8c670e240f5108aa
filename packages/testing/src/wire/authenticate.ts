import type { AnyEndpoint } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { ServerRequest } from '@org/seam-server/internal';
import { unimplemented } from '../fake/not-implemented.ts';
import type { World } from '../fake/world.ts';
import { acceptedCredentials, type CredentialScheme } from '../generated/accepted-credentials.ts';
import {
  type Caller,
  callerWithApiKey,
  callerWithClientSession,
  callerWithPublishableKey,
  callerWithToken,
  callerWithTokenInWorkspace,
  type ReadCaller,
} from './credentials.ts';

const readers: Readonly<Record<CredentialScheme, ReadCaller>> = {
  api_key: callerWithApiKey,
  pat_with_workspace: callerWithTokenInWorkspace,
  pat_without_workspace: callerWithToken,
  client_session: callerWithClientSession,
  publishable_key: callerWithPublishableKey,
};

/** For an endpoint that Seam's OpenAPI document does not have. */
const usual: readonly CredentialScheme[] = ['api_key', 'pat_with_workspace'];

const identify = (world: World, call: ServerRequest, { path }: AnyEndpoint): Caller => {
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
 * Identifies the caller and its workspace from the headers, with the kinds of credentials that the endpoint accepts. For
 * an endpoint without behaviour it throws 501 before the parameters are validated.
 * @throws SeamUnauthorizedError
 */
export const authenticate = (world: World, call: ServerRequest, endpoint: AnyEndpoint): Caller => {
  const caller = identify(world, call, endpoint);
  if (unimplemented.has(endpoint.path)) throw apiError('not_implemented_by_fake');
  return caller;
};
