import { callerOf, rethrowAt } from './caller.ts';
import { checkMethod } from './check-method.ts';
import { collectResponse, type Collecting, type ResponseFacts } from './collect-response.ts';
import type { CallOptions } from './options.ts';

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
  const collecting: Collecting = { ...options, [collectResponse]: (response) => (facts = response) };
  const data = await method(params, collecting).catch(rethrowAt(caller));
  if (!facts) throw new TypeError('withResponse takes a method of a Seam client.');
  return { ...facts, data };
};
