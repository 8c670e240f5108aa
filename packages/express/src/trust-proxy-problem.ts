import { SeamConfigError } from '@org/seam-core';
import type { Request } from 'express';

/** What is wrong with `trust proxy` where callers are counted by their address; `undefined` when nothing is. */
export const trustProxyProblem = ({ app, headers }: Request): SeamConfigError | undefined => {
  // Without Express there is no setting.
  const trust: unknown = (app as typeof app | undefined)?.get('trust proxy');
  if (trust === true)
    return new SeamConfigError(
      "app.set('trust proxy', true) believes any X-Forwarded-For, so that a caller can pretend to be another with every " +
        "request and rateLimit counts nobody. Say how many proxies there are: app.set('trust proxy', 1)",
    );
  if (trust === false && headers['x-forwarded-for'] !== undefined)
    return new SeamConfigError(
      'A request came through a proxy (it has X-Forwarded-For), but Express does not trust one, so that rateLimit counts ' +
        "all callers as one. Say how many proxies there are: app.set('trust proxy', 1)",
    );
  return undefined;
};
