import type { AnyEndpoint } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { ServerRequest } from '@org/seam-server/internal';
import type { World } from '../fake/world.ts';
import { acceptedCredentials, type CredentialScheme } from '../generated/accepted-credentials.ts';
import {
  type Caller,
  callerWithApiKey,
  callerWithClientSession,
  callerWithConsoleSession,
  callerWithConsoleSessionInWorkspace,
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
  console_session_with_workspace: callerWithConsoleSessionInWorkspace,
  console_session_without_workspace: callerWithConsoleSession,
};

/** For an endpoint that is not in Seam's OpenAPI document. */
const defaultSchemes: readonly CredentialScheme[] = ['api_key', 'pat_with_workspace'];

/**
 * Identifies the caller and its workspace from the headers, with the kinds of credentials that the endpoint accepts.
 * @throws SeamUnauthorizedError
 */
export const authenticate = (world: World, call: ServerRequest, { path }: AnyEndpoint): Caller => {
  const accepted = acceptedCredentials[path] ?? defaultSchemes;
  for (const scheme of accepted) {
    const caller = readers[scheme](world, call);
    if (caller) return caller;
  }
  throw apiError('unauthorized', {
    message: `${path} requires one of these credentials: ${accepted.join(', ')}.`,
  });
};
