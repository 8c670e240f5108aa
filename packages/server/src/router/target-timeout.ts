import type { AnyEndpoint } from '@org/seam-core';
import { httpError } from '../http/api-error.ts';
import type { RequestContext } from './context.ts';

/** Settles like `work`, or rejects when a function of the application takes too long. The work itself continues. */
type RespondInTime<TRequest> = <TResult>(
  context: RequestContext<TRequest>,
  endpoint: AnyEndpoint,
  work: () => Promise<TResult>,
) => Promise<TResult>;

/** The function may still have its effect, so the outcome of a change is unknown. */
const timeoutError = ({ path, replay }: AnyEndpoint, ms: number): Error => {
  const isChange = replay !== 'safe';
  const meanwhile = isChange
    ? ' Until it ends, later changes of the same person are rejected, and the idempotency key is in use, for up to its lease.'
    : '';
  return httpError('upstream_timeout', {
    message: `The request took too long.${isChange ? ' It may still be carried out.' : ''}`,
    data: { outcome: 'unknown' },
    cause: new Error(
      `The function of the target for ${path} took longer than ${ms} milliseconds (targetTimeout), and continues.${meanwhile}`,
    ),
  });
};

/**
 * Creates the time limit of the target's functions. Only the response ends: the function may still have its effect, so the
 * work keeps the place in the queue of the person and the idempotency key.
 *
 * @param ms the timeout in milliseconds; default: 40000, less than the minute after which proxies time out
 * @param onLateError called with an error of the work after the response
 */
export const createTargetTimeout =
  <TRequest>(
    ms = 40_000,
    onLateError: (error: unknown, context: RequestContext<TRequest>) => void,
  ): RespondInTime<TRequest> =>
  (context, endpoint, work) =>
    new Promise((resolve, reject) => {
      context.startTimeout = () => {
        const timer = setTimeout(() => {
          context.lateWork = working.then(
            () => {},
            (error: unknown) => onLateError(error, context),
          );
          reject(timeoutError(endpoint, ms));
        }, ms);
        return () => clearTimeout(timer);
      };
      const working = work();
      working.then(resolve, reject);
    });
