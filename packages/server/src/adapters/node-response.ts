import type { ServerResponse as NodeResponse } from 'node:http';
import type { ServerResponse } from '../http/response.ts';
import { type NodeRequest, streamOf } from './node-request.ts';

/** Up to this many unread bytes are discarded to keep the connection: a new one costs as much as a response. */
const longestRest = 16_384;

/**
 * Whether the connection can be reused: the body was read, or is so short that Node discards the rest. A caller that waits
 * for `100 Continue` may never send the body.
 */
const canGoOn = (request: NodeRequest): boolean =>
  request.readableEnded ||
  request.complete ||
  streamOf(request) !== undefined ||
  (request.headers.expect === undefined && Number(request.headers['content-length']) <= longestRest);

/**
 * The error for a request that other code has responded to before the router: it may have been denied. Such a request must not
 * be processed.
 */
export const respondedBefore = ({ headersSent }: NodeResponse): Error | undefined =>
  headersSent
    ? new Error(
        'A middleware before the router sent a response and then called the router. The request was not processed. Return ' +
          'after the response, and do not call next().',
      )
    : undefined;

/** Writes a response. The connection is closed when a long body was not read to its end. */
export const writeNodeResponse = (
  request: NodeRequest,
  response: NodeResponse,
  message: ServerResponse,
): void => {
  if (response.headersSent || response.destroyed) return;
  const stream = streamOf(request);
  // The rest of a body that timed out may never arrive.
  if ((message.status === 408 && !stream) || !canGoOn(request)) response.setHeader('connection', 'close');
  const length = Buffer.byteLength(message.body);
  // HTTP forbids content-length with 204.
  const framing = message.status === 204 ? {} : { 'content-length': length };
  response.writeHead(message.status, { ...message.headers, ...framing });
  // A string with as many bytes as characters is ASCII, which latin1 writes faster.
  response.end(message.body, length === message.body.length ? 'latin1' : 'utf8');
  // Node ends an unread HTTP/2 stream. A partly read one would wait for its rest.
  if (stream && request.readableDidRead && !request.readableEnded)
    stream.once('finish', () => stream.destroy());
};
