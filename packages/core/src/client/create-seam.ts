import type { AnyEndpoint, Api, EndpointTree } from '../contract/endpoint.ts';
import { endpoints } from '../contract/endpoints.ts';
import { actionAttempts } from '../contract/generated/endpoints/action-attempts.ts';
import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import { mapEndpoints } from '../contract/tree.ts';
import { pollActionAttempt } from './action-attempts.ts';
import { type Caller, callerOf, rethrowAt } from './caller.ts';
import { checkCallOptions, checkSeamOptions } from './check-options.ts';
import type { CallOptions, SeamOptions } from './options.ts';
import { createSend } from './send.ts';
import { collectResponse, type ObservedCallOptions } from './with-response.ts';

/** How a method of the client was called. */
interface Invocation {
  readonly options: ObservedCallOptions | undefined;
  readonly caller: Caller;
}

/** Calls an endpoint, waits for its action attempt if it has one, and resolves with the result alone. */
type Invoke = (endpoint: AnyEndpoint, params: unknown, invocation: Invocation) => Promise<unknown>;

/** What every method of a client does. */
const createInvoke = (options: SeamOptions): Invoke => {
  checkSeamOptions(options);
  const send = createSend(options);

  const invoke: Invoke = async (endpoint, params, { options: call = {}, caller }) => {
    const { result, status, headers, attempts } = await send(endpoint, params, { options: call, caller });
    const requestId = headers.get('seam-request-id') ?? undefined;
    call[collectResponse]?.({ status, headers, requestId, attempts });
    if (endpoint.as !== 'attempt') return result;

    const wait = call.waitForActionAttempt ?? options.waitForActionAttempt ?? true;
    if (wait === false) return result;
    const look = async (of: { action_attempt_id: string }, how: object) =>
      (await send(actionAttempts.get, of, { options: how, caller })).result as ActionAttempt;
    const { signal, headers: sent, retry, timeout: callTimeout } = call;
    return await pollActionAttempt(result as ActionAttempt, look, {
      ...(wait === true ? {} : wait),
      signal,
      headers: sent,
      retry,
      callTimeout,
    });
  };

  return async (endpoint, params, invocation) => {
    try {
      if (invocation.options !== undefined) checkCallOptions(endpoint.path, invocation.options);
      return await invoke(endpoint, params, invocation);
    } catch (error) {
      return rethrowAt(invocation.caller)(error);
    }
  };
};

/** The Seam API as functions, one per endpoint. */
export interface Seam extends Api<typeof endpoints, CallOptions> {}

/**
 * A client for the resources given, and no others: what a browser bundle wants.
 *
 * @example
 * const { userIdentities } = createSeamFrom({ userIdentities: resource }, { auth: 'none', endpoint: '/api/seam' });
 *
 * @param tree the resources, by the name they shall have on the client
 * @param options how to reach Seam and as whom; the environment fills in what is missing
 * @throws SeamConfigError when the options cannot work
 */
export const createSeamFrom = <TTree extends EndpointTree>(
  tree: TTree,
  options: SeamOptions = {},
): Api<TTree, CallOptions> => {
  const invoke = createInvoke(options);
  return mapEndpoints(tree, (endpoint) => {
    const method = (params?: unknown, call?: CallOptions) =>
      invoke(endpoint, params, { options: call, caller: callerOf(method) });
    return method;
  }) as Api<TTree, CallOptions>;
};

/**
 * A client for the whole API, or for the resources given as the second argument.
 *
 * @example
 * const seam = createSeam({ apiKey: 'seam_…' });
 * await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
 *
 * @param options how to reach Seam and as whom; the environment fills in what is missing
 * @throws SeamConfigError when the options cannot work
 * @see https://docs.seam.co/latest/api
 */
export function createSeam<TTree extends EndpointTree>(
  options: SeamOptions,
  tree: TTree,
): Api<TTree, CallOptions>;
export function createSeam(options?: SeamOptions): Seam;
export function createSeam(options: SeamOptions = {}, tree: EndpointTree = endpoints): unknown {
  return createSeamFrom(tree, options);
}
