import { collectResponse, type Collecting } from './collect-response.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { actionAttempts } from './generated/endpoints/action-attempts.ts';
import type { ActionAttempt } from './generated/models/action-attempts.ts';
import { createSend } from './http/create-send.ts';
import type { SeamOptions } from './options.ts';
import { settleActionAttempt } from './settle-action-attempt.ts';

/** Calls an endpoint, waits for its action attempt if it has one, and resolves with the result alone. */
export type Invoke = (endpoint: AnyEndpoint, params: unknown, call?: Collecting) => Promise<unknown>;

/** What every method of a client does. */
export const createInvoke = (options: SeamOptions): Invoke => {
  const send = createSend(options);

  return async (endpoint, params, call = {}) => {
    const { result, status, headers, attempts } = await send(endpoint, params, call);
    const requestId = headers.get('seam-request-id') ?? undefined;
    call[collectResponse]?.({ status, headers, requestId, attempts });
    if (endpoint.as !== 'attempt') return result;

    const wait = call.waitForActionAttempt ?? options.waitForActionAttempt ?? true;
    if (wait === false) return result;
    const look = async (of: { action_attempt_id: string }, how: object) =>
      (await send(actionAttempts.get, of, how)).result as ActionAttempt;
    const { signal, headers: sent, retry, timeout: callTimeout } = call;
    return await settleActionAttempt(result as ActionAttempt, look, {
      ...(wait === true ? {} : wait),
      signal,
      headers: sent,
      retry,
      callTimeout,
    });
  };
};
