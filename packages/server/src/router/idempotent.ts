import { type AnyEndpoint, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import type { ServerResponse } from '../http/response.ts';
import { type IdempotencyOptions, runOnce } from '../idempotency/idempotency.ts';
import { createMemoryIdempotencyStore } from '../idempotency/memory-store.ts';
import { checkedIdempotencyStore } from '../idempotency/store.ts';
import type { RequestContext } from './context.ts';

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
