import type { AnyEndpoint } from '@org/seam-core';
import type { ServerRequest } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import type { ErrorListener } from './error-reporter.ts';

/** What every handler may use besides its parameters. */
export interface CallContext {
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal | undefined;
}

/** A call that is about to be answered. */
export interface AuthorizeRequest<TContext> {
  readonly endpoint: AnyEndpoint;
  /** Exactly what the handler will get, frozen. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: TContext;
}

/** What becomes of a call that is valid. */
interface CallSteps {
  /** Asks `authorize`, each time it is called. @throws SeamApiError unless it lets the call through */
  readonly decide: () => Promise<void>;
  readonly perform: () => Promise<ServerResponse>;
}

export interface KernelOptions<
  TContext extends CallContext = CallContext,
  TCall extends ServerRequest = ServerRequest,
> {
  /**
   * Finds out who calls, before anything else is looked at. What it returns goes to `authorize` and to the handler.
   * @throws whatever the caller shall be told; an `apiError` as it is, anything else as a 500
   */
  context?: ((call: TCall, endpoint: AnyEndpoint) => TContext | Promise<TContext>) | undefined;
  /**
   * Decides whether the call may be answered: only `true` lets it through. Without it, all calls are.
   * `{ deny: 'unauthenticated' }` is told as a 401, `{ deny: 'not_found' }` as a 404, everything else as a 403.
   */
  authorize?: ((request: AuthorizeRequest<TContext>) => unknown) | undefined;
  /**
   * How long `authorize` may take, in milliseconds. Then the call is denied with 503.
   * @default 5000
   */
  authorizeTimeout?: number | undefined;
  /**
   * Surrounds what becomes of a valid call: with order among calls, or with a memory of earlier ones. It has to `decide`
   * before it may `perform`.
   */
  around?: ((request: AuthorizeRequest<TContext>, steps: CallSteps) => Promise<ServerResponse>) | undefined;
  /**
   * Refuses what Seam lets pass: parameters it would drop, bodies that are not `application/json` (with 415), names given
   * twice, control characters, numbers that cannot be kept exactly. UUIDs reach the handler in lower case.
   * @default true
   */
  strict?: boolean | undefined;
  /**
   * The longest body that is read, in bytes.
   * @default 16384
   */
  bodyLimit?: number | undefined;
  /**
   * How many levels of lists and objects a parameter may have, when `strict`.
   * @default 16
   */
  depthLimit?: number | undefined;
  /** Makes the id of a request: 1 to 64 letters, digits, `_`, `-` and `.`. @default crypto.randomUUID */
  requestId?: ((call: TCall) => string) | undefined;
  /** Turns what a handler threw into what the caller is told. */
  mapError?: ((error: unknown) => unknown) | undefined;
  /** Hears of errors that the caller is told nothing about. */
  onError?: ErrorListener | undefined;
}
