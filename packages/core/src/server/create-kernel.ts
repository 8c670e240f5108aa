import { notify } from '../notify.ts';
import { checkOptions } from '../check-options.ts';
import { acceptedVerbs } from './accepted-verbs.ts';
import type { Answer } from './answer.ts';
import { apiError } from './api-error.ts';
import type { Call } from './call.ts';
import { decide } from './decide.ts';
import { deepFreeze } from './deep-freeze.ts';
import { errorAnswer, successAnswer } from './envelope.ts';
import type { FaultListener } from './fault-listener.ts';
import { requestIdFrom } from './guard/request-id.ts';
import { hiddenCause } from './hidden-cause.ts';
import type { CallContext, KernelOptions } from './kernel-options.ts';
import { kernelRules } from './option-rules.ts';
import { lowerCaseIds } from './params/lower-case-ids.ts';
import { readParams } from './params/read-params.ts';
import { refuseAmbiguous } from './params/refuse-ambiguous.ts';
import { refuseLosses, refuseUnknown, validate } from './params/validate.ts';
import { withoutEmptyTexts } from './params/without-empty-texts.ts';
import type { Route } from './routes.ts';

/** From a call to an answer; `undefined` when the path is none of the routes. */
export type Kernel<TCall extends Call = Call> = (call: TCall) => Promise<Answer | undefined>;

/**
 * What answers a call, apart from any runtime: find the route, know the caller, read, validate, decide, handle.
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const createKernel = <TContext extends CallContext, TCall extends Call = Call>(
  routes: ReadonlyMap<string, Route<TContext>>,
  options: KernelOptions<TContext, TCall> = {},
): Kernel<TCall> => {
  checkOptions<object>('createKernel', options, kernelRules);
  const {
    strict = true,
    bodyLimit = 16_384,
    depthLimit = 16,
    mapError = (error) => error,
    onError,
  } = options;
  const { authorize, authorizeTimeout } = options;
  const around: NonNullable<typeof options.around> =
    options.around ??
    (async (_request, { decide: decideFirst, perform }) => {
      await decideFirst();
      return await perform();
    });
  const report = (...[error, request]: Parameters<FaultListener>): void =>
    notify(() => onError?.(error, request));

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
    const sent = await readParams(call, schema, { bodyLimit, depthLimit, strict });
    if (schema && strict) refuseUnknown(schema, sent);
    const valid = schema ? await validate(schema, sent) : sent;
    if (schema && strict) refuseLosses(schema, sent, valid);
    if (strict) refuseAmbiguous(endpoint, valid);
    const kept = strict ? withoutEmptyTexts(endpoint, valid) : valid;
    // What is dropped may be what the call has to name.
    if (schema && kept !== valid) await validate(schema, withoutEmptyTexts(endpoint, sent));
    const params = deepFreeze(strict ? lowerCaseIds(kept, schema) : kept);
    const request = { endpoint, params, context };
    return await around(request, {
      decide: async () => {
        if (authorize) await decide(authorize, request, authorizeTimeout);
      },
      perform: async () => {
        try {
          return successAnswer(endpoint, await handler(params as never, context), requestId);
        } catch (error) {
          throw await mapError(error);
        }
      },
    });
  };

  return async (call) => {
    const route = routes.get(call.path);
    if (!route) return undefined;
    const requestId = requestIdFrom(() => options.requestId?.(call));
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
