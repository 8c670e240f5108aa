import type { ActionMethod, Waiting } from '../contract/endpoint.ts';
import { callerOf, rethrowAt } from './caller.ts';
import { checkMethod } from './check-options.ts';
import type { CallOptions } from './options.ts';

/** Facts of the response that contained a result. */
export interface ResponseFacts {
  readonly status: number;
  readonly headers: Headers;
  /** Seam's id of the request, to be quoted to its support. */
  readonly requestId: string | undefined;
  /** The number of attempts that were sent. */
  readonly attempts: number;
}

// Registered symbols: a client of one copy of this package works with functions of another copy.

/**
 * The option through which `withResponse` receives the facts of a response. Each method of a client has it as a property, too:
 * it makes one call, and the outcome in its error is exact.
 */
export const collectResponse: unique symbol = Symbol.for('@org/seam-core/collect-response') as never;

/** The option with a function that is called right before each attempt is sent. An error that it throws ends the call. */
export const beforeAttempt: unique symbol = Symbol.for('@org/seam-core/before-attempt') as never;

/** The option of a caller that requests the next pages of a list, and so accepts a list that is not complete. */
export const followPages: unique symbol = Symbol.for('@org/seam-core/pages') as never;

/** Call options of this package and its siblings. */
export interface ObservedCallOptions extends CallOptions {
  [followPages]?: true;
  [collectResponse]?: (response: ResponseFacts) => void;
  [beforeAttempt]?: () => void;
}

type Method<TParams, TResult> = (params: TParams, options?: CallOptions) => Promise<TResult>;

/**
 * Calls a method of the client, and returns its result as `data` with the facts of the response.
 *
 * @example
 * const { data, requestId, attempts } = await withResponse(seam.devices.get, { device_id });
 */
export async function withResponse<TParams, TAttempt>(
  method: ActionMethod<TParams, TAttempt, CallOptions>,
  params: TParams,
  options?: Waiting<CallOptions>,
): Promise<ResponseFacts & { readonly data: Extract<TAttempt, { status: 'success' }> }>;
export async function withResponse<TParams, TResult>(
  method: Method<TParams, TResult>,
  params: TParams,
  options?: CallOptions,
): Promise<ResponseFacts & { readonly data: TResult }>;
export async function withResponse<TParams>(
  method: Method<TParams, unknown>,
  params: TParams,
  options: CallOptions = {},
): Promise<ResponseFacts & { readonly data: unknown }> {
  const caller = callerOf(withResponse);
  checkMethod('withResponse', method);
  let facts: ResponseFacts | undefined;
  const collecting: ObservedCallOptions = { ...options, [collectResponse]: (response) => (facts = response) };
  const data = await method(params, collecting).catch(rethrowAt(caller));
  if (!facts) throw new TypeError('withResponse: the method did not pass on the options of the call.');
  return { ...facts, data };
}
