import type { AnyEndpoint } from '../contract/endpoint.ts';
import { isErrorNamed } from '../errors/is-seam-error.ts';
import { type Outcome, SeamConfigError, type SeamError } from '../errors/seam-error.ts';
import { SeamAbortError, SeamConnectionError } from '../errors/transport-errors.ts';
import type { Retrier } from './retry.ts';

/** A call whose last attempt failed. */
interface FailedCall {
  readonly error: unknown;
  readonly retrier: Retrier;
  readonly signal: AbortSignal | undefined;
}

/**
 * Whether a deletion failed because an earlier attempt, whose outcome was unknown, had deleted the resource. Only Seam's
 * `<name>_not_found` proves that, for a parameter `<name>_id` or `<name>_key` that the endpoint needs to identify the resource:
 * without the device that an optional parameter names, the resource may still exist. With a list of ids, others may.
 */
export const isAlreadyRemoved = (
  { verb, replay, returns, required, variants }: AnyEndpoint,
  params: unknown,
  { error, retrier }: Pick<FailedCall, 'error' | 'retrier'>,
): boolean => {
  const isRemoval = verb === 'DELETE' && replay === 'idempotent' && returns === undefined;
  if (!isRemoval || !retrier.isAmbiguous || !isErrorNamed(error, 'SeamNotFoundError')) return false;
  // A router's, whose own attempts have an unknown outcome.
  if (error.outcome === 'unknown') return false;
  const [, name] = /^(\w+)_not_found$/.exec(error.type) ?? [];
  const identifiers = [...Object.keys(required ?? {}), ...(variants ?? []).flat()];
  return [`${name}_id`, `${name}_key`].some(
    (param) => identifiers.includes(param) && typeof Reflect.get(params as object, param) === 'string',
  );
};

/** The outcome of all attempts, of which the last one had this outcome: unknown when any was, not sent when all were not. */
const outcomeOf = (last: Outcome, { isAmbiguous, isRejected }: Retrier): Outcome => {
  if (isAmbiguous) return 'unknown';
  return isRejected && last === 'not_sent' ? 'rejected' : last;
};

/** The error that the caller receives, with the outcome of all attempts. */
export const finalError = ({ path }: AnyEndpoint, { error, retrier, signal }: FailedCall): SeamError => {
  if (isErrorNamed(error)) return Object.assign(error, { outcome: outcomeOf(error.outcome, retrier) });
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by the caller`, {
      outcome: outcomeOf(retrier.sent === 0 ? 'not_sent' : (retrier.failure?.outcome ?? 'unknown'), retrier),
      cause: signal.reason,
    });
  if (retrier.sent > 0)
    return new SeamConnectionError(`${path} received no usable response`, {
      outcome: 'unknown',
      code: 'network',
    });
  return new SeamConfigError(`${path} could not be sent: a header or the endpoint is invalid.`);
};
