import { type EndpointPath, type ParamsByPath, SeamConfigError } from '@org/seam-core';
import { isObject, suggest, withTimeout } from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import type { ErrorType } from '../http/error-types.ts';
import type { SeamHandlers } from './context.ts';
import { type Exposable, type ExposedEndpoint, type ExposedPath, wildcardOf } from './expose.ts';

const denials = {
  forbidden: 'forbidden',
  unauthenticated: 'unauthenticated',
  not_found: 'not_found',
} as const satisfies Record<string, ErrorType>;

/** Why a call is denied: 403, 401, or a 404 that tells nobody whether there is something. */
export type Denial = keyof typeof denials;

const isDenial = (value: unknown): value is Denial =>
  typeof value === 'string' && Object.hasOwn(denials, value);

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

/** How long a decision may take unless said otherwise, in milliseconds. */
export const defaultAuthorizeTimeout = 5000;

/**
 * Asks `authorize`, and returns only when it said `true`.
 * @throws SeamApiError with what the caller is told otherwise
 */
export const runAuthorize = async <TRequest>(
  authorize: (request: TRequest) => unknown,
  request: TRequest,
  timeout = defaultAuthorizeTimeout,
): Promise<void> => {
  let tooLate: Error | undefined;
  let said: unknown;
  try {
    said = authorize(request);
    if (isPromise(said))
      said = await withTimeout(
        timeout,
        Promise.resolve(said),
        () => (tooLate = apiError('authorization_timeout')),
      );
  } catch (cause) {
    if (tooLate !== undefined && cause === tooLate) throw tooLate;
    throw apiError('authorization_error', { cause });
  }
  if (said === true) return;
  const denial = isObject(said) ? said['deny'] : undefined;
  throw apiError(isDenial(denial) ? denials[denial] : 'forbidden');
};

type AnyPolicy = (call: never) => unknown;

/**
 * The policy of each exposed path.
 * @throws SeamConfigError when there is none, or when a map leaves one out or names what is not exposed
 */
export const findPolicy = (
  authorize: unknown,
  exposed: readonly ExposedEndpoint[],
): ((path: string) => AnyPolicy) => {
  if (typeof authorize === 'function') return () => authorize as AnyPolicy;
  if (typeof authorize !== 'object' || authorize === null)
    throw new SeamConfigError(
      'The router needs authorize: it lends your credential to whoever can reach it. For a start: ' +
        'authorize: ({ req, endpoint, params }) => req.user?.isManager === true',
    );
  const given = new Map<string, unknown>(Object.entries(authorize));
  const policies = new Map<string, AnyPolicy>();
  for (const { path } of exposed.map(({ endpoint }) => endpoint)) {
    const policy = given.get(path) ?? given.get(wildcardOf(path));
    if (typeof policy !== 'function')
      throw new SeamConfigError(`authorize has no function for ${path}, which is exposed.`);
    policies.set(path, policy as AnyPolicy);
  }
  const known = new Set([...policies.keys()].flatMap((path) => [path, wildcardOf(path)]));
  const unknown = [...given.keys()].find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new SeamConfigError(
      `authorize has ${JSON.stringify(unknown)}, which is not exposed.${suggest(unknown, [...known])}`,
    );
  // Whatever is not in the table is not exposed, and so never asked about.
  return (path) => policies.get(path) ?? (() => false);
};

/** A call that waits for your decision. `endpoint` tells which parameters it has. */
export type CallToDecide<TPath extends EndpointPath, TRequest = Request, TSeam = SeamHandlers> = {
  readonly [P in TPath]: {
    readonly req: TRequest;
    readonly endpoint: P;
    /** Exactly what will be sent, frozen to its depth; UUIDs are in lower case. */
    readonly params: Readonly<ParamsByPath[P]>;
    /** What the call will go to: for looking up what the parameters name before you decide. */
    readonly seam: TSeam;
  };
}[TPath];

/** Only `true` lets a call through. A reason to deny is told as 401, 403 or 404. */
export type Decision = boolean | { readonly deny: Denial };

/** Decides about a call. */
export type Policy<TCall> = (call: TCall) => Decision | Promise<Decision>;

/** One policy per entry of `expose`; one of a path goes before the one of its wildcard. */
export type PolicyMap<TEntry extends Exposable, TRequest = Request, TSeam = SeamHandlers> = {
  readonly [E in TEntry]: Policy<CallToDecide<ExposedPath<E>, TRequest, TSeam>>;
} & {
  readonly [P in ExposedPath<TEntry>]?: Policy<CallToDecide<P, TRequest, TSeam>>;
};

/** One policy for all that is exposed, or one per entry. */
export type Authorize<TEntry extends Exposable, TRequest = Request, TSeam = SeamHandlers> =
  Policy<CallToDecide<ExposedPath<TEntry>, TRequest, TSeam>> | PolicyMap<TEntry, TRequest, TSeam>;
