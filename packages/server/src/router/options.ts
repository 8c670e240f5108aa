import type { AnyEndpoint } from '@org/seam-core';
import { checkOptions, type OptionRule, type OptionRules, rules } from '@org/seam-core/internal';
import type { IdempotencyOptions } from '../idempotency/idempotency.ts';
import type { ReadOptions } from '../input/params.ts';
import type { OpenApiRouteOptions } from '../openapi/route.ts';
import type { AuditEntry } from './audit-log.ts';
import type { Authorize } from './authorize.ts';
import type { SeamHandlers } from './context.ts';
import type { CorsOptions } from './cors.ts';
import type { ErrorListener, Logger } from './error-reporter.ts';
import type { Exposable } from './expose.ts';

export interface RouterOptions<
  TEntry extends Exposable = Exposable,
  TRequest = Request,
  TSeam = SeamHandlers,
> extends Pick<ReadOptions, 'bodyLimit' | 'depthLimit'> {
  /**
   * The endpoints to expose: paths, and wildcards of one resource such as `/acs/users/*`. All others return 404.
   */
  readonly expose: readonly TEntry[];
  /**
   * Decides whether a request is allowed, after its parameters were validated: only `true` allows it.
   * `{ deny: 'unauthenticated' }` returns 401, `{ deny: 'not_found' }` 404, any other value 403, an exception 500, a timeout
   * 503; none of them reaches Seam. Called again for a change that waited for an earlier one of the same person, since the
   * permission may have changed: a session that was read with the request does not show that. One function, or one per
   * entry of `expose`.
   */
  readonly authorize: Authorize<TEntry, TRequest, TSeam>;
  /**
   * The timeout of `authorize` with the function that selects the target, and of `rateLimit` and `actor` together, in
   * milliseconds. A timeout returns 503.
   * @default 5000
   */
  readonly authorizeTimeout?: number | undefined;
  /**
   * Returns a stable id of the caller, used in audit entries, logs and idempotency keys: the id of a user, not an email
   * address. Include the tenant where ids of two tenants may be equal. Return `undefined` for an unauthenticated caller; any
   * other value returns 500.
   */
  readonly actor?: ((req: TRequest) => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * Rejects cross-site requests other than GET, by `Sec-Fetch-Site` and `Origin`.
   * @default true
   */
  readonly csrf?: boolean | undefined;
  /** Other origins whose pages may send requests, such as `https://console.example.com`. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * Allows the pages of `allowedOrigins` to read responses, and responds to preflight requests.
   * @default false
   */
  readonly cors?: boolean | CorsOptions | undefined;
  /**
   * Rate limit, called before the body is read. A returned number rejects the request with 429: the delay before a retry, in
   * milliseconds. `undefined` accepts the request, and any other value returns 500. Also called for the document of
   * `openapi`, with its path.
   */
  readonly rateLimit?:
    ((req: TRequest, endpoint: AnyEndpoint) => number | undefined | Promise<number | undefined>) | undefined;
  /**
   * Honours `Idempotency-Key`: a repeated change receives the response of the first request. `true` stores keys in this
   * process. Needs `actor`.
   * @default false
   */
  readonly idempotency?: boolean | IdempotencyOptions | undefined;
  /**
   * The maximum number of concurrent requests. Further ones are rejected with 503. Requests whose bodies are being received
   * do not count; up to five times as many may wait for earlier changes of the same person.
   * @default 200
   */
  readonly maxInFlight?: number | undefined;
  /**
   * How long a change may wait for earlier changes of the same person, in milliseconds. Then it is rejected with 503
   * `change_in_progress`. Keep it above the `totalTimeout` of the client.
   * @default 40000
   */
  readonly queueTimeout?: number | undefined;
  /**
   * How long a response waits for a function of yours in the target, in milliseconds. Then it is 504 `upstream_timeout`, with
   * the outcome `unknown`. The function continues, and may still have its effect: until it settles, later changes of the same
   * person are rejected with 503, and the idempotency key is in use, for up to its `lease`. Keep it below that. A method of a
   * client has its own `totalTimeout` instead.
   * @default 40000
   */
  readonly targetTimeout?: number | undefined;
  /**
   * How long `drain` waits for requests in progress, in milliseconds. Each one that is left is reported to `onError`. Keep it
   * below the time that your process manager allows for a shutdown.
   * @default 90000
   */
  readonly drainTimeout?: number | undefined;
  /**
   * How long a caller may take to send the body, in milliseconds. Then the request is rejected with 408.
   * @default 10000
   */
  readonly bodyTimeout?: number | undefined;
  /**
   * Serves an OpenAPI 3.1 document of the exposed endpoints, at `/openapi.json` below the mount point. Every caller may read
   * it, unless its own `authorize` denies it.
   * @default false
   */
  readonly openapi?: boolean | OpenApiRouteOptions<TRequest> | undefined;
  /**
   * Called with an entry for each finished request to an exposed endpoint, except those rejected as overload. Responses do
   * not wait for it; `drain` does, for up to 30 seconds.
   */
  readonly audit?: ((entry: AuditEntry) => void | Promise<void>) | undefined;
  /** Receives one line per request, and the errors when there is no `onError`. */
  readonly logger?: Logger | undefined;
  /**
   * Returns the id of a request, such as the one that your proxy set in a header. An id other than 1 to 64 letters, digits,
   * `_`, `-` and `.` is replaced.
   * @default crypto.randomUUID
   */
  readonly requestId?: ((req: TRequest) => string | undefined) | undefined;
  /**
   * Called with errors whose details the response does not disclose: those of Seam and of your functions. The error is
   * unchanged: messages of Seam may contain personal data. Not called for a read that ends because its caller disconnected.
   * @default writes the serialized error to `logger`, or to the console
   */
  readonly onError?: ErrorListener | undefined;
}

/** Where and with which schemas endpoints are served. */
export interface MountOptions {
  /**
   * The mount point, such as `/api/seam`.
   * @default the root
   */
  readonly basePath?: string | undefined;
  /**
   * Standard Schemas of parameters, as a tree. An endpoint that it lacks keeps its built-in one; `false` disables validation.
   * A schema that takes longer than 5 seconds returns 500.
   * @default the schemas of `@org/seam-core/schemas`
   */
  readonly schemas?: object | false | undefined;
}

/** The options of `createRequestHandler` and `createNodeHandler`. */
export interface HandlerOptions<
  TEntry extends Exposable = Exposable,
  TRequest = Request,
  TSeam = SeamHandlers,
>
  extends RouterOptions<TEntry, TRequest, TSeam>, MountOptions {}

const isFunction = rules.type('function');
const isBoolean = rules.type('boolean');

const isLogger: OptionRule = {
  expected: 'an object with the functions info and error',
  accepts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['info', 'error'].every((name) => typeof Reflect.get(value, name) === 'function'),
};

const isStringArray: OptionRule = {
  expected: 'an array of strings',
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

/** The rules of the options that all handlers have in common. */
export const commonRules = {
  bodyLimit: rules.count(0),
  // A higher limit would overflow the stack of recursive functions.
  depthLimit: rules.count(0, 1000),
  authorizeTimeout: rules.milliseconds(),
  onError: isFunction,
  requestId: isFunction,
};

/** Options with `rules.any` are checked where they are used, with a message that says what to write. */
export const routerRules: OptionRules<RouterOptions> = {
  ...commonRules,
  expose: rules.any,
  authorize: rules.any,
  actor: isFunction,
  csrf: isBoolean,
  allowedOrigins: isStringArray,
  cors: rules.either(isBoolean, rules.type('object')),
  rateLimit: isFunction,
  idempotency: rules.either(isBoolean, rules.type('object')),
  maxInFlight: rules.count(),
  queueTimeout: rules.milliseconds(),
  targetTimeout: rules.milliseconds(),
  drainTimeout: rules.milliseconds(),
  bodyTimeout: rules.milliseconds(),
  openapi: rules.either(isBoolean, rules.type('object')),
  audit: isFunction,
  logger: isLogger,
};

export const mountRules: OptionRules<MountOptions> = {
  basePath: rules.type('string'),
  schemas: rules.either(rules.type('object'), rules.oneOf(false)),
};

const handlerRules: OptionRules<HandlerOptions> = { ...routerRules, ...mountRules };

/**
 * Returns a copy of the options, also of those that the object inherits.
 * @throws SeamConfigError for an option that is unknown or invalid
 */
export const checkHandlerOptions = <TOptions extends object>(subject: string, options: TOptions): TOptions =>
  checkOptions<object>(subject, options, handlerRules) as TOptions;
