import type { AnyEndpoint } from '../endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import type { Answer } from './answer.ts';
import { apiError } from './api-error.ts';
import type { Call } from './call.ts';
import { errorAnswer, successAnswer } from './envelope.ts';
import type { AuthorizeRequest, CallContext, KernelOptions } from './kernel-options.ts';
import { readParams } from './read-params.ts';
import type { Route } from './routes.ts';
import { refuseUnknown, validate } from './validate.ts';

/** From a call to an answer; `undefined` when the path is none of the routes. */
export type Kernel<TCall extends Call = Call> = (call: TCall) => Promise<Answer | undefined>;

const decide = async <TContext>(
  authorize: ((request: AuthorizeRequest<TContext>) => unknown) | undefined,
  request: AuthorizeRequest<TContext>,
): Promise<void> => {
  if (!authorize) return;
  let allowed: unknown;
  try {
    allowed = await authorize(request);
  } catch (cause) {
    throw apiError('authorization_error', { cause });
  }
  if (allowed !== true) throw apiError('forbidden');
};

const acceptedVerbs = ({ verb }: AnyEndpoint): string[] => [...new Set([verb, 'POST'])];

/** What the caller is told too little about for anybody to find the fault. */
const hiddenCause = (error: unknown): unknown => (isSeamError(error, 'SeamApiError') ? error.cause : error);

/** What answers a call, apart from any runtime: find the route, know the caller, read, validate, decide, handle. */
export const createKernel = <TContext extends CallContext, TCall extends Call = Call>(
  routes: ReadonlyMap<string, Route<TContext>>,
  options: KernelOptions<TContext, TCall> = {},
): Kernel<TCall> => {
  const { authorize, strict = true, bodyLimit = 16_384, mapError = (error) => error, onError } = options;
  const makeId = options.requestId ?? (() => crypto.randomUUID());
  const report: NonNullable<typeof onError> = (error, request) => {
    try {
      onError?.(error, request);
    } catch {
      // The caller is answered all the same.
    }
  };

  const answer = async (
    call: TCall,
    { endpoint, handler, schema: load }: Route<TContext>,
    requestId: string,
  ) => {
    const context = options.context
      ? await options.context(call, endpoint)
      : ({ signal: call.signal } as TContext);
    const accepted = acceptedVerbs(endpoint);
    if (!accepted.includes(call.verb))
      throw apiError('method_not_allowed', { message: `only ${accepted.join(',')} accepted` });
    const schema = await load();
    const sent = await readParams(call, schema, { bodyLimit, strict });
    if (schema && strict) refuseUnknown(schema, sent);
    const params = Object.freeze(schema ? await validate(schema, sent) : sent);
    await decide(authorize, { endpoint, params, context });
    try {
      return successAnswer(endpoint, await handler(params as never, context), requestId);
    } catch (error) {
      throw mapError(error);
    }
  };

  return async (call) => {
    const route = routes.get(call.path);
    if (!route) return undefined;
    const requestId = makeId();
    try {
      return await answer(call, route, requestId);
    } catch (error) {
      const cause = hiddenCause(error);
      if (cause !== undefined) report(cause, { requestId, path: route.endpoint.path });
      const refusal = errorAnswer(error, requestId);
      const allow = refusal.status === 405 ? { allow: acceptedVerbs(route.endpoint).join(', ') } : {};
      return { ...refusal, headers: { ...refusal.headers, ...allow } };
    }
  };
};
