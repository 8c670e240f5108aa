import type { AnyEndpoint } from '@org/seam-core';
import type { IdempotencyOptions } from '../idempotency/idempotency.ts';
import type { OpenApiRouteOptions } from '../openapi/route.ts';
import type { AuditEntry } from './audit-log.ts';
import type { Authorize } from './authorize.ts';
import type { SeamHandlers } from './context.ts';
import type { CorsOptions } from './cors.ts';
import type { ErrorListener, Logger } from './error-reporter.ts';
import type { Exposable } from './expose.ts';
import type { CallContext, KernelOptions } from './kernel-options.ts';

export interface RouterOptions<
  TEntry extends Exposable = Exposable,
  TRequest = Request,
  TSeam = SeamHandlers,
> extends Pick<KernelOptions, 'bodyLimit' | 'depthLimit' | 'authorizeTimeout'> {
  /**
   * The endpoints that may be called: paths, and wildcards of one resource such as `/acs/users/*`. All others do not
   * exist for the caller.
   */
  readonly expose: readonly TEntry[];
  /**
   * Decides about each call, after its parameters were found good: only `true` lets it through.
   * `{ deny: 'unauthenticated' }` is answered with 401, `{ deny: 'not_found' }` with 404, anything else with 403, a throw
   * with 500, a timeout with 503; none of them reaches Seam. Called again for a change that waited for an earlier one of
   * the same person, since the decision may have changed. One function, or one per entry of `expose`.
   */
  readonly authorize: Authorize<TEntry, TRequest, TSeam>;
  /**
   * Who calls, in a word for the audit, the log and the keys of `idempotency`: the id of a user, not an address. Where ids
   * of two tenants may be alike, put the tenant in it. `undefined` for who is not known; what is neither that nor a text is a
   * fault of yours, answered with 500.
   */
  readonly actor?: ((req: TRequest) => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * Refuses calls other than GET that pages of other origins make a browser send, by `Sec-Fetch-Site` and `Origin`.
   * @default true
   */
  readonly csrf?: boolean | undefined;
  /** Origins besides the own one whose pages may call, such as `https://console.example.com`. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * Lets the pages of `allowedOrigins` read the answers, and answers browsers that ask first.
   * @default false
   */
  readonly cors?: boolean | CorsOptions | undefined;
  /**
   * Asked before anything is read: a number refuses the call with 429 and says how many milliseconds to wait. Together with
   * `actor` it may take as long as `authorize`. Of the document of `openapi`, too, by its path.
   */
  readonly rateLimit?:
    ((req: TRequest, endpoint: AnyEndpoint) => number | undefined | Promise<number | undefined>) | undefined;
  /**
   * Honours `Idempotency-Key`: a change that comes again with its key is answered as it was the first time. `true`
   * remembers in this process. Needs `actor`.
   * @default false
   */
  readonly idempotency?: boolean | IdempotencyOptions | undefined;
  /**
   * How many calls are answered at a time. More are told to come again, with 503: those let in are answered in time. Calls
   * whose bodies are still to come are not counted; of those that wait for an earlier change of the same person there may
   * be five times as many.
   * @default 200
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How long a change may wait for earlier changes of the same person, in milliseconds. Then it is refused with 503
   * `change_in_progress`. Keep it above the `totalTimeout` of the client.
   * @default 40000
   */
  readonly queueTimeout?: number | undefined;
  /**
   * How many milliseconds a body may take to come, from when the call was let in. Then the call is refused with 408.
   * @default 10000
   */
  readonly bodyTimeout?: number | undefined;
  /**
   * Serves an OpenAPI 3.1 document of exactly what is exposed, at `/openapi.json` below the place where the API is mounted.
   * Everybody who gets that far may read it, unless its own `authorize` says otherwise.
   * @default false
   */
  readonly openapi?: boolean | OpenApiRouteOptions<TRequest> | undefined;
  /**
   * Hears of every call to an exposed endpoint when it is over, apart from those there was no room for. Not waited for, save
   * by `drain`.
   */
  readonly audit?: ((entry: AuditEntry) => void | Promise<void>) | undefined;
  /** Gets one line per call, and the faults that `onError` does not take. */
  readonly logger?: Logger | undefined;
  /**
   * Says which id a request has, such as the one a proxy of yours put into a header. What is not 1 to 64 letters, digits,
   * `_`, `-` and `.` is not taken.
   * @default crypto.randomUUID
   */
  readonly requestId?: ((req: TRequest) => string | undefined) | undefined;
  /**
   * Hears of what the caller is not told: failures of Seam and faults of your functions. It gets the error itself, with
   * Seam's words, which may name people.
   * @default writes what `Logger` says of it to `logger`, or to the console
   */
  readonly onError?: ErrorListener | undefined;
}

interface MountOptions {
  /**
   * Where the API is mounted, such as `/api/seam`.
   * @default the root
   */
  readonly basePath?: string | undefined;
  /**
   * The schemas of the parameters, as a tree of Standard Schemas; `false` validates nothing.
   * @default those of `@org/seam-core/schemas`
   */
  readonly schemas?: object | false | undefined;
}

/**
 * How handlers are served without the guard: all of them, to everybody who gets there unless `authorize` is given, pages of
 * other sites included.
 */
export interface OpenHandlerOptions<TContext extends CallContext = CallContext>
  extends KernelOptions<TContext>, MountOptions {
  /** Says that this is meant: for tests, for your own implementation of the API, behind a guard of your own. */
  readonly unguarded: true;
  readonly expose?: undefined;
}

/** How endpoints are exposed to a front-end: those listed, under your rules. */
export interface HandlerOptions<
  TEntry extends Exposable = Exposable,
  TRequest = Request,
  TSeam = SeamHandlers,
>
  extends RouterOptions<TEntry, TRequest, TSeam>, MountOptions {}
