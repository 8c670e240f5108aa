import { SeamConfigError } from '../errors/seam-error.ts';
import type { SeamHeaders } from './options.ts';

/** Header names in lower case, and their values. */
export type HeaderRecord = Readonly<Record<string, string>>;

const ofBody = /^content-(type|length)$/;
const ofBodyOrIdentity =
  /^(content-(type|length)|authorization|seam-(workspace|api-key|publishable-key)|(seam-)?(client-session-token|user-identifier-key))$/;

/**
 * The headers that an option adds, by name in lower case. Those that say what the body is are the client's own, and so are
 * those that say who calls, unless it sends no credential.
 * @throws SeamConfigError without the value, which may be a secret
 */
export const readHeaders = (
  subject: string,
  headers: SeamHeaders | undefined,
  sendsCredential: boolean,
): HeaderRecord => {
  if (headers === undefined) return {};
  const own = sendsCredential ? ofBodyOrIdentity : ofBody;
  try {
    const pairs: readonly (readonly [string, string | undefined])[] =
      Symbol.iterator in headers
        ? [...headers]
        : Object.entries(headers).filter(([, value]) => value !== undefined);
    const valid = new Headers(pairs as [string, string][]);
    return Object.fromEntries([...valid].filter(([name]) => !own.test(name)));
  } catch {
    throw new SeamConfigError(`${subject}: headers has a name or a value that is not valid in HTTP.`);
  }
};

/** The values that an error must not show, judged by their names: whole, and without a scheme such as `Bearer`. */
export const secretsIn = (headers: HeaderRecord): string[] =>
  Object.entries(headers)
    .filter(([name]) => /auth|cookie|key|secret|token/.test(name))
    .flatMap(([, value]) => [value, value.slice(value.lastIndexOf(' ') + 1)])
    .filter((secret) => secret.length > 5);
