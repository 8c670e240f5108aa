import type { EndpointTree, Handlers } from '../endpoint.ts';
import type { Answer } from './answer.ts';
import type { HandlerOptions } from './handler-options.ts';
import { kernelFor, pathBelow } from './kernel-for.ts';
import type { CallContext } from './kernel-options.ts';
import { toWebCall } from './web-adapter.ts';

const toResponse = ({ status, headers, body }: Answer): Response => new Response(body, { status, headers });

/**
 * Answers web-standard requests: for Hono, Next.js route handlers, Bun, Deno, workers, and a client's `fetch` in tests.
 *
 * @example
 * const answer = createRequestHandler(endpoints, handlers, { basePath: '/api/seam' });
 * const response = (await answer(request)) ?? new Response(null, { status: 404 });
 *
 * @param tree the endpoints to answer
 * @param handlers a function for each: a client, a fake's handlers, or your own
 * @returns the answer, or `undefined` when the path is none of the tree's
 */
export const createRequestHandler = <TTree extends EndpointTree, TContext extends CallContext = CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: HandlerOptions<TContext> = {},
): ((request: Request) => Promise<Response | undefined>) => {
  const kernel = kernelFor(tree, handlers, options);
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const path = pathBelow(pathname, options.basePath);
    const answer = path === undefined ? undefined : await kernel(toWebCall(request, path + search));
    return answer && toResponse(answer);
  };
};
