import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request looked like on the wire. */
interface Recorded {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface RecordingServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly Recorded[];
}

type Responder = (response: ServerResponse, request: Recorded) => void;

/** Starts a server on a free port. It records its requests and responds with `respond`. */
export const recordingServer = async (respond: Responder): Promise<RecordingServer> => {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method, url, headers } = request;
      const recorded = { method, url, headers, body };
      requests.push(recorded);
      respond(response, recorded);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A URL on which no server listens. */
export const closedPort = async (): Promise<string> => {
  await using server = await recordingServer(() => {});
  return server.url;
};

/** Responds with JSON, like Seam. */
export const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Responder =>
  (response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'seam-request-id': 'request7',
      ...headers,
    });
    response.end(JSON.stringify(value));
  };

/** Responds with any text. */
export const text =
  (body: string, contentType = 'application/json', status = 200): Responder =>
  (response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  };
