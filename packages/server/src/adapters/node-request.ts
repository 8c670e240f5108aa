import { bytesOf } from '@org/seam-core/internal';
import type { IncomingMessage, ServerResponse as NodeResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import { checkSize, createByteCollector, decodeText, toText } from '../input/body.ts';
import { parseJson } from '../input/json.ts';

/** A request whose body middleware may have read already. It may be one of `node:http2`. */
export type NodeRequest = IncomingMessage & { body?: unknown; stream?: ServerHttp2Stream };

/** The stream of an HTTP/2 request, which shares its connection with others. */
export const streamOf = ({ httpVersionMajor, stream }: NodeRequest): ServerHttp2Stream | undefined =>
  httpVersionMajor > 1 ? stream : undefined;

/** Whether the caller aborted an HTTP/2 stream. Node ends its body as if it were complete. */
const isAborted = (request: NodeRequest): boolean => streamOf(request)?.aborted === true;

/** The length of a parsed body as JSON, in bytes: the original bytes are gone. */
const sizeOf = (value: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return Infinity;
  }
};

/** The body that middleware has read and kept on `req.body`. */
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

/** Like `collectBytes`, for a request of Node: its events cost half as much as async iteration. */
const collectNodeBytes = (request: NodeRequest, limit: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const collector = createByteCollector(limit, request.headers['content-length']);
    const stop = (): void => {
      request.off('data', onData).off('end', onEnd).off('error', fail).off('close', onClose);
    };
    const fail = (error: Error): void => {
      stop();
      // A second error must not end the process.
      request.on('error', () => {});
      request.pause();
      reject(error);
    };
    const onData = (chunk: unknown): void => {
      try {
        collector.add(chunk);
      } catch (error) {
        fail(error as Error);
      }
    };
    const onEnd = (): void => {
      stop();
      resolve(collector.bytes());
    };
    const onClose = (): void => fail(new Error('The connection was closed.'));
    if (request.destroyed || isAborted(request)) {
      onClose();
      return;
    }
    request.on('data', onData).on('end', onEnd).on('error', fail).on('close', onClose);
    // A middleware may have paused the stream.
    request.resume();
  });

/** Reads the body of a request of Node as text, like `readWebText`. */
const readNodeText = async (request: NodeRequest, limit: number): Promise<string> => {
  checkSize(Number(request.headers['content-length'] ?? 0), limit);
  return await toText(collectNodeBytes(request, limit));
};

/** Whether there is a body: waiting for the end of an empty one costs as much as the response. */
const hasBody = (request: NodeRequest): boolean =>
  request.headers['transfer-encoding'] !== undefined ||
  (request.headers['content-length'] ?? '0') !== '0' ||
  // HTTP/2 frames bodies itself, and needs no header.
  streamOf(request)?.endAfterHeaders === false;

/** Aborted when the caller disconnects. Created on first use. */
const closeSignal = (request: NodeRequest, response: NodeResponse): AbortSignal => {
  const controller = new AbortController();
  const stream = streamOf(request);
  const onClose = () => {
    // Node finishes an aborted HTTP/2 stream.
    if (stream ? stream.aborted : !response.writableFinished) controller.abort();
  };
  if (stream ? stream.destroyed : response.destroyed) onClose();
  else response.once('close', onClose);
  return controller.signal;
};

/** Converts a Node request. `target` is the part of the URL below the mount point, with its query string. */
export const fromNodeRequest = (
  request: NodeRequest,
  response: NodeResponse,
  target: string,
): ServerRequest => {
  let signal: AbortSignal | undefined;
  return {
    verb: request.method ?? 'GET',
    ...splitTarget(target),
    get signal() {
      return (signal ??= closeSignal(request, response));
    },
    header: (name) => {
      // HTTP/2 has `:authority` instead of `host`.
      const value = request.headers[name] ?? (name === 'host' ? request.headers[':authority'] : undefined);
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: (limit, parse = parseJson) => {
      if (!hasBody(request)) return undefined;
      return request.readableEnded && !isAborted(request)
        ? Promise.resolve(takeParsed(request, limit, parse))
        : readNodeText(request, limit).then(parse);
    },
  };
};
