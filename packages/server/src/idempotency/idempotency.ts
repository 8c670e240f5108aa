import type { AnyEndpoint } from '@org/seam-core';
import { apiError, mayHaveActed, undisclosedCause } from '../http/api-error.ts';
import { errorResponse } from '../http/envelope.ts';
import { jsonHeaders, type ServerResponse } from '../http/response.ts';
import { fingerprintOf } from '../leases/fingerprint.ts';
import { retryUntilSettled } from '../leases/settle.ts';
import type { IdempotencyStore, TimedStore } from './store.ts';

export interface IdempotencyOptions {
  /**
   * Where keys are remembered. Share it among the processes of one router; another router needs another store, or a prefix.
   * @default memoryIdempotencyStore()
   */
  readonly store?: IdempotencyStore | undefined;
  /**
   * After how many milliseconds the key of a call that was never finished is free again. Longer than any call takes with
   * all its attempts: what takes longer may be performed twice.
   * @default 120000
   */
  readonly lease?: number | undefined;
}

/** A call that its caller gave a key. */
interface KeyedCall {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The key as it was sent. */
  readonly key: string;
  /** Whose key it is: two callers may choose the same one. */
  readonly actor: string | undefined;
}

export interface PerformOnceOptions {
  readonly store: TimedStore;
  /** After how many milliseconds an unfinished claim is free again. */
  readonly lease: number;
  /** Hears that an answer could not be remembered. */
  readonly onFault: (error: unknown) => void;
  /** Gets what goes on after the call was answered, and never rejects. */
  readonly onRest: (rest: Promise<void>) => void;
}

/** How long is waited before a store that could not take an answer is told again, in milliseconds. */
const pauses = [1000, 4000, 15_000];

const replay = (status: number, body: string): ServerResponse => ({
  status,
  headers: { ...jsonHeaders, 'idempotency-replayed': 'true' },
  value: JSON.parse(body) as unknown,
  body,
});

/**
 * Performs a call, unless one with its key was performed before: then the answer is that of the first. What was refused,
 * or may be repeated without harm, is forgotten and performed again.
 *
 * @throws SeamApiError for a key that is malformed, in use, or was another call's, and when the store says nothing
 */
export const runOnce = async (
  call: KeyedCall,
  perform: () => Promise<ServerResponse>,
  { store, lease, onFault, onRest }: PerformOnceOptions,
): Promise<ServerResponse> => {
  const { endpoint, params, requestId, actor } = call;
  if (actor === undefined || actor === '')
    throw apiError('invalid_idempotency_key', {
      message: 'An idempotency key needs a caller who is known. Sign in, or send no key.',
    });
  if (!/^[\x21-\x7e]{1,255}$/.test(call.key)) throw apiError('invalid_idempotency_key');
  const key = `${encodeURIComponent(actor)} ${call.key}`;
  const fingerprint = await fingerprintOf(JSON.stringify([endpoint.path, params]));
  const end = performance.now() + lease;
  const claim = await store.claim(key, { fingerprint, lease });
  if (claim.state !== 'claimed') {
    if (claim.fingerprint !== fingerprint) throw apiError('idempotency_key_reused');
    if (claim.state === 'busy') throw apiError('idempotency_key_in_use', { retryAfterMs: 1000 });
    return replay(claim.answer.status, claim.answer.body);
  }
  const { token } = claim;
  const note = async (outcome: ServerResponse | undefined): Promise<void> => {
    const tell = (): Promise<void> =>
      outcome
        ? store.complete(key, token, { status: outcome.status, body: outcome.body })
        : store.release(key, token);
    const first = tell();
    try {
      await first;
    } catch (error) {
      onFault(undisclosedCause(error));
      // The caller need not wait for that.
      onRest(retryUntilSettled(first, tell, { pauses, end }).catch(() => {}));
    }
  };
  try {
    const answer = await perform();
    await note(answer);
    return answer;
  } catch (error) {
    // What may be repeated without harm is.
    const isKept = endpoint.replay === 'never' && mayHaveActed(error);
    await note(isKept ? errorResponse(error, requestId) : undefined);
    throw error;
  }
};
