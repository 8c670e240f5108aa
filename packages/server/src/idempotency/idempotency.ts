import { type AnyEndpoint, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { apiError, mayHaveActed, undisclosedCause } from '../http/api-error.ts';
import { errorResponse, jsonHeaders, type ServerResponse } from '../http/response.ts';
import { fingerprintOf } from '../leases/checked-store.ts';
import { retryUntilSettled } from '../leases/settle.ts';
import type { RequestContext } from '../router/context.ts';
import { createMemoryIdempotencyStore } from './memory-store.ts';
import {
  type CheckedIdempotencyStore,
  checkedIdempotencyStore,
  type IdempotencyStore,
  type StoredResponse,
} from './store.ts';

export interface IdempotencyOptions {
  /**
   * Where responses are stored. Share it among the processes of one router; another router needs another store, or a prefix.
   * @default createMemoryIdempotencyStore()
   */
  readonly store?: IdempotencyStore | undefined;
  /**
   * When the key of an unfinished request becomes free again, in milliseconds. Longer than any request takes with all its
   * retries: one that takes longer may run twice. Only a request that is not safe to repeat, such as unlocking a door, never
   * runs twice: then the response is an error with the outcome `unknown`.
   * @default 120000
   */
  readonly lease?: number | undefined;
}

/** A request with an idempotency key. */
interface KeyedRequest {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The key as it was sent. */
  readonly key: string;
  /** The owner of the key: two callers may choose the same one. */
  readonly actor: string | undefined;
}

interface RunOnceOptions {
  readonly store: CheckedIdempotencyStore;
  /** When an unfinished lease expires, in milliseconds. */
  readonly lease: number;
  /** Called when a response could not be stored. */
  readonly onStoreError: (error: unknown) => void;
  /** Receives the work that continues after the response. It never rejects. */
  readonly onBackgroundWork: (work: Promise<void>) => void;
}

/** The error of a request that is not safe to repeat, and whose process ended or took longer than the lease. */
const lostResult = () =>
  apiError('upstream_error', {
    message:
      'An earlier request with this idempotency key ended without a result. It may have been carried out, and was not repeated.',
    data: { outcome: 'unknown' },
  });

/** Delays before the store is called again with a response that it could not store, in milliseconds. */
const delays = [1000, 4000, 15_000];

const replay = ({ status, body }: StoredResponse): ServerResponse => ({
  status,
  headers: { ...jsonHeaders, 'idempotency-replayed': 'true' },
  value: JSON.parse(body) as unknown,
  body,
});

/**
 * Runs a request once per key: a repeated request receives the stored response. A response is not stored when the request
 * was rejected, or is safe to repeat.
 *
 * @throws SeamApiError for a key that is malformed, in use, or was used for another request, and when the store fails
 */
export const runOnce = async (
  request: KeyedRequest,
  run: () => Promise<ServerResponse>,
  { store, lease: ms, onStoreError, onBackgroundWork }: RunOnceOptions,
): Promise<ServerResponse> => {
  const { endpoint, params, requestId, actor } = request;
  if (actor === undefined || actor === '')
    throw apiError('invalid_idempotency_key', {
      message: 'An idempotency key requires authentication. Authenticate, or send no key.',
    });
  if (!/^[\x21-\x7e]{1,255}$/.test(request.key)) throw apiError('invalid_idempotency_key');
  const key = `${encodeURIComponent(actor)} ${request.key}`;
  const fingerprint = await fingerprintOf(JSON.stringify([endpoint.path, params]));
  const end = performance.now() + ms;
  const lease = await store.acquire(key, { fingerprint, lease: ms });
  if (lease.state !== 'acquired') {
    if (lease.fingerprint !== fingerprint) throw apiError('idempotency_key_reused');
    if (lease.state === 'busy') throw apiError('idempotency_key_in_use', { retryAfterMs: 1000 });
    return replay(lease.response);
  }
  const { token, isTakeover = false } = lease;
  const settle = async (response: ServerResponse | undefined): Promise<void> => {
    const attempt = (): Promise<void> =>
      response
        ? store.complete(key, token, { status: response.status, body: response.body })
        : store.release(key, token);
    const first = attempt();
    try {
      await first;
    } catch (error) {
      onStoreError(undisclosedCause(error));
      // The response does not wait for the retries.
      onBackgroundWork(retryUntilSettled(first, attempt, { delays, end }).catch(() => {}));
    }
  };
  try {
    if (isTakeover && endpoint.replay === 'never') throw lostResult();
    const response = await run();
    await settle(response);
    return response;
  } catch (error) {
    const isStored = endpoint.replay === 'never' && mayHaveActed(error);
    await settle(isStored ? errorResponse(error, requestId) : undefined);
    throw error;
  }
};

interface Collaborators {
  /** Whether the router has the option `actor`. */
  readonly hasActor: boolean;
  /** Called when a response could not be stored. */
  readonly report: (error: unknown, context: RequestContext<unknown>) => void;
  /** Receives the work that continues after the response. */
  readonly track: (work: Promise<void>) => void;
}

interface Change {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: RequestContext<unknown>;
}

/** Runs a change, once per idempotency key. */
type RunOnce = (change: Change, run: () => Promise<ServerResponse>) => Promise<ServerResponse>;

const idempotencyRules: OptionRules<IdempotencyOptions> = {
  // A store is checked where it is wrapped.
  store: rules.any,
  lease: rules.milliseconds(1, Number.MAX_SAFE_INTEGER),
};

/**
 * Creates the step that honours `Idempotency-Key`. Without the option, it runs every change.
 *
 * @throws SeamConfigError for an invalid option, or when the router has no `actor`
 */
export const createIdempotency = (
  idempotency: boolean | IdempotencyOptions | undefined,
  { hasActor, report, track }: Collaborators,
): RunOnce => {
  if (!idempotency) return (_change, run) => run();
  if (!hasActor)
    throw new SeamConfigError(
      'idempotency needs actor: two callers may choose the same key. For a start: actor: (req) => req.session?.user',
    );
  const options = idempotency === true ? {} : idempotency;
  checkOptions('idempotency', options, idempotencyRules);
  const { lease = 120_000 } = options;
  const store = checkedIdempotencyStore(options.store ?? createMemoryIdempotencyStore());
  return ({ endpoint, params, context }, run) => {
    const key = context.request.header('idempotency-key');
    if (key === undefined) return run();
    const { actor, requestId } = context;
    return runOnce({ endpoint, params, key, actor, requestId }, run, {
      store,
      lease,
      onStoreError: (error) => report(error, context),
      onBackgroundWork: track,
    });
  };
};
