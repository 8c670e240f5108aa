import { isSeamError } from '../errors/is-seam-error.ts';
import { SeamTimeoutError } from '../errors/seam-timeout-error.ts';
import type { SeamOptions } from '../options.ts';
import { clientSessionHeaders, readCredential, type Credential } from './read-credential.ts';

/** Gets a client session's token with a publishable key. */
export type OpenSession = (credential: Credential, signal: AbortSignal) => Promise<string>;

/** How long a call waits for its credential. */
interface CredentialWait {
  readonly path: string;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds. */
  readonly remaining: number;
}

export interface Credentials {
  get(wait: CredentialWait): Credential | Promise<Credential>;
  /** Drops an expired credential. Whether the next `get` gets another. */
  renew(expired: Credential): boolean;
}

/** A credential that is known from the start. */
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

const waitFor = async (
  opening: Promise<Credential>,
  { path, signal, remaining }: CredentialWait,
): Promise<Credential> => {
  let end = () => {};
  const ended = new Promise<never>((_, reject) => {
    const abort = () => reject(new Error('aborted'));
    const tooLate = () =>
      reject(
        new SeamTimeoutError(`${path}: the client session was not opened in time`, {
          outcome: 'not_sent',
          phase: 'headers',
        }),
      );
    const timer = setTimeout(tooLate, remaining);
    signal?.addEventListener('abort', abort);
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([opening, ended]);
  } finally {
    end();
  }
};

const createSession = (credential: Credential, openSession: OpenSession): Credentials => {
  let session: Session | undefined;

  const open = (): Session => {
    const controller = new AbortController();
    const opening = openSession(credential, controller.signal).then(
      (token) => (opened.credential = clientSessionHeaders(token)),
      (error: unknown) => {
        if (session === opened) session = undefined;
        // The call that waits for the session was not sent, whatever became of the session.
        throw isSeamError(error) ? Object.assign(error, { outcome: 'not_sent' }) : error;
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
      } finally {
        current.waiting -= 1;
        if (current.waiting === 0 && !current.credential) {
          // Nobody waits for it any more.
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

/** Who calls. A publishable key opens a client session with the first call, once for all calls that wait for it. */
export const createCredential = (options: SeamOptions, openSession: OpenSession): Credentials => {
  const credential = readCredential(options);
  return credential.userIdentifierKey === undefined
    ? fixedCredential(credential)
    : createSession(credential, openSession);
};
