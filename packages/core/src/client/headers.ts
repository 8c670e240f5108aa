import { SeamConfigError } from '../errors/seam-error.ts';
import { omitUndefined } from '../shared/type-checks.ts';
import type { SeamHeaders } from './options.ts';

/** Headers by their names in lower case. */
export type HeaderRecord = Readonly<Record<string, string>>;

const ofBody = /^content-(type|length)$/;
const ofIdentity =
  /^(authorization|seam-(workspace|api-key|publishable-key)|(seam-)?(client-session-token|user-identifier-key))$/;

/**
 * Reads the `headers` option. Ignores the headers that the client sets itself: those of the body, and those of the credential
 * unless the client sends none.
 * @throws SeamConfigError for an invalid header; the message does not contain its value, which may be a secret
 */
export const readHeaders = (
  owner: string,
  headers: SeamHeaders | undefined,
  sendsCredential: boolean,
): HeaderRecord => {
  if (headers === undefined) return {};
  try {
    const pairs: readonly (readonly [string, string])[] =
      Symbol.iterator in headers
        ? [...headers]
        : Object.entries(omitUndefined(headers) as Record<string, string>);
    const valid = new Headers(pairs as [string, string][]);
    return Object.fromEntries(
      [...valid].filter(([name]) => !ofBody.test(name) && !(sendsCredential && ofIdentity.test(name))),
    );
  } catch {
    throw new SeamConfigError(`${owner}: headers contains an invalid name or value.`);
  }
};

/** The values that look like credentials by their header's name, with and without a scheme such as `Bearer`. */
export const secretsIn = (headers: HeaderRecord): string[] =>
  Object.entries(headers)
    .filter(([name]) => /auth|cookie|key|secret|token/.test(name))
    .flatMap(([, value]) => [value, value.slice(value.lastIndexOf(' ') + 1)]);

/** Seam's id of the request, in the headers of a response. */
export const requestIdOf = (headers: Headers): string | undefined =>
  headers.get('seam-request-id') ?? undefined;
