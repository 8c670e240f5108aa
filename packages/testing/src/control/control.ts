import { notify, suggest } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { errorResponse, fromNodeRequest, writeNodeResponse } from '@org/seam-server/internal';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback, isLoopbackHost, type Sideways } from '../wire/listen.ts';
import { type ControlledFake, controlRoutes } from './routes.ts';

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Rejects requests from other machines and from web pages. A browser sends `Origin`; after DNS rebinding, `Host` is
 * not a loopback name.
 * @throws SeamApiError with the status 403, or 415 when a body is not JSON
 */
export const checkCaller = (request: IncomingMessage): void => {
  const { host, origin, 'content-type': type = '' } = request.headers;
  const refuse = (message: string) => apiError('forbidden', { message });
  if (!isLoopback(request.socket.remoteAddress ?? ''))
    throw refuse('The control API accepts requests from this machine only.');
  if (origin !== undefined) throw refuse('The control API rejects requests from web pages.');
  if (!isLoopbackHost(host))
    throw refuse('The control API requires the host name localhost or a loopback address.');
  if (hasBody(request) && !/^application\/json\s*(;|$)/i.test(type)) throw apiError('unsupported_media_type');
};

/** The path prefix of the control API. Seam has no endpoint there. */
const prefix = '/_fake';

/** In bytes. Snapshots of large workspaces must fit. */
const bodyLimit = 64 * 1_048_576;

/**
 * The control API: programs on this machine read and change a listening fake, over HTTP and in JSON. It rejects browsers
 * and other machines. `afterwards` is called after each response.
 */
export const createControl = (fake: ControlledFake, afterwards: () => unknown = () => {}): Sideways => {
  const routes = controlRoutes(fake);

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<string> => {
    const call = fromNodeRequest(request, response, request.url ?? '/');
    checkCaller(request);
    const path = call.path.slice(prefix.length);
    const methods = Object.hasOwn(routes, path) ? routes[path]?.methods : undefined;
    if (!methods)
      throw apiError('not_found', {
        message: `The control API has no ${call.path}.${suggest(path, Object.keys(routes))} GET ${prefix} lists the routes.`,
      });
    const run = Object.hasOwn(methods, call.verb) ? methods[call.verb] : undefined;
    if (!run)
      throw apiError('method_not_allowed', {
        message: `${call.path} accepts ${Object.keys(methods).join(', ')} only.`,
      });
    return JSON.stringify(await run(await call.body(bodyLimit)));
  };

  return (request, response) => {
    const { url = '/' } = request;
    if (url !== prefix && !url.startsWith(`${prefix}/`)) return false;
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
    void respond(request, response)
      .then((body) => ({ status: 200, headers, body, value: undefined }))
      .catch((error: unknown) => errorResponse(error, 'control'))
      .then((result) => writeNodeResponse(request, response, result))
      .catch(() => response.destroy())
      .then(() => notify(afterwards));
    return true;
  };
};
