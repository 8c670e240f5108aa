import type { EndpointTree, Handlers } from '@org/seam-core';
import { bytesOf } from '@org/seam-core/internal';
import type { IncomingMessage, ServerResponse as NodeResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { httpError } from '../http/api-error.ts';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import { errorResponse, type ServerResponse } from '../http/response.ts';
import { checkSize, decodeText, parseJson, readNodeText } from '../input/body.ts';
import type { HandlerContext, SeamHandlers, TargetOf } from '../router/context.ts';
import { createRouter } from '../router/create-router.ts';
import { createErrorReporter, type ErrorListener, type Logger } from '../router/error-reporter.ts';
import type { Exposable } from '../router/expose.ts';
import { checkHandlerOptions, type HandlerOptions } from '../router/options.ts';
import { createUnguardedResponder, type UnguardedHandlerOptions } from '../router/unguarded.ts';
import { pathBelow } from './url.ts';

/** A request whose body some middleware may have read already, maybe one of `node:http2`. */
type NodeRequest = IncomingMessage & { body?: unknown; stream?: ServerHttp2Stream };

/** Of HTTP/2, the stream that carries a request among others on its connection. */
const streamOf = ({ httpVersionMajor, stream }: NodeRequest): ServerHttp2Stream | undefined =>
  httpVersionMajor > 1 ? stream : undefined;

/** How long a value would be in JSON, in bytes: what was sent is gone. */
const sizeOf = (value: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return Infinity;
  }
};

/** What a middleware that has read the body left of it. */
const takeParsed = ({ body }: NodeRequest, limit: number, parse: (text: string) => unknown): unknown => {
  if (body === undefined)
    throw new TypeError(
      'A middleware before the router has read the body and left nothing on req.body. Mount the router before it.',
    );
  const bytes = bytesOf(body);
  if (bytes) {
    checkSize(bytes.byteLength, limit);
    return parse(decodeText(bytes));
  }
  checkSize(typeof body === 'string' ? Buffer.byteLength(body) : sizeOf(body), limit);
  return typeof body === 'string' ? parse(body) : body;
};

/** Whether anything is to be read: waiting for the end of nothing costs as much as answering. */
const hasBody = (request: NodeRequest): boolean =>
  request.headers['transfer-encoding'] !== undefined ||
  (request.headers['content-length'] ?? '0') !== '0' ||
  // HTTP/2 frames a body by itself, and need not announce it.
  streamOf(request)?.endAfterHeaders === false;

/** The caller going away as a signal, made only when somebody asks for it. */
const closeSignal = (request: NodeRequest, response: NodeResponse): AbortSignal => {
  const controller = new AbortController();
  const stream = streamOf(request);
  const onClose = () => {
    // Node finishes a stream of HTTP/2 that was given up.
    if (stream ? stream.aborted : !response.writableFinished) controller.abort();
  };
  if (stream ? stream.destroyed : response.destroyed) onClose();
  else response.once('close', onClose);
  return controller.signal;
};

/** Node's request as a call. `target` is the part of the URL below the mount point, with its query string. */
export const toNodeCall = (request: NodeRequest, response: NodeResponse, target: string): ServerRequest => {
  let signal: AbortSignal | undefined;
  return {
    verb: request.method ?? 'GET',
    ...splitTarget(target),
    get signal() {
      return (signal ??= closeSignal(request, response));
    },
    header: (name) => {
      // HTTP/2 has another name for it.
      const value = request.headers[name] ?? (name === 'host' ? request.headers[':authority'] : undefined);
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: (limit, parse = parseJson) => {
      if (!hasBody(request)) return undefined;
      return request.readableEnded
        ? Promise.resolve(takeParsed(request, limit, parse))
        : readNodeText(request, limit).then(parse);
    },
  };
};

/** The longest rest of a body, in bytes, that is worth dropping to keep a connection: a new one costs as much as an answer. */
const longestRest = 16_384;

/**
 * Whether the connection can carry another request: the body was read, or is so short that node reads the rest and drops it.
 * Whoever waits to be told to send it may never do so.
 */
const canGoOn = (request: NodeRequest): boolean =>
  request.readableEnded ||
  request.complete ||
  streamOf(request) !== undefined ||
  (request.headers.expect === undefined && Number(request.headers['content-length']) <= longestRest);

/** Writes an answer. A request with a long body that was not read to its end is the last on its connection. */
export const writeNodeAnswer = (
  request: NodeRequest,
  response: NodeResponse,
  answer: ServerResponse,
): void => {
  if (response.headersSent || response.destroyed) return;
  const stream = streamOf(request);
  // Of a body that did not come in time the rest may never come.
  if ((answer.status === 408 && !stream) || !canGoOn(request)) response.setHeader('connection', 'close');
  const length = Buffer.byteLength(answer.body);
  // HTTP forbids a length where there can be no body.
  const framing = answer.status === 204 ? {} : { 'content-length': length };
  response.writeHead(answer.status, { ...answer.headers, ...framing });
  // A text that is as many bytes as characters is ASCII, which latin1 writes faster.
  response.end(answer.body, length === answer.body.length ? 'latin1' : 'utf8');
  // Node ends a stream of HTTP/2 of which nothing was read. One that was begun would wait for its rest.
  if (stream && request.readableDidRead && !request.readableEnded)
    stream.once('finish', () => stream.destroy());
};

/**
 * Answers a request of `node:http`, of `node:http2` (its compatible objects), or of any framework that passes its objects
 * on.
 */
export type NodeHandler = (
  request: IncomingMessage,
  response: NodeResponse,
  next?: () => void,
) => Promise<void>;

const notFound = (): ServerResponse => errorResponse(httpError('endpoint_not_found'), crypto.randomUUID());

interface ListenerOptions {
  readonly basePath?: string | undefined;
  readonly onError?: ErrorListener | undefined;
  readonly logger?: Logger | undefined;
}

/** Creates a listener for the requests below the base path. */
const createListener = (
  options: ListenerOptions,
  respond: (request: ServerRequest, req: IncomingMessage) => Promise<ServerResponse | undefined>,
): NodeHandler => {
  const below = pathBelow(options.basePath);
  const report = createErrorReporter(options);
  return async (request, response, next) => {
    const target = below(request.url ?? '/');
    try {
      const written =
        target === undefined ? undefined : await respond(toNodeCall(request, response, target), request);
      if (written || !next) {
        writeNodeAnswer(request, response, written ?? notFound());
        return;
      }
    } catch (error) {
      // The response could not be written. Nothing handles a rejected listener.
      report(error, { requestId: '', path: splitTarget(target ?? '').path });
      response.destroy();
      return;
    }
    next();
  };
};

/**
 * Creates a router for `node:http` requests without the conversion to `Request` and `Response`, which costs four times as much.
 * It does all that the Express router does, and returns 404 for endpoints that are not exposed below its base path.
 *
 * @example
 * const handle = createNodeHandler(endpoints, createSeam(), {
 *   basePath: '/api/seam',
 *   expose: ['/user_identities/*'],
 *   authorize: ({ req }) => isManager(req),
 * });
 * createServer(handle).listen(3000);
 *
 * @param tree the contract
 * @param target a Seam client, a fake's handlers, your own functions, or a function that selects one by request
 * @returns a listener; a request that is not below `basePath` goes to `next`, or receives 404
 * @throws SeamConfigError when an option is missing, unknown or invalid
 */
export const createNodeHandler = <TEntry extends Exposable, TSeam extends SeamHandlers>(
  tree: EndpointTree,
  target: TargetOf<IncomingMessage, TSeam>,
  options: HandlerOptions<TEntry, IncomingMessage, TSeam>,
): NodeHandler & { drain(): Promise<void> } => {
  checkHandlerOptions('createNodeHandler', options);
  const { basePath, schemas, ...routerOptions } = options;
  const { respond, drain } = createRouter<TEntry, IncomingMessage, TSeam>(
    { tree, target, schemas, mountOf: () => basePath ?? '' },
    routerOptions,
  );
  return Object.assign(createListener(options, respond), { drain });
};

/**
 * Serves handlers for `node:http` requests without the router's protection, like `createUnguardedRequestHandler`.
 *
 * @example
 * createServer(createUnguardedNodeHandler(endpoints, fake.handlers)).listen(3000);
 *
 * @param tree the contract
 * @param handlers one function per endpoint
 * @returns a listener; a request for a path without an endpoint goes to `next`, or receives 404
 * @throws SeamConfigError for an option that is unknown or invalid
 */
export const createUnguardedNodeHandler = <
  TTree extends EndpointTree,
  TContext extends HandlerContext = HandlerContext,
>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: UnguardedHandlerOptions<TContext> = {},
): NodeHandler =>
  createListener(
    options,
    createUnguardedResponder('createUnguardedNodeHandler', { tree, handlers }, options),
  );
