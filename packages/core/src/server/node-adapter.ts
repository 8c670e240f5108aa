import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { bytesOf } from '../bytes-of.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { checkSize } from './params/check-size.ts';
import { decodeText } from './params/decode-text.ts';
import { parseJson } from './params/parse-json.ts';
import { readText } from './params/read-text.ts';
import { splitTarget } from './split-target.ts';

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
const closeSignal = (request: NodeRequest, response: ServerResponse): AbortSignal => {
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
export const toNodeCall = (request: NodeRequest, response: ServerResponse, target: string): Call => {
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
export const writeNodeAnswer = (request: NodeRequest, response: ServerResponse, answer: Answer): void => {
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
