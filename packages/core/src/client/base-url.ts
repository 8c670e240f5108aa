import { SeamConfigError } from '../errors/seam-error.ts';
import { readEnvironment } from './environment.ts';

const defaultEndpoint = 'https://connect.getseam.com';

/**
 * A URL parser removes or replaces the first ones, and the remaining URL may have another host. After an empty query or fragment,
 * which a parsed URL does not show, the path of a call would not be sent.
 */
// eslint-disable-next-line no-control-regex -- control characters are what it rejects
const unsafe = /[\0- \x7f\\?#]/;

const isUsable = (endpoint: string): boolean => {
  if (unsafe.test(endpoint)) return false;
  if (/^\/[^/]/.test(endpoint)) return true;
  // Without the slashes, a browser resolves it as a path of the current page.
  if (!/^https?:\/\/[^/]/i.test(endpoint)) return false;
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1])$/.test(url.hostname))
  );
};

/**
 * Returns the base URL without a trailing slash.
 * @throws SeamConfigError when the connection would not be encrypted, or the URL has a user, a query or a fragment
 */
export const readEndpoint = (option: string | undefined): string => {
  const endpoint = option ?? readEnvironment('SEAM_ENDPOINT') ?? defaultEndpoint;
  if (!isUsable(endpoint))
    throw new SeamConfigError(
      'endpoint must be an https: URL (http: on this machine only) or a path, without user, query, fragment, spaces and control characters.',
    );
  return endpoint.replace(/\/+$/, '');
};
