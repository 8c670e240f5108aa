import { type AnyEndpoint, endpoints } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import type { ServerRequest } from '@org/seam-server/internal';
import { handlers } from '../fake/handlers.ts';
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

/** The handler of an endpoint without behaviour. Status 501 differs from that of a missing object. */
const notImplemented = (): never => {
  throw apiError('not_implemented_by_fake');
};

const paths = new Set<string>();

mapEndpoints(endpoints, ({ path }, names) => {
  if (valueAt(handlers, names) === notImplemented) paths.add(path);
});

/** The documented paths for which the fake returns 501. */
export const unimplemented: ReadonlySet<string> = paths;

/** For an endpoint that is not in Seam's OpenAPI document. */
const defaultSchemes: readonly CredentialScheme[] = ['api_key', 'pat_with_workspace'];

const identify = (world: World, call: ServerRequest, { path }: AnyEndpoint): Caller => {
  const accepted = acceptedCredentials[path] ?? defaultSchemes;
  for (const scheme of accepted) {
    const caller = readers[scheme](world, call);
    if (caller) return caller;
  }
  throw apiError('unauthorized', {
    message: `${path} requires one of these credentials: ${accepted.join(', ')}.`,
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
