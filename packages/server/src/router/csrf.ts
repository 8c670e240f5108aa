import { SeamConfigError } from '@org/seam-core';
import { apiError } from '../http/api-error.ts';
import type { ServerRequest } from '../http/request.ts';

/** Verbs that browsers send across sites without asking first, and that change nothing here. */
const harmless = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** @throws SeamConfigError when one is not spelled as browsers spell origins */
export const checkAllowedOrigins = (origins: readonly string[]): void => {
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new SeamConfigError(
        `allowedOrigins has ${JSON.stringify(origin)}. Write a scheme, a name and, if need be, a port, nothing behind ` +
          "them: 'https://console.example.com'.",
      );
};

const isOwn = (origin: string, call: ServerRequest): boolean => {
  const host = call.header('host');
  return host !== undefined && (origin === `https://${host}` || origin === `http://${host}`);
};

/**
 * Refuses what pages of other sites make a browser send: its cookies would come along. Browsers say so in
 * `Sec-Fetch-Site`, older ones in `Origin`; a caller that sends neither is no browser.
 *
 * @throws SeamApiError `cross_site`
 */
export const checkCsrf = (call: ServerRequest, allowedOrigins: readonly string[]): void => {
  if (harmless.includes(call.verb)) return;
  const origin = call.header('origin');
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  const site = call.header('sec-fetch-site');
  const isSame =
    site === undefined
      ? origin === undefined || isOwn(origin, call)
      : site === 'same-origin' || site === 'none';
  if (!isSame) throw apiError('cross_site');
};
