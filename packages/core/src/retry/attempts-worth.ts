import type { Replay } from '../endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import type { SeamError } from '../errors/seam-error.ts';
import { isObject } from '../is-object.ts';

const final = new Set([501, 505, 511]);

/**
 * How many attempts a failure is worth: none more (1), one more (2), or all there are. What was provably not carried out
 * is repeated for every endpoint; what may have been, only where a second time does no harm.
 */
export const attemptsWorth = (error: SeamError, replay: Replay): number => {
  const isHarmless = replay !== 'never';
  if (isSeamError(error, 'SeamConnectionError')) {
    if (error.code === 'tls' || error.code === 'headers') return 1;
    return error.outcome === 'not_sent' || isHarmless ? Infinity : 1;
  }
  if (isSeamError(error, 'SeamTimeoutError')) return isHarmless ? Infinity : 1;
  if (isSeamError(error, 'SeamInvalidResponseError'))
    return replay === 'safe' && (error.reason === 'invalid_json' || error.reason === 'not_json') ? 2 : 1;
  if (!isSeamError(error, 'SeamApiError')) return 1;

  const { statusCode, type, retryAfterMs, data } = error;
  // What a proxy answers in its own format, or a router of a change whose outcome is unknown, proves nothing.
  const isProof = type !== `http_${statusCode}` && !(isObject(data) && data['outcome'] === 'unknown');
  if (statusCode === 408 || statusCode === 429) return isProof || isHarmless ? Infinity : 1;
  if (statusCode === 409) return replay === 'convergent' ? 2 : 1;
  if (statusCode < 500 || final.has(statusCode)) return 1;
  return isHarmless || (isProof && statusCode === 503 && retryAfterMs !== undefined) ? Infinity : 1;
};
