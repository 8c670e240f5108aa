import type { AnyEndpoint } from '../endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { SeamAbortError } from '../errors/seam-abort-error.ts';
import { SeamConfigError } from '../errors/seam-config-error.ts';
import { SeamConnectionError } from '../errors/seam-connection-error.ts';
import type { Outcome, SeamError } from '../errors/seam-error.ts';
import type { Retrier } from '../retry/retrier.ts';

export interface Failed {
  readonly error: unknown;
  readonly retrier: Retrier;
  readonly signal: AbortSignal | undefined;
}

/**
 * Whether a removal found that what it names is gone: after an attempt with an unknown outcome, that one has done it. Only
 * Seam's `<name>_not_found` of a parameter `<name>_id` or `<name>_key` proves that; of a list, others may still be there.
 */
export const isDoneBefore = (
  { verb, replay, returns }: AnyEndpoint,
  params: unknown,
  { error, retrier }: Failed,
): boolean => {
  if (!retrier.isAmbiguous || verb !== 'DELETE' || replay !== 'convergent' || returns !== undefined)
    return false;
  if (!isSeamError(error, 'SeamNotFoundError')) return false;
  const [, name] = /^(\w+)_not_found$/.exec(error.type) ?? [];
  return ['id', 'key'].some((kind) => typeof Reflect.get(params as object, `${name}_${kind}`) === 'string');
};

const outcomeOf = ({ sent, isAmbiguous, failure }: Retrier): Outcome => {
  if (sent === 0) return 'not_sent';
  return isAmbiguous ? 'unknown' : (failure?.outcome ?? 'unknown');
};

/** What the caller is told. An attempt that may have been applied outweighs what the later ones came to. */
export const finalError = ({ path }: AnyEndpoint, { error, retrier, signal }: Failed): SeamError => {
  if (isSeamError(error))
    return retrier.isAmbiguous ? Object.assign(error, { outcome: 'unknown' as const }) : error;
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by its caller`, {
      outcome: outcomeOf(retrier),
      cause: signal.reason,
    });
  if (retrier.sent > 0)
    return new SeamConnectionError(`${path} got no usable answer`, { outcome: 'unknown', code: 'network' });
  return new SeamConfigError(`${path} could not be sent: a header or the endpoint is not valid.`);
};
