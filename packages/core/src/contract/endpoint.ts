/** The HTTP verb an endpoint is called with. Every endpoint also accepts `POST` with a JSON body, some a further verb. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The effect of sending the same request twice:
 * - `safe`: it only reads;
 * - `idempotent`: the second request changes nothing more, so a request without a response may be retried;
 * - `never`: each request has an effect of its own (opens a door, creates an object).
 */
export type Replay = 'safe' | 'idempotent' | 'never';

/**
 * One accepted combination of mutually exclusive parameters: the required names, and the optional ones with a trailing `?`.
 * A parameter that no variant of the endpoint mentions may be combined with every variant.
 */
export type Variant = readonly string[];

/**
 * The kind of a result: one page of a cursor-paged list, a complete list, an action attempt to wait for, or the whole response
 * body, of an endpoint that is not documented.
 */
export type ResultKind = 'page' | 'list' | 'attempt' | 'body';

declare const types: unique symbol;

/** An endpoint as data. `TParams` and `TResult` exist only in the types. */
export interface Endpoint<TParams, TResult> {
  readonly verb: Verb;
  readonly path: `/${string}`;
  readonly replay: Replay;
  /** The verbs that the endpoint accepts besides `verb` and `POST`. */
  readonly otherVerbs?: readonly Verb[];
  /** The required parameters. A call without one of them fails before it is sent. */
  readonly required?: Readonly<Record<string, true>>;
  readonly variants?: readonly Variant[];
  /** The property of the response body that contains the result; absent when the endpoint returns nothing. */
  readonly returns?: string;
  readonly as?: ResultKind;
  /** Deprecated properties in which Seam repeats the result. */
  readonly aliases?: readonly string[];
  readonly [types]?: (params: TParams) => TResult;
}

/** The parameters of an endpoint without parameters. */
export type NoParams = Readonly<Record<string, never>>;

/** An endpoint of any types. */
// eslint-disable-next-line typescript/no-explicit-any -- the generic boundary: both positions must accept everything
export type AnyEndpoint = Endpoint<any, any>;

/** A tree of resources by name, with endpoints at the leaves. */
export interface EndpointTree {
  readonly [name: string]: AnyEndpoint | EndpointTree;
}

type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : undefined) : never;

type RequiredKeys<TParams> = [TParams] extends [NoParams]
  ? never
  : {
      [K in KeyOf<TParams> & string]: undefined extends ValueOf<TParams, K> ? never : K;
    }[KeyOf<TParams> & string];

/** Requires exactly the required parameters of `TParams`, and `returns` where there is a result. */
export type Facts<TParams, TResult> = { variants?: readonly Variant[]; otherVerbs?: readonly Verb[] } & ([
  RequiredKeys<TParams>,
] extends [never]
  ? { required?: never }
  : { required: { readonly [K in RequiredKeys<TParams>]: true } }) &
  ([TResult] extends [void]
    ? { returns?: never; as?: never; aliases?: never }
    : { returns: string; as?: Exclude<ResultKind, 'body'>; aliases?: readonly string[] });

/**
 * Defines an endpoint, for example one that the contract does not have yet. The type arguments are its parameters and its
 * result. `replay` is required for every verb except `GET`.
 *
 * @example
 * endpoint<WebhooksDeleteParams, void>('DELETE', '/webhooks/delete', {
 *   replay: 'idempotent',
 *   required: { webhook_id: true },
 * })
 */
export function endpoint<TParams, TResult>(
  verb: 'GET',
  path: `/${string}`,
  facts: Facts<TParams, TResult>,
): Endpoint<TParams, TResult>;
export function endpoint<TParams, TResult>(
  verb: Exclude<Verb, 'GET'>,
  path: `/${string}`,
  facts: Facts<TParams, TResult> & { replay: Replay },
): Endpoint<TParams, TResult>;
// Lets bundlers drop unused endpoints: without it, the call counts as a side effect.
/* @__NO_SIDE_EFFECTS__ */
export function endpoint(verb: Verb, path: `/${string}`, facts: Partial<AnyEndpoint>): AnyEndpoint {
  // Required by the types. In JavaScript, a change without it is not retried.
  return { verb, path, replay: verb === 'GET' ? 'safe' : 'never', ...facts };
}

/** The arguments of a method. Parameters that are all optional may be omitted. */
export type Arguments<TParams, TOptions> = NoParams extends TParams
  ? [params?: TParams, options?: TOptions]
  : [params: TParams, options?: TOptions];

/** The properties by which the types recognize an action attempt. */
interface AnyActionAttempt {
  action_attempt_id: string;
  action_type: string;
  status: string;
}

/** Options of a call that waits for its action attempt, which is the default. */
export type Waiting<TOptions> = TOptions & { readonly waitForActionAttempt?: true | object | undefined };

/**
 * The method of an endpoint that returns an action attempt. It resolves with a successful one. With
 * `waitForActionAttempt: false`, it resolves at once, and the action attempt may have any status.
 */
export interface ActionMethod<TParams, TAttempt, TOptions = unknown> {
  /**
   * Starts an action, and waits for it: resolves with the successful action attempt. Fails with
   * `SeamActionAttemptFailedError` when the device or the access system did not do it, and with
   * `SeamActionAttemptTimeoutError` when it is still pending.
   */
  (...args: Arguments<TParams, Waiting<TOptions>>): Promise<Extract<TAttempt, { status: 'success' }>>;
  /** Starts an action, and resolves with its action attempt, which may be pending: `status` says so. */
  (...args: Arguments<TParams, TOptions>): Promise<TAttempt>;
}

/** A method for each endpoint of the tree: the type of a client. */
export type Api<TTree, TOptions = unknown> = {
  readonly [K in keyof TTree]: TTree[K] extends Endpoint<infer TParams, infer TResult>
    ? [TResult] extends [AnyActionAttempt]
      ? ActionMethod<TParams, TResult, TOptions>
      : (...args: Arguments<TParams, TOptions>) => Promise<TResult>
    : Api<TTree[K], TOptions>;
};

/** A handler for each endpoint of the tree, as in a fake, a proxy or an application. Every `Api` is also `Handlers`. */
export type Handlers<TTree, TContext = unknown> = {
  readonly [K in keyof TTree]: TTree[K] extends Endpoint<infer TParams, infer TResult>
    ? (params: TParams, context: TContext) => TResult | Promise<TResult>
    : Handlers<TTree[K], TContext>;
};
