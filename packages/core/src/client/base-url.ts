import { SeamConfigError } from '../errors/seam-error.ts';
import { readEnvironment } from './environment.ts';

const defaultEndpoint = 'https://connect.getseam.com';

/** A URL parser drops or trims these, and what is left may name another host. */
// eslint-disable-next-line no-control-regex -- they are what it is about
const unsafe = /[\0- \x7f]/;

const isPath = (endpoint: string) => /^\/[^/]/.test(endpoint) && !/[?#\\]/.test(endpoint);

const isUsable = (endpoint: string): boolean => {
  if (unsafe.test(endpoint)) return false;
  if (isPath(endpoint)) return true;
  // Without the slashes, a browser takes it for a path of its own page.
  if (!/^https?:\/\/[^/\\]/i.test(endpoint)) return false;
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password || url.search || url.hash) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1])$/.test(url.hostname))
  );
};

/**
 * The base URL without a trailing slash.
 * @throws SeamConfigError when a credential would travel in the clear, or the URL holds more than a place.
 */
export const readEndpoint = (option: string | undefined): string => {
  const endpoint = option ?? readEnvironment('SEAM_ENDPOINT') ?? defaultEndpoint;
  if (!isUsable(endpoint))
    throw new SeamConfigError(
      'endpoint must be an https: URL (http: on this machine only) or a path, without user, query, fragment, spaces and control characters.',
    );
  return endpoint.replace(/\/+$/, '');
};
