import { withTimeout } from '@org/seam-core/internal';
import type { ConcurrencyLimit } from './concurrency-limit.ts';
import type { RequestContext } from './context.ts';

/** The requests to exposed endpoints that are not finished. */
interface PendingRequests<TRequest> {
  readonly start: (context: RequestContext<TRequest>) => void;
  /** Call it with the response, before the slot is released. The request is pending until its entry is written, too. */
  readonly end: (context: RequestContext<TRequest>, auditing: Promise<void> | undefined) => void;
  /** Rejects new requests, and resolves when none is pending, or at the timeout. Then it reports those that are left. */
  readonly drain: () => Promise<void>;
}

const stateOf = ({ endpoint, isForwarded, isResponseReady }: RequestContext<unknown>): string => {
  if (isResponseReady) return 'the function or the audit entry of a request whose response was sent';
  if (!isForwarded) return 'a request, of which nothing was sent yet';
  return endpoint?.replay === 'safe' ? 'a read' : 'a change, which may be carried out';
};

/**
 * Creates the list of requests in progress, for a shutdown that also ends when a function of the application never settles.
 *
 * @param timeout of `drain`, in milliseconds; default: 90000, longer than a change waits and runs with the default timeouts
 * @param report called with an error for each request that is left at the timeout
 */
export const createPendingRequests = <TRequest>(
  limit: ConcurrencyLimit,
  timeout = 90_000,
  report: (error: Error, context: RequestContext<TRequest>) => void,
): PendingRequests<TRequest> => {
  const pending = new Set<RequestContext<TRequest>>();
  let drained: Promise<void> | undefined;
  const reportPending = (): void => {
    for (const context of pending) {
      // It is rejected when its body has arrived. Unauthenticated callers could fill the log with these.
      if (!context.isResponseReady && context.slot?.isReading()) continue;
      const state = stateOf(context);
      report(
        new Error(`drain ended after ${timeout} milliseconds (drainTimeout). Not finished: ${state}.`),
        context,
      );
    }
  };
  const finished = async (): Promise<void> => {
    try {
      await withTimeout(timeout, limit.drain(), () => new Error('drainTimeout'));
    } catch {
      reportPending();
    }
  };
  return {
    start: (context) => void pending.add(context),
    end: (context, auditing) => {
      context.isResponseReady = true;
      const { lateWork } = context;
      const rest = auditing && lateWork ? Promise.all([auditing, lateWork]) : (auditing ?? lateWork);
      if (rest) limit.track(rest.finally(() => pending.delete(context)));
      else pending.delete(context);
    },
    drain: () => (drained ??= finished()),
  };
};
