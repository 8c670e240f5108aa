import type { Verb } from '../contract/endpoint.ts';
import type { SeamError } from '../errors/seam-error.ts';

/** The argument of every hook. It contains no secrets and no personal data, so it may be logged. */
export interface HookEvent {
  /** The same object for all hooks of one call, for example as the key of a tracing span in a WeakMap. */
  readonly call: object;
  readonly verb: Verb;
  /** The endpoint's path. It contains no ids. */
  readonly path: string;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
}

/** Functions that are called during a call. The client does not wait for them and ignores their errors. */
export interface SeamHooks {
  /** Called before each attempt. */
  readonly request?: ((event: HookEvent) => void) | undefined;
  /** Called with each response, a success or an error. */
  readonly response?:
    | ((event: HookEvent & { readonly status: number; readonly requestId: string | undefined }) => void)
    | undefined;
  /** Called before each retry, which is sent after `delay` milliseconds. */
  readonly retry?:
    ((event: HookEvent & { readonly error: SeamError; readonly delay: number }) => void) | undefined;
  /** Called when the call has failed and is not retried. */
  readonly error?: ((event: HookEvent & { readonly error: SeamError }) => void) | undefined;
}

/** How failed calls are retried. Which failures are retried depends on the endpoint's `replay`. */
export interface RetryOptions {
  /**
   * The maximum number of attempts, including the first one.
   * @default 4
   */
  attempts?: number | undefined;
  /**
   * The maximum delay before the second attempt, in milliseconds. It doubles with each attempt, up to 8000, and the delay is
   * a random value below it (full jitter). After a 429 response it is twice as long.
   * @default 500
   */
  baseDelay?: number | undefined;
  /**
   * The longest `Retry-After` of a response to wait for, in milliseconds. With a longer one, the call fails immediately.
   * @default 10000
   */
  maxRetryAfter?: number | undefined;
}

/** How to wait for an action attempt. */
export interface WaitOptions {
  /**
   * The maximum time to wait, in milliseconds.
   * @default 10000
   */
  timeout?: number | undefined;
  /**
   * The delay between two polls, in milliseconds.
   * @default 1000
   */
  pollingInterval?: number | undefined;
}

/** Headers by name: an object, a list of pairs, or any `Headers`. Not an iterator, which can be read only once. */
export type SeamHeaders =
  | Readonly<Record<string, string | undefined>>
  | (Iterable<readonly [name: string, value: string]> & { readonly next?: never });

/** Options of a single call. They replace those of the client. */
export interface CallOptions {
  /** Aborts the call with a SeamAbortError. A request that was already sent may still be applied. */
  signal?: AbortSignal | undefined;
  /** The timeout of each attempt, in milliseconds, until the complete body of the response was received. */
  timeout?: number | undefined;
  /** The timeout of the call with all attempts and delays, in milliseconds. */
  totalTimeout?: number | undefined;
  /** How the call is retried; `false` disables retries. */
  retry?: RetryOptions | false | undefined;
  /**
   * Additional headers. Names are case-insensitive, and the call's value replaces the client's. The client sets those of
   * the credential, the workspace and the body itself: a value for one of them is ignored. With `auth: 'none'`, you may set
   * those of the credential and the workspace.
   */
  headers?: SeamHeaders | undefined;
  /** Whether and how to wait for the action attempt, where the endpoint returns one. */
  waitForActionAttempt?: WaitOptions | boolean | undefined;
}

/** Options of a client: its credential, the endpoint, and defaults for its calls. */
export interface SeamOptions extends Omit<CallOptions, 'signal'> {
  /**
   * An API key of one workspace (`seam_…`).
   * @default the environment's SEAM_API_KEY, when no credential is passed
   */
  apiKey?: string | undefined;
  /** A client session token (`seam_cst…`), for a browser. */
  clientSessionToken?: string | undefined;
  /**
   * A personal access token (`seam_at…`). Needs `workspaceId`.
   * @default the environment's SEAM_PERSONAL_ACCESS_TOKEN, when no credential is passed
   */
  personalAccessToken?: string | undefined;
  /** A console session token (a JWT). Needs `workspaceId`. */
  consoleSessionToken?: string | undefined;
  /** A publishable key (`seam_pk…`), which opens a client session. Needs `userIdentifierKey`. */
  publishableKey?: string | undefined;
  /** The user of the client session: an id that cannot be guessed, not an email address. */
  userIdentifierKey?: string | undefined;
  /**
   * The workspace for a personal access token or a console session token; `null` for endpoints that need no workspace.
   * @default the environment's SEAM_WORKSPACE_ID
   */
  workspaceId?: string | null | undefined;
  /** `'none'` sends no credential, for a browser that calls your router: pass the router's path or URL as `endpoint`. */
  auth?: 'none' | undefined;
  /**
   * The API's base URL: `https:`, `http:` on this machine only, or a path such as `/api/seam`, in a browser only.
   * @default the environment's SEAM_ENDPOINT, or https://connect.getseam.com
   */
  endpoint?: string | undefined;
  /**
   * The function that sends requests, for example the `fetch` of a fake or of a proxy. Called with a URL and an init.
   * @default globalThis.fetch at the time of the call
   */
  fetch?: typeof globalThis.fetch | undefined;
  /** @default 10000 */
  timeout?: number | undefined;
  /** @default 30000 */
  totalTimeout?: number | undefined;
  /**
   * How to wait for action attempts.
   * @default true
   */
  waitForActionAttempt?: WaitOptions | true | undefined;
  /** Functions that are called with requests, responses, retries and errors, for logs, metrics and traces. */
  hooks?: SeamHooks | undefined;
}

/** Options of a client that does not wait for action attempts. */
export interface NonWaitingSeamOptions extends Omit<SeamOptions, 'waitForActionAttempt'> {
  waitForActionAttempt: false;
}
