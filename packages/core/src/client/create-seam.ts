import type { ActionMethod, AnyEndpoint, Api, Arguments, EndpointTree } from '../contract/endpoint.ts';
import { endpoints } from '../contract/endpoints.ts';
import { actionAttempts } from '../contract/generated/endpoints/client.ts';
import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import { mapEndpoints } from '../contract/tree.ts';
import { SeamInvalidResponseError } from '../errors/transport-errors.ts';
import { pollActionAttempt } from './action-attempts.ts';
import { type Caller, callerOf, rethrowAt } from './caller.ts';
import { checkCallOptions, checkSeamOptions } from './check-options.ts';
import { requestIdOf } from './headers.ts';
import type { CallOptions, NonWaitingSeamOptions, SeamOptions } from './options.ts';
import { paginationOf } from './pagination.ts';
import { createPathFinder, type FindByPath, findUndocumented, type PathRequests } from './request.ts';
import { createSend } from './send.ts';
import type { SeamResources } from './generated/resources.ts';
import { collectResponse, followPages, type ObservedCallOptions } from './with-response.ts';

/** The options of a call, and the place that made it. */
interface Invocation {
  readonly options: ObservedCallOptions | undefined;
  readonly caller: Caller;
}

/** Calls an endpoint, waits for its action attempt if there is one, and resolves with the result. */
type Invoke = (find: () => AnyEndpoint, params: unknown, invocation: Invocation) => Promise<unknown>;

/** Returns the function that every method of a client calls. */
const createInvoke = (seamOptions: SeamOptions): Invoke => {
  const options = checkSeamOptions(seamOptions);
  const send = createSend(options);

  const invoke = async (endpoint: AnyEndpoint, params: unknown, { options: given, caller }: Invocation) => {
    const call: ObservedCallOptions = given === undefined ? {} : checkCallOptions(endpoint.path, given);
    const { result, status, headers, attempts } = await send(endpoint, params, { options: call, caller });
    const requestId = requestIdOf(headers);
    if (endpoint.as === 'list' && !call[followPages] && paginationOf(result as object)?.has_next_page)
      throw new SeamInvalidResponseError(`${endpoint.path}: the server returned a page. Use paginate.`, {
        reason: 'shape',
        outcome: 'unknown',
        requestId,
      });
    call[collectResponse]?.({ status, headers, requestId, attempts });
    if (endpoint.as !== 'attempt') return result;

    const wait = call.waitForActionAttempt ?? options.waitForActionAttempt ?? true;
    if (wait === false) return result;
    const getActionAttempt = async (id: { action_attempt_id: string }, pollOptions: object) =>
      (await send(actionAttempts.get, id, { options: pollOptions, caller })).result as ActionAttempt;
    const { signal, headers: sent, retry, timeout: callTimeout } = call;
    return await pollActionAttempt(result as ActionAttempt, getActionAttempt, {
      ...(wait !== true && wait),
      signal,
      headers: sent,
      retry,
      callTimeout,
    });
  };

  return async (find, params, invocation) => {
    try {
      return await invoke(find(), params, invocation);
    } catch (error) {
      return rethrowAt(invocation.caller)(error);
    }
  };
};

const createClient = (
  tree: EndpointTree,
  options: SeamOptions | NonWaitingSeamOptions,
  findOther?: FindByPath,
): unknown => {
  const invoke = createInvoke(options as SeamOptions);
  const find = createPathFinder(tree, findOther);
  const request = (path: string, params?: unknown, call?: CallOptions) =>
    invoke(() => find(path), params, { options: call, caller: callerOf(request) });
  const methods = mapEndpoints(tree, (endpoint, names) => {
    const method = (params?: unknown, call?: CallOptions) =>
      invoke(() => endpoint, params, { options: call, caller: callerOf(method) });
    return Object.defineProperties(method, {
      name: { value: names.at(-1) },
      [collectResponse]: {},
    });
  });
  return { request, ...methods };
};

/** The Seam API as methods, one per endpoint. */
export interface Seam extends SeamResources, PathRequests {}

/** A client for the endpoints of a tree. A resource of the tree with the name `request` replaces the calls by path. */
export type SeamOf<TTree> = Api<TTree, CallOptions> & Omit<PathRequests, keyof TTree>;

/** A client that was created with `waitForActionAttempt: false`: an action attempt may have any status. */
export type WithoutWaiting<TApi> = {
  readonly [K in keyof TApi]: TApi[K] extends ActionMethod<infer TParams, infer TAttempt, CallOptions>
    ? (...args: Arguments<TParams, CallOptions>) => Promise<TAttempt>
    : TApi[K] extends (...args: never[]) => unknown
      ? TApi[K]
      : WithoutWaiting<TApi[K]>;
};

/**
 * Creates a client for the given resources only. Bundlers drop the other resources, so use it in browsers.
 *
 * @example
 * const { userIdentities } = createSeamFrom({ userIdentities: resource }, { auth: 'none', endpoint: '/api/seam' });
 *
 * @param tree the resources, by their names on the client
 * @param options the credential, the endpoint, and defaults for calls; the environment is the default for some of them
 * @throws SeamConfigError when the options are invalid
 */
export function createSeamFrom<TTree extends EndpointTree>(
  tree: TTree,
  options: NonWaitingSeamOptions,
): WithoutWaiting<SeamOf<TTree>>;
export function createSeamFrom<TTree extends EndpointTree>(tree: TTree, options?: SeamOptions): SeamOf<TTree>;
export function createSeamFrom(
  tree: EndpointTree,
  options: SeamOptions | NonWaitingSeamOptions = {},
): unknown {
  return createClient(tree, options);
}

/**
 * Creates a client for the whole API, or for the resources in the second argument.
 *
 * @example
 * const seam = createSeam({ apiKey: 'seam_…' });
 * await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
 *
 * @param options the credential, the endpoint, and defaults for calls; the environment is the default for some of them. An API
 * key may come first: `createSeam('seam_…', { timeout: 5000 })`
 * @throws SeamConfigError when the options are invalid
 * @see https://docs.seam.co/latest/api
 */
export function createSeam(options: NonWaitingSeamOptions): WithoutWaiting<Seam>;
export function createSeam<TTree extends EndpointTree>(
  options: NonWaitingSeamOptions,
  tree: TTree,
): WithoutWaiting<SeamOf<TTree>>;
export function createSeam<TTree extends EndpointTree>(options: SeamOptions, tree: TTree): SeamOf<TTree>;
export function createSeam(apiKey: string, options: NonWaitingSeamOptions): WithoutWaiting<Seam>;
export function createSeam(apiKey: string, options?: SeamOptions): Seam;
export function createSeam(options?: SeamOptions): Seam;
export function createSeam(
  first: string | SeamOptions | NonWaitingSeamOptions = {},
  second?: object,
): unknown {
  const [options, tree] =
    typeof first === 'string'
      ? [{ ...second, apiKey: first }, endpoints]
      : [first, (second ?? endpoints) as EndpointTree];
  const client = createClient(tree, options, tree === endpoints ? findUndocumented : undefined) as object;
  return Object.defineProperty(client, Symbol.for('nodejs.util.inspect.custom'), {
    // The names of the resources, instead of a page of functions.
    value: () => `Seam { ${Object.keys(client).join(', ')} }`,
  });
}
