import { isErrorNamed } from '../errors/is-seam-error.ts';
import { SeamConfigError, type SeamError, type SeamErrorFacts } from '../errors/seam-error.ts';
import { SeamTimeoutError } from '../errors/transport-errors.ts';
import { readEnvironment } from './environment.ts';
import type { SeamOptions } from './options.ts';
import { race } from './race.ts';

/** The headers that authenticate a request. */
export interface Credential {
  readonly headers: Record<string, string>;
  /** Values that an error message must not contain. */
  readonly secrets: readonly string[];
  /** With a publishable key: the user whose client session is opened before the first request. */
  readonly userIdentifierKey?: string;
}

/** What a credential begins with, by the name of its option. */
const prefixes = {
  personalAccessToken: 'seam_at',
  clientSessionToken: 'seam_cst',
  publishableKey: 'seam_pk',
  consoleSessionToken: 'ey',
  // Last: the others begin like it.
  apiKey: 'seam_',
};

type Kind = keyof typeof prefixes;

const kinds = Object.keys(prefixes) as Kind[];

const check = (option: Kind | 'workspaceId', value: string): string => {
  const kind = option === 'workspaceId' ? option : kinds.find((name) => value.startsWith(prefixes[name]));
  if (kind === option && /^[\w.-]+$/.test(value)) return value;
  throw new SeamConfigError(
    `${option} has the wrong format: ${kinds.map((name) => `${name} begins with "${prefixes[name]}"`).join(', ')}; none ` +
      'contains spaces or line breaks. (The value is not shown because it may be a secret.)',
  );
};

/** The headers of a client session. */
const clientSessionHeaders = (token: string): Credential => ({
  headers: { authorization: `Bearer ${token}`, 'client-session-token': token },
  secrets: [token],
});

const fromKind = (kind: Kind, value: string, options: SeamOptions): Credential => {
  const token = check(kind, value);
  if (kind === 'clientSessionToken') return clientSessionHeaders(token);
  if (kind === 'publishableKey') {
    if (!options.userIdentifierKey)
      throw new SeamConfigError(
        'A publishable key needs a userIdentifierKey: the user of the client session.',
      );
    const headers = { 'seam-publishable-key': token };
    const { userIdentifierKey } = options;
    return { headers, secrets: [token, userIdentifierKey], userIdentifierKey };
  }
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (kind !== 'apiKey') {
    const { workspaceId = readEnvironment('SEAM_WORKSPACE_ID') } = options;
    if (workspaceId === undefined)
      throw new SeamConfigError(
        `${kind} needs a workspaceId (or SEAM_WORKSPACE_ID), because it is valid for several workspaces. Pass null for none.`,
      );
    if (workspaceId !== null) headers['seam-workspace'] = check('workspaceId', workspaceId);
  }
  return { headers, secrets: [token] };
};

/**
 * Reads the credential from the options, or from the environment when the options have none.
 * @throws SeamConfigError without a credential, with several, or with one of the wrong format
 */
export const readCredential = (options: SeamOptions): Credential => {
  const given = kinds.filter((kind) => options[kind] !== undefined);
  const [kind, another = options.auth] = given;
  if (kind !== undefined && another !== undefined)
    throw new SeamConfigError(`Pass one credential, or auth: 'none', not several: ${given.join(', ')}.`);
  if (kind !== undefined) return fromKind(kind, options[kind] ?? '', options);
  if (options.auth === 'none') return { headers: {}, secrets: [] };

  const key = readEnvironment('SEAM_API_KEY');
  const token = readEnvironment('SEAM_PERSONAL_ACCESS_TOKEN');
  if (key && token)
    throw new SeamConfigError(
      'SEAM_API_KEY and SEAM_PERSONAL_ACCESS_TOKEN are both set: pass one of them as an option.',
    );
  if (key) return fromKind('apiKey', key, options);
  if (token) return fromKind('personalAccessToken', token, options);
  throw new SeamConfigError(
    'No credential: pass apiKey, or personalAccessToken and workspaceId, or set SEAM_API_KEY.',
  );
};

/** Opens a client session with a publishable key, and returns its token. */
type OpenSession = (credential: Credential, signal: AbortSignal) => Promise<string>;

/** A call that waits for its credential. */
interface CredentialWait {
  readonly path: string;
  readonly signal: AbortSignal | undefined;
  /** The time that is left for the call, in milliseconds. */
  readonly remaining: number;
}

export interface Credentials {
  get(wait: CredentialWait): Credential | Promise<Credential>;
  /** Drops an expired credential. Returns whether the next `get` may return another. */
  renew(expired: Credential): boolean;
}

/** A credential that does not change. */
export const fixedCredential = (credential: Credential): Credentials => ({
  get: () => credential,
  renew: () => false,
});

interface Session {
  readonly opening: Promise<Credential>;
  readonly controller: AbortController;
  credential?: Credential;
  waiting: number;
}

const waitFor = (
  opening: Promise<Credential>,
  { path, signal, remaining }: CredentialWait,
): Promise<Credential> =>
  race(opening, {
    signal,
    timeout: remaining,
    toError: () =>
      new SeamTimeoutError(`${path}: the client session was not opened in time`, {
        outcome: 'not_sent',
        phase: 'headers',
      }),
  });

/** The error for one of the calls that wait for a session: none was sent, and each has a stack and an outcome of its own. */
const notSent = (error: SeamError): SeamError => {
  const ErrorClass = error.constructor as new (message: string, facts: SeamErrorFacts) => SeamError;
  const facts: SeamErrorFacts = error;
  return new ErrorClass(error.message, { ...facts, cause: error.cause, outcome: 'not_sent' });
};

const createSession = (credential: Credential, openSession: OpenSession): Credentials => {
  let session: Session | undefined;

  const open = (): Session => {
    const controller = new AbortController();
    const opening = openSession(credential, controller.signal).then(
      (token) => (opened.credential = clientSessionHeaders(token)),
      (error: unknown) => {
        if (session === opened) session = undefined;
        throw error;
      },
    );
    const opened: Session = { opening, controller, waiting: 0 };
    return opened;
  };

  return {
    async get(wait) {
      const current = (session ??= open());
      if (current.credential) return current.credential;
      current.waiting += 1;
      try {
        return await waitFor(current.opening, wait);
      } catch (error) {
        throw isErrorNamed(error) ? notSent(error) : error;
      } finally {
        current.waiting -= 1;
        if (current.waiting === 0 && !current.credential) {
          // No call waits for it.
          if (session === current) session = undefined;
          current.controller.abort();
        }
      }
    },
    renew(expired) {
      if (session?.credential === expired) session = undefined;
      return true;
    },
  };
};

/**
 * The credentials of a client. With a publishable key, the first call opens a client session, which concurrent calls share.
 */
export const createCredential = (options: SeamOptions, openSession: OpenSession): Credentials => {
  const credential = readCredential(options);
  return credential.userIdentifierKey === undefined
    ? fixedCredential(credential)
    : createSession(credential, openSession);
};
