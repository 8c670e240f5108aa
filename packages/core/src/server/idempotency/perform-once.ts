import { fingerprintOf } from '../../claims/fingerprint-of.ts';
import type { AnyEndpoint } from '../../endpoint.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import type { Answer } from '../answer.ts';
import { apiError } from '../api-error.ts';
import { errorAnswer } from '../envelope.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

/** A call that its caller gave a key. */
export interface KeyedCall {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The key as it was sent. */
  readonly key: string;
  /** Whose key it is: two callers may choose the same one. */
  readonly actor: string | undefined;
}

export interface PerformOnceOptions {
  readonly store: IdempotencyStore;
  /** Hears that an answer could not be remembered. */
  readonly onFault: (error: unknown) => void;
}

/** Longer than any call takes with all its attempts. */
const lease = 120_000;

const replay = (status: number, body: string): Answer => ({
  status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'idempotency-replayed': 'true',
  },
  value: JSON.parse(body) as unknown,
  body,
});

/** Whether a call that failed may have done something that a second one would do once more. */
const mayHaveActed = (error: unknown, { replay: kind }: AnyEndpoint): boolean =>
  kind === 'never' &&
  (!isSeamError(error, 'SeamApiError') ||
    (error.data as { outcome?: unknown } | undefined)?.outcome === 'unknown');

/**
 * Performs a call, unless one with its key was performed before: then the answer is that of the first. What was refused,
 * or may be repeated without harm, is forgotten and performed again.
 *
 * @throws SeamApiError for a key that is malformed, in use, or was another call's
 */
export const performOnce = async (
  call: KeyedCall,
  perform: () => Promise<Answer>,
  { store, onFault }: PerformOnceOptions,
): Promise<Answer> => {
  const { endpoint, params, requestId, actor } = call;
  if (actor === undefined || !/^[\x21-\x7e]{1,255}$/.test(call.key))
    throw apiError('invalid_idempotency_key');
  const key = `${encodeURIComponent(actor)} ${call.key}`;
  const fingerprint = await fingerprintOf(JSON.stringify([endpoint.path, params]));
  const claim = await store.claim(key, { fingerprint, lease });
  if (claim.state !== 'claimed') {
    if (claim.fingerprint !== fingerprint) throw apiError('idempotency_key_reused');
    if (claim.state === 'busy') throw apiError('idempotency_key_in_use', { retryAfterMs: 1000 });
    return replay(claim.answer.status, claim.answer.body);
  }
  const note = async (outcome: Answer | undefined): Promise<void> => {
    try {
      if (outcome) await store.complete(key, claim.token, { status: outcome.status, body: outcome.body });
      else await store.release(key, claim.token);
    } catch (error) {
      onFault(error);
    }
  };
  try {
    const answer = await perform();
    await note(answer);
    return answer;
  } catch (error) {
    await note(mayHaveActed(error, endpoint) ? errorAnswer(error, requestId) : undefined);
    throw error;
  }
};
