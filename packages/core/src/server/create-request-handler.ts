import type { EndpointTree, Handlers } from '../endpoint.ts';
import { apiError } from './api-error.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { HandlerOptions } from './handler-options.ts';
import { kernelFor, pathBelow } from './kernel-for.ts';
import type { CallContext } from './kernel-options.ts';
import { parseJson } from './parse-json.ts';

const readText = async (request: Request, limit: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit)
      throw apiError('payload_too_large', { message: `The body is longer than ${limit} bytes.` });
    chunks.push(chunk);
  }
  return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).arrayBuffer());
};

const toCall = (request: Request, path: string, query: string): Call => ({
  verb: request.method,
  path,
  query,
  signal: request.signal,
  header: (name) => request.headers.get(name) ?? undefined,
  body: async (limit) => parseJson(await readText(request, limit)),
});

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
    const answer = path === undefined ? undefined : await kernel(toCall(request, path, search.slice(1)));
    return answer && toResponse(answer);
  };
};
