import { apiError } from '@org/seam-core/server';
import type { IncomingMessage } from 'node:http';
import { isLoopback, isLoopbackHost } from './is-loopback.ts';

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Lets only programs of this machine through. A page in a browser of this machine is none: it says where it comes from
 * (`Origin`), or, when its name was bent to this machine's address, calls the machine by a foreign name (`Host`).
 *
 * @throws SeamApiError with the status 403, or 415 when a body is not JSON
 */
export const checkCaller = (request: IncomingMessage): void => {
  const { host, origin, 'content-type': type = '' } = request.headers;
  const refuse = (message: string) => apiError('forbidden', { message });
  if (!isLoopback(request.socket.remoteAddress ?? ''))
    throw refuse('The control API answers this machine alone.');
  if (origin !== undefined) throw refuse('The control API answers no pages.');
  if (!isLoopbackHost(host))
    throw refuse('The control API is called by a name of this machine: localhost, or 127.0.0.1.');
  if (hasBody(request) && !/^application\/json\s*(;|$)/i.test(type)) throw apiError('unsupported_media_type');
};
