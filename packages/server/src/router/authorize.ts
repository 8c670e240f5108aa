import { type AnyEndpoint, type EndpointPath, type ParamsByPath, SeamConfigError } from '@org/seam-core';
import { isObject, suggest, withTimeout } from '@org/seam-core/internal';
import { httpError, toCause } from '../http/api-error.ts';
import type { ErrorType } from '../http/error-types.ts';
import { type RequestContext, type SeamHandlers, targetOfRequest } from './context.ts';
import { type Exposable, type ExposedEndpoint, type ExposedPath, wildcardOf } from './expose.ts';

/** What `authorize` receives. `endpoint` discriminates the type of `params`. */
export type AuthorizeContext<TPath extends EndpointPath, TRequest = Request, TSeam = SeamHandlers> = {
  readonly [P in TPath]: {
    readonly req: TRequest;
    readonly endpoint: P;
    /** Exactly the parameters that are sent to Seam, frozen at any depth; UUIDs are in lower case. */
    readonly params: Readonly<ParamsByPath[P]>;
    /** The target of the request, to look up the resources that the parameters refer to. */
    readonly seam: TSeam;
  };
}[TPath];

const denials = {
  forbidden: 'forbidden',
  unauthenticated: 'unauthenticated',
  not_found: 'not_found',
} as const satisfies Record<string, ErrorType>;

/** Why a request is denied: 403, 401, or a 404 that does not disclose whether the resource exists. */
export type DenialReason = keyof typeof denials;

/** Only `true` allows the request. `false` is a 403. */
export type AuthorizationDecision = boolean | { readonly deny: DenialReason };

/** Decides whether a request is allowed. */
export type Policy<TContext> = (context: TContext) => AuthorizationDecision | Promise<AuthorizationDecision>;

/** One policy per entry of `expose`. The policy of a path takes precedence over the one of its wildcard. */
export type PolicyMap<TEntry extends Exposable, TRequest = Request, TSeam = SeamHandlers> = {
  readonly [E in TEntry]: Policy<AuthorizeContext<ExposedPath<E>, TRequest, TSeam>>;
} & {
  readonly [P in ExposedPath<TEntry>]?: Policy<AuthorizeContext<P, TRequest, TSeam>>;
};

/** One policy for all exposed endpoints, or one per entry of `expose`. */
export type Authorize<TEntry extends Exposable, TRequest = Request, TSeam = SeamHandlers> =
  Policy<AuthorizeContext<ExposedPath<TEntry>, TRequest, TSeam>> | PolicyMap<TEntry, TRequest, TSeam>;

const isDenialReason = (value: unknown): value is DenialReason =>
  typeof value === 'string' && Object.hasOwn(denials, value);

/** Whether a value is a promise, also one of another library. */
const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

/** Continues at once with a value, and later with a promise: a timeout is needed for promises only. */
export const chain = <TValue, TResult>(
  value: TValue | PromiseLike<TValue>,
  toResult: (value: TValue) => TResult | Promise<TResult>,
): TResult | Promise<TResult> => (isPromise(value) ? Promise.resolve(value).then(toResult) : toResult(value));

/** The default timeout of a decision, in milliseconds. */
export const defaultAuthorizeTimeout = 5000;

/**
 * Calls a policy, and returns only when it allowed the request.
 *
 * @param timeout in milliseconds
 * @throws SeamApiError for the response otherwise
 */
export const runAuthorize = async <TContext>(
  policy: (context: TContext) => unknown,
  context: TContext,
  timeout = defaultAuthorizeTimeout,
): Promise<void> => {
  let timeoutError: Error | undefined;
  let decision: unknown;
  try {
    decision = policy(context);
    if (isPromise(decision))
      decision = await withTimeout(
        timeout,
        Promise.resolve(decision),
        () => (timeoutError = httpError('authorization_timeout')),
      );
  } catch (error) {
    if (timeoutError !== undefined && error === timeoutError) throw timeoutError;
    throw httpError('authorization_error', { cause: toCause(error) });
  }
  if (decision === true) return;
  const reason = isObject(decision) ? decision['deny'] : undefined;
  throw httpError(isDenialReason(reason) ? denials[reason] : 'forbidden');
};

type AnyPolicy = (context: never) => unknown;

/**
 * Returns a function that finds the policy of an exposed path.
 * @throws SeamConfigError when there is none, or when a map lacks an entry or has one that is not exposed
 */
export const findPolicy = (
  authorize: unknown,
  exposed: readonly ExposedEndpoint[],
): ((path: string) => AnyPolicy) => {
  if (typeof authorize === 'function') return () => authorize as AnyPolicy;
  if (typeof authorize !== 'object' || authorize === null)
    throw new SeamConfigError(
      'The router needs authorize: it lends your credential to every caller that can reach it. For a start: ' +
        'authorize: ({ req, endpoint, params }) => req.user?.isManager === true',
    );
  const entries = new Map<string, unknown>(Object.entries(authorize));
  const policies = new Map<string, AnyPolicy>();
  for (const { path } of exposed.map(({ endpoint }) => endpoint)) {
    const policy = entries.get(path) ?? entries.get(wildcardOf(path));
    if (typeof policy !== 'function')
      throw new SeamConfigError(`authorize has no function for ${path}, which is exposed.`);
    policies.set(path, policy as AnyPolicy);
  }
  const known = new Set([...policies.keys()].flatMap((path) => [path, wildcardOf(path)]));
  const unknown = [...entries.keys()].find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new SeamConfigError(
      `authorize has ${JSON.stringify(unknown)}, which is not exposed.${suggest(unknown, [...known])}`,
    );
  return (path) => policies.get(path) ?? (() => false);
};

interface AuthorizationOptions {
  readonly authorize: unknown;
  readonly exposed: readonly ExposedEndpoint[];
  /** The target, or a function that selects it by request. */
  readonly target: unknown;
  /** In milliseconds. */
  readonly timeout: number | undefined;
}

/** Returns only when the request is allowed. */
type Authorization<TRequest> = (
  context: RequestContext<TRequest>,
  endpoint: AnyEndpoint,
  params: Readonly<Record<string, unknown>>,
) => Promise<void>;

/**
 * Creates the authorization step: it selects the target of the request and calls the policy of the endpoint.
 * @throws SeamConfigError like `findPolicy`
 */
export const createAuthorization = <TRequest>({
  authorize,
  exposed,
  target,
  timeout,
}: AuthorizationOptions): Authorization<TRequest> => {
  const policyOf = findPolicy(authorize, exposed);
  const select = typeof target === 'function' ? (target as (req: TRequest) => unknown) : () => target;
  type Target = NonNullable<RequestContext<TRequest>['target']>;
  const selectTarget = (req: TRequest): Target | Promise<Target> => {
    // A denied caller receives the denial, not the error of a target that it may not reach.
    const toFailure = (error: unknown): Target => ({ error });
    try {
      const selected = select(req);
      if (!isPromise(selected)) return { value: selected as SeamHandlers };
      return Promise.resolve(selected).then((value) => ({ value: value as SeamHandlers }), toFailure);
    } catch (error) {
      return toFailure(error);
    }
  };
  return async (context, { path }, params) => {
    context.isAllowed = false;
    const policy = policyOf(path);
    const authorizeContext = {
      req: context.req,
      endpoint: path,
      params,
      get seam() {
        return targetOfRequest(context);
      },
    };
    // One timeout for both: a target that is never selected would keep the slot, and the place in the queue of the person.
    const selectAndAuthorize = (given: typeof authorizeContext): unknown =>
      chain(selectTarget(context.req), (selected) => {
        context.target = selected;
        return policy(given as never);
      });
    await runAuthorize(selectAndAuthorize, authorizeContext, timeout);
    context.isAllowed = true;
  };
};
