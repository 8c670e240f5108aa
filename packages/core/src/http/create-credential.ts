import type { SeamOptions } from '../options.ts';
import { clientSessionHeaders, readCredential, type Credential } from './read-credential.ts';

/** Gets a client session's token with a publishable key. */
export type OpenSession = (headers: Record<string, string>, userIdentifierKey: string) => Promise<string>;

/**
 * The headers that say who calls, for each call anew: those of a publishable key are known only after a client session
 * was got with it, which happens with the first call and once for all that wait for it.
 */
export const createCredential = (
  options: SeamOptions,
  openSession: OpenSession,
): (() => Promise<Credential>) => {
  const credential = readCredential(options);
  const { userIdentifierKey } = credential;
  if (userIdentifierKey === undefined) return () => Promise.resolve(credential);

  let session: Promise<Credential> | undefined;
  const open = async (): Promise<Credential> => {
    try {
      return clientSessionHeaders(await openSession(credential.headers, userIdentifierKey));
    } catch (error) {
      session = undefined;
      throw error;
    }
  };
  return () => (session ??= open());
};
