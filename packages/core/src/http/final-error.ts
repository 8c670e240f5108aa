import type { AnyEndpoint } from '../endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { SeamAbortError } from '../errors/seam-abort-error.ts';
import { SeamConfigError } from '../errors/seam-config-error.ts';
import type { Outcome, SeamError } from '../errors/seam-error.ts';
import type { SeamNotFoundError } from '../errors/seam-not-found-error.ts';
import type { Retrier } from '../retry/retrier.ts';

/** Whether a removal found nothing to remove: after an attempt of which nothing is known, that one has done it. */
export const isDoneBefore = (
  { verb, replay, returns }: AnyEndpoint,
  error: unknown,
  { isAmbiguous }: Retrier,
): error is SeamNotFoundError =>
  isAmbiguous &&
  verb === 'DELETE' &&
  replay === 'convergent' &&
  returns === undefined &&
  isSeamError(error, 'SeamNotFoundError');

const outcomeOf = ({ sent, isAmbiguous, failure }: Retrier): Outcome => {
  if (sent === 0) return 'not_sent';
  return isAmbiguous ? 'unknown' : (failure?.outcome ?? 'unknown');
};

export interface Failed {
  readonly error: unknown;
  readonly retrier: Retrier;
  readonly signal: AbortSignal | undefined;
}

/** What the caller is told. An attempt that may have been applied outweighs what the later ones came to. */
export const finalError = ({ path }: AnyEndpoint, { error, retrier, signal }: Failed): SeamError => {
  if (isSeamError(error))
    return retrier.isAmbiguous ? Object.assign(error, { outcome: 'unknown' as const }) : error;
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by its caller`, {
      outcome: outcomeOf(retrier),
      cause: signal.reason,
    });
  return new SeamConfigError(`${path} could not be sent: a header or the endpoint is not valid.`);
};
