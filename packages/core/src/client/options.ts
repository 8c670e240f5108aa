import type { Verb } from '../contract/endpoint.ts';
import type { SeamError } from '../errors/seam-error.ts';

/** What every hook is told: enough to log and to trace by, and nothing that is secret or personal. */
export interface HookEvent {
  /** The same object for all hooks of one call: a place to keep a span under. */
  readonly call: object;
  readonly verb: Verb;
  /** The endpoint's path, which holds no ids. */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
}

/** Called as a call goes on. They are not waited for, and what they throw is dropped. */
export interface SeamHooks {
  /** An attempt is about to be sent. */
  readonly request?: ((event: HookEvent) => void) | undefined;
  /** Seam answered, with success or with an error. */
  readonly response?:
    | ((event: HookEvent & { readonly status: number; readonly requestId: string | undefined }) => void)
    | undefined;
  /** The call will be sent again after `delay` milliseconds. */
  readonly retry?:
    ((event: HookEvent & { readonly error: SeamError; readonly delay: number }) => void) | undefined;
  /** The call failed for good. */
  readonly error?: ((event: HookEvent & { readonly error: SeamError }) => void) | undefined;
}

/** How failed calls are repeated. Which failures are, the endpoint decides: see its `replay`. */
export interface RetryOptions {
  /**
   * How often a call is sent at most, the first time included.
   * @default 4
   */
  attempts?: number | undefined;
  /**
   * The longest pause before the second attempt, in milliseconds. It doubles with each further one, up to 8000, and
   * chance picks a point below it. A server that asks for less traffic gets twice that.
   * @default 500
   */
  baseDelay?: number | undefined;
  /**
   * The longest pause a server may ask for, in milliseconds. When it asks for more, the call fails at once.
   * @default 10000
   */
  maxRetryAfter?: number | undefined;
}

/** How an action attempt is waited for. */
export interface WaitOptions {
  /**
   * How long, in milliseconds.
   * @default 10000
   */
  timeout?: number | undefined;
  /**
   * The pause between two looks, in milliseconds.
   * @default 1000
   */
  pollingInterval?: number | undefined;
}

/** Headers by name: an object, a list of pairs, or a `Headers` of any make. */
export type SeamHeaders =
  Readonly<Record<string, string | undefined>> | Iterable<readonly [name: string, value: string]>;

/** What may differ from call to call. */
export interface CallOptions {
  /** Ends the call with a SeamAbortError. What was already sent may still be applied. */
  signal?: AbortSignal | undefined;
  /** How long each attempt may take, in milliseconds, its answer's body included. */
  timeout?: number | undefined;
  /** How long the call may take with all its attempts and pauses, in milliseconds. */
  totalTimeout?: number | undefined;
  /** How the call is repeated; `false` sends it once. */
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

/** How to reach Seam, and as whom. */
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
  /** A publishable key (`seam_pk…`), with which a client session is got or created. Needs `userIdentifierKey`. */
  publishableKey?: string | undefined;
  /** Whose client session it is: an id that cannot be guessed, not an email address. */
  userIdentifierKey?: string | undefined;
  /**
   * The workspace that a personal access token or a console session token acts on; `null` for the endpoints that need
   * none.
   * @default the environment's SEAM_WORKSPACE_ID
   */
  workspaceId?: string | null | undefined;
  /** Sends no credential: in a browser behind the router, whose own session decides. Needs `endpoint`. */
  auth?: 'none' | undefined;
  /**
   * The API's base URL: `https:`, `http:` on this machine only, or a path such as `/api/seam` in a browser.
   * @default the environment's SEAM_ENDPOINT, or https://connect.getseam.com
   */
  endpoint?: string | undefined;
  /**
   * What sends the request: a fake's `fetch`, or one that goes through a proxy.
   * @default globalThis.fetch at the time of the call
   */
  fetch?: typeof globalThis.fetch | undefined;
  /** @default 10000 */
  timeout?: number | undefined;
  /** @default 30000 */
  totalTimeout?: number | undefined;
  /** @default true */
  waitForActionAttempt?: WaitOptions | boolean | undefined;
  /** Hears of requests, answers, pauses and errors: for logs, metrics and traces. */
  hooks?: SeamHooks | undefined;
}
