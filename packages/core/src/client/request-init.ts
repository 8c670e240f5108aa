import type { Verb } from '../contract/endpoint.ts';
import type { HeaderRecord } from './headers.ts';

let supportedCacheOption: { cache?: 'no-store' } | undefined;

/**
 * The option that keeps the cache of a framework (Next.js 14) or of a browser from serving a response. Empty where the
 * runtime rejects the option (older Workers) or adds a query parameter to the URL for it (React Native).
 */
const cacheOption = (): { cache?: 'no-store' } => {
  if (supportedCacheOption) return supportedCacheOption;
  const url = 'https://connect.getseam.com/';
  try {
    supportedCacheOption = new Request(url, { cache: 'no-store' }).url === url ? { cache: 'no-store' } : {};
  } catch {
    supportedCacheOption = {};
  }
  return supportedCacheOption;
};

/** The arguments of `fetch` besides the URL and the signal: a request without a body, or with JSON. */
export const requestInit = <TVerb extends Verb>(
  method: TVerb,
  body: string | undefined,
  headers: HeaderRecord,
) => ({
  method,
  headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
  redirect: 'manual' as const,
  ...cacheOption(),
  ...(body === undefined ? {} : { body }),
});
