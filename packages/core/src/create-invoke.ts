import { rethrowAt, type Caller } from './caller.ts';
import { checkCallOptions, checkSeamOptions } from './check-client-options.ts';
import { collectResponse, type Collecting } from './collect-response.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { actionAttempts } from './generated/endpoints/action-attempts.ts';
import type { ActionAttempt } from './generated/models/action-attempts.ts';
import { createSend } from './http/create-send.ts';
import type { SeamOptions } from './options.ts';
import { settleActionAttempt } from './settle-action-attempt.ts';

/** How a method of the client was called. */
interface Invocation {
  readonly options: Collecting | undefined;
  readonly caller: Caller;
}

/** Calls an endpoint, waits for its action attempt if it has one, and resolves with the result alone. */
export type Invoke = (endpoint: AnyEndpoint, params: unknown, invocation: Invocation) => Promise<unknown>;

/** What every method of a client does. */
export const createInvoke = (options: SeamOptions): Invoke => {
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
    return await settleActionAttempt(result as ActionAttempt, look, {
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
