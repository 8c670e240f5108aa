import { apiError, errorAnswer, toNodeCall, writeNodeAnswer } from '@org/seam-core/server';
import { notify } from '@org/seam-core/internal';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sideways } from '../listen.ts';
import { checkCaller } from './check-caller.ts';
import type { ControlledFake } from './controlled-fake.ts';
import { controlRoutes } from './control-routes.ts';

/** Below which path the control API is. Seam has nothing there. */
const prefix = '/_fake';

/** Snapshots of large workspaces have to get in. */
const bodyLimit = 64 * 1_048_576;

/**
 * The control API: lets whoever runs on this machine look at a listening fake and change it, over HTTP and in JSON. It
 * refuses browsers and other machines. `afterwards` is called after each answer.
 */
export const createControl = (fake: ControlledFake, afterwards: () => unknown = () => {}): Sideways => {
  const routes = controlRoutes(fake);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<string> => {
    const call = toNodeCall(request, response, request.url ?? '/');
    checkCaller(request);
    const route = routes[call.path.slice(prefix.length)];
    if (!route) throw apiError('not_found', { message: `The control API has no ${call.path}.` });
    const run = Object.hasOwn(route, call.verb) ? route[call.verb] : undefined;
    if (!run)
      throw apiError('method_not_allowed', {
        message: `${call.path} takes ${Object.keys(route).join(', ')}.`,
      });
    return JSON.stringify(await run(await call.body(bodyLimit)));
  };

  return (request, response) => {
    const { url = '/' } = request;
    if (url !== prefix && !url.startsWith(`${prefix}/`)) return false;
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
    void answer(request, response)
      .then((body) => ({ status: 200, headers, body, value: undefined }))
      .catch((error: unknown) => errorAnswer(error, 'control'))
      .then((answered) => writeNodeAnswer(request, response, answered))
      .catch(() => response.destroy())
      .then(() => notify(afterwards));
    return true;
  };
};
