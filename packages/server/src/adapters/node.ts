import type { EndpointTree, Handlers } from '@org/seam-core';
import { bytesOf } from '@org/seam-core/internal';
import type { IncomingMessage, ServerResponse as NodeResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { apiError } from '../http/api-error.ts';
import { errorResponse } from '../http/envelope.ts';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import { checkSize, decodeText, parseJson, readText } from '../input/body.ts';
import type { SeamHandlers, TargetOf } from '../router/context.ts';
import { kernelFor } from '../router/create-kernel.ts';
import { createRouter } from '../router/create-router.ts';
import { createErrorReporter } from '../router/error-reporter.ts';
import type { Exposable } from '../router/expose.ts';
import type { CallContext } from '../router/kernel-options.ts';
import { checkHandlerOptions } from '../router/option-rules.ts';
import type { HandlerOptions, OpenHandlerOptions } from '../router/options.ts';
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
    body: async (limit, parse = parseJson) => {
      if (!hasBody(request)) return undefined;
      return request.readableEnded
        ? takeParsed(request, limit, parse)
        : parse(await readText({ pieces: request, announced: request.headers['content-length'] }, limit));
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

const notFound = (): ServerResponse => errorResponse(apiError('endpoint_not_found'), crypto.randomUUID());

/**
 * Answers `node:http` requests without the detour through `Request` and `Response`, which costs four times as much. With
 * `expose` it does all that the Express router does, and answers 404 itself to whatever is not exposed below its base path.
 *
 * @example
 * const handle = createNodeHandler(endpoints, createSeam(), {
 *   basePath: '/api/seam',
 *   expose: ['/user_identities/*'],
 *   authorize: ({ req }) => isManager(req),
 * });
 * createServer(handle).listen(3000);
 *
 * @param tree the endpoints to answer
 * @param handlers a function for each: a client, a fake's handlers, or your own
 * @returns a listener; what it has no endpoint for goes to `next`, or is answered 404
 * @throws SeamConfigError when neither `expose` nor `unguarded` is given, or the options cannot be meant
 */
export function createNodeHandler<TEntry extends Exposable, TSeam extends SeamHandlers>(
  tree: EndpointTree,
  handlers: TargetOf<IncomingMessage, TSeam>,
  options: HandlerOptions<TEntry, IncomingMessage, TSeam>,
): NodeHandler & { drain(): Promise<void> };
export function createNodeHandler<TTree extends EndpointTree, TContext extends CallContext = CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: OpenHandlerOptions<TContext>,
): NodeHandler;
export function createNodeHandler(tree: EndpointTree, handlers: object, given: object): NodeHandler {
  const options = given as OpenHandlerOptions | HandlerOptions<Exposable, IncomingMessage>;
  checkHandlerOptions('createNodeHandler', options);
  const { basePath } = options;
  const below = pathBelow(basePath);
  const report = createErrorReporter(options);
  const answerWith =
    (
      answerCall: (call: ServerRequest, request: IncomingMessage) => Promise<ServerResponse | undefined>,
    ): NodeHandler =>
    async (request, response, next) => {
      const target = below(request.url ?? '/');
      try {
        const answer =
          target === undefined ? undefined : await answerCall(toNodeCall(request, response, target), request);
        if (answer || !next) {
          writeNodeAnswer(request, response, answer ?? notFound());
          return;
        }
      } catch (error) {
        // What cannot be written cannot be told either. Nobody waits for a listener that rejects.
        report(error, { requestId: '', path: splitTarget(target ?? '').path });
        response.destroy();
        return;
      }
      next();
    };

  if (options.expose !== undefined) {
    const { basePath: _, schemas, ...guardOptions } = options;
    const { answer, drain } = createRouter<Exposable, IncomingMessage, SeamHandlers>(
      { tree, target: handlers, schemas, mountOf: () => basePath ?? '' },
      guardOptions,
    );
    return Object.assign(answerWith(answer), { drain });
  }
  return answerWith(kernelFor(tree, handlers as never, options));
}
