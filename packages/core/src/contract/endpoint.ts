/** The HTTP verb an endpoint is called with. Every endpoint also accepts `POST` with a JSON body. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What happens when the same call reaches Seam twice:
 * - `safe`: it only reads;
 * - `idempotent`: the second call leaves the state the first one made, so a lost answer may be replayed;
 * - `never`: each call does something anew (opens a door, creates an object).
 */
export type Replay = 'safe' | 'idempotent' | 'never';

/**
 * One accepted combination of parameters that exclude each other: names that must be given, and names with a
 * trailing `?` that may be. A parameter that no variant of the endpoint mentions goes with all of them.
 */
export type Variant = readonly string[];

/** How a result looks: one page of a cursor-paged list, a whole list, or an action attempt to wait for. */
export type ResultKind = 'page' | 'list' | 'attempt';

declare const types: unique symbol;

/** An endpoint as data. `TParams` and `TResult` exist for the compiler only. */
export interface Endpoint<TParams, TResult> {
  readonly verb: Verb;
  readonly path: `/${string}`;
  readonly replay: Replay;
  /** The parameters without which a call is refused. */
  readonly required?: Readonly<Record<string, true>>;
  readonly variants?: readonly Variant[];
  /** The property of the answer that holds the result; absent when the endpoint returns nothing. */
  readonly returns?: string;
  readonly as?: ResultKind;
  /** Older names under which Seam repeats the result. */
  readonly aliases?: readonly string[];
  readonly [types]?: (params: TParams) => TResult;
}

/** The parameters of an endpoint that takes none. */
export type NoParams = Readonly<Record<string, never>>;

/** Any endpoint, whatever its types. */
// eslint-disable-next-line typescript/no-explicit-any -- the generic boundary: both positions must accept everything
export type AnyEndpoint = Endpoint<any, any>;

/** Resources by name, endpoints at the leaves, nested to any depth. */
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

/** Checked against the types: exactly the parameters that cannot be left out, and a result's name where there is one. */
type Facts<TParams, TResult> = { variants?: readonly Variant[] } & ([RequiredKeys<TParams>] extends [never]
  ? { required?: never }
  : { required: { readonly [K in RequiredKeys<TParams>]: true } }) &
  ([TResult] extends [void]
    ? { returns?: never; as?: never; aliases?: never }
    : { returns: string; as?: ResultKind; aliases?: readonly string[] });

/**
 * Describes one endpoint. The type arguments are its parameters and its result; a verb other than `GET` has to say what
 * a replay does.
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
// A bundler drops the endpoints that are not used; without this, their calls count as side effects.
/* @__NO_SIDE_EFFECTS__ */
export function endpoint(verb: Verb, path: `/${string}`, facts: Partial<AnyEndpoint>): AnyEndpoint {
  return { verb, path, replay: 'safe', ...facts };
}

type Arguments<TParams, TOptions> = NoParams extends TParams
  ? [params?: TParams, options?: TOptions]
  : [params: TParams, options?: TOptions];

/** The tree as functions to call: what a client is. */
export type Api<TTree, TOptions = unknown> = {
  readonly [K in keyof TTree]: TTree[K] extends Endpoint<infer TParams, infer TResult>
    ? (...args: Arguments<TParams, TOptions>) => Promise<TResult>
    : Api<TTree[K], TOptions>;
};

/** The tree as functions that answer: what a fake, a proxy or an application is. Every `Api` is one too. */
export type Handlers<TTree, TContext = unknown> = {
  readonly [K in keyof TTree]: TTree[K] extends Endpoint<infer TParams, infer TResult>
    ? (params: TParams, context: TContext) => TResult | Promise<TResult>
    : Handlers<TTree[K], TContext>;
};
