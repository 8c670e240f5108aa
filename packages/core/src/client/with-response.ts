import { callerOf, rethrowAt } from './caller.ts';
import { checkMethod } from './check-options.ts';
import type { CallOptions } from './options.ts';

/** What came with a result. */
export interface ResponseFacts {
  readonly status: number;
  readonly headers: Headers;
  /** Seam's id of the request, for its support. */
  readonly requestId: string | undefined;
  /** How often the call was sent. */
  readonly attempts: number;
}

/** The option by which `withResponse` hears of a response. */
export const collectResponse: unique symbol = Symbol('collectResponse');

/** Options of a call that is listened to. */
export interface ObservedCallOptions extends CallOptions {
  [collectResponse]?: (response: ResponseFacts) => void;
}

type Method<TParams, TResult> = (params: TParams, options?: CallOptions) => Promise<TResult>;

/**
 * Calls a method of the client and returns what came with its result.
 *
 * @example
 * const { data, requestId, attempts } = await withResponse(seam.devices.get, { device_id });
 */
export const withResponse = async <TParams, TResult>(
  method: Method<TParams, TResult>,
  params: TParams,
  options: CallOptions = {},
): Promise<ResponseFacts & { readonly data: TResult }> => {
  const caller = callerOf(withResponse);
  checkMethod('withResponse', method);
  let facts: ResponseFacts | undefined;
  const collecting: ObservedCallOptions = { ...options, [collectResponse]: (response) => (facts = response) };
  const data = await method(params, collecting).catch(rethrowAt(caller));
  if (!facts) throw new TypeError('withResponse takes a method of a Seam client.');
  return { ...facts, data };
};
