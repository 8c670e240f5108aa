import type { AnyEndpoint } from '../contract/endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
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
  { error, retrier }: FailedCall,
): boolean => {
  if (!retrier.isAmbiguous || verb !== 'DELETE' || replay !== 'idempotent' || returns !== undefined)
    return false;
  if (!isSeamError(error, 'SeamNotFoundError')) return false;
  const [, name] = /^(\w+)_not_found$/.exec(error.type) ?? [];
  const identifiers = [...Object.keys(required ?? {}), ...(variants ?? []).flat()];
  return [`${name}_id`, `${name}_key`].some(
    (param) => identifiers.includes(param) && typeof Reflect.get(params as object, param) === 'string',
  );
};

const outcomeOf = ({ sent, isAmbiguous, failure }: Retrier): Outcome => {
  if (sent === 0) return 'not_sent';
  return isAmbiguous ? 'unknown' : (failure?.outcome ?? 'unknown');
};

/** The error that the caller receives. Its outcome is unknown when that of any attempt was, whatever the last one returned. */
export const finalError = ({ path }: AnyEndpoint, { error, retrier, signal }: FailedCall): SeamError => {
  if (isSeamError(error))
    return retrier.isAmbiguous ? Object.assign(error, { outcome: 'unknown' as const }) : error;
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by the caller`, {
      outcome: outcomeOf(retrier),
      cause: signal.reason,
    });
  if (retrier.sent > 0)
    return new SeamConnectionError(`${path} received no usable response`, {
      outcome: 'unknown',
      code: 'network',
    });
  return new SeamConfigError(`${path} could not be sent: a header or the endpoint is invalid.`);
};
