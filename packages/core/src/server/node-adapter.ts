import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { apiError } from './api-error.ts';
import type { Call } from './call.ts';
import { parseJson } from './parse-json.ts';
import { splitTarget } from './split-target.ts';

/** A request whose body some middleware may have read already. */
type NodeRequest = IncomingMessage & { body?: unknown };

const readText = async (request: IncomingMessage, limit: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw apiError('payload_too_large', { message: `The body is longer than ${limit} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Whether anything is to be read: waiting for the end of nothing costs as much as answering. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** The caller going away as a signal, made only when somebody asks for it. */
const closeSignal = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
};

/** Node's request as a call. `target` is the part of the URL below the mount point, with its query string. */
export const toNodeCall = (request: NodeRequest, response: ServerResponse, target: string): Call => {
  let signal: AbortSignal | undefined;
  return {
    verb: request.method ?? 'GET',
    ...splitTarget(target),
    get signal() {
      return (signal ??= closeSignal(response));
    },
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: async (limit) => {
      if (request.readableEnded) return request.body;
      return hasBody(request) ? parseJson(await readText(request, limit)) : undefined;
    },
  };
};

/** Writes an answer. A request whose body was not read to its end cannot be followed by another on its connection. */
export const writeNodeAnswer = (request: IncomingMessage, response: ServerResponse, answer: Answer): void => {
  if (response.headersSent || response.destroyed) return;
  if (!request.readableEnded && !request.complete) response.setHeader('connection', 'close');
  const length = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length });
  // A text that is as many bytes as characters is ASCII, which latin1 writes faster.
  response.end(answer.body, length === answer.body.length ? 'latin1' : 'utf8');
};
