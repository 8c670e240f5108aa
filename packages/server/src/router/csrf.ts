import { SeamConfigError } from '@org/seam-core';
import { httpError } from '../http/api-error.ts';
import type { ServerRequest } from '../http/request.ts';

/** Verbs that browsers send across sites without a preflight request, and that change nothing. */
const safeVerbs = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** @throws SeamConfigError for a value that is not an origin as browsers send it */
export const checkAllowedOrigins = (origins: readonly string[]): void => {
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new SeamConfigError(
        `allowedOrigins has ${JSON.stringify(origin)}, which is not an origin. Write the scheme, the host and, if needed, ` +
          "the port, without a path: 'https://console.example.com'.",
      );
};

const isSameOrigin = (origin: string, request: ServerRequest): boolean => {
  const host = request.header('host');
  return host !== undefined && (origin === `https://${host}` || origin === `http://${host}`);
};

/**
 * Rejects requests that a page of another site makes a browser send, with the cookies of the user. Browsers set
 * `Sec-Fetch-Site`, older ones `Origin`; a client that sends neither is not a browser.
 *
 * @throws SeamApiError `cross_site`
 */
export const checkCsrf = (request: ServerRequest, allowedOrigins: readonly string[]): void => {
  if (safeVerbs.includes(request.verb)) return;
  const origin = request.header('origin');
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  const site = request.header('sec-fetch-site');
  const isSame =
    site === undefined
      ? origin === undefined || isSameOrigin(origin, request)
      : site === 'same-origin' || site === 'none';
  if (!isSame) throw httpError('cross_site');
};
