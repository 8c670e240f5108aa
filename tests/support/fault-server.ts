import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How the server handles one request. A number is a status, sent with Seam's error format. */
export type Fault =
  | 'ok'
  | 'reset-before'
  | 'reset-after'
  | 'close-after'
  | 'hang'
  | 'hang-in-body'
  | 'body-cut'
  | 'chunk-cut'
  | 'truncated-json'
  | 'empty'
  | 'html'
  | 'not-ok'
  | 'redirect'
  | 'garbage'
  | 'html-502'
  | `${number}`
  | `${number} retry-after ${string}`;

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** The request lines and bodies of complete requests. */
  readonly requests: readonly { readonly line: string; readonly body: string }[];
  /** How they were handled, in order. */
  readonly actions: readonly Fault[];
}

const respond = (status: string, body: string, headers: string[] = []): string =>
  [
    `HTTP/1.1 ${status}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'seam-request-id: request1',
    ...headers,
    '',
    body,
  ].join('\r\n');

const json = 'content-type: application/json';

const act = (fault: Fault, socket: Socket, okBody: string): void => {
  switch (fault) {
    case 'ok':
      socket.write(respond('200 OK', okBody, [json]));
      return;
    case 'reset-before':
    case 'reset-after':
      socket.resetAndDestroy();
      return;
    case 'close-after':
      socket.end();
      return;
    case 'hang':
      return;
    case 'hang-in-body':
      socket.write(`HTTP/1.1 200 OK\r\n${json}\r\ncontent-length: 100\r\n\r\n{"ok"`);
      return;
    case 'body-cut':
      socket.end(`HTTP/1.1 200 OK\r\n${json}\r\ncontent-length: 100\r\n\r\n{"ok"`);
      return;
    case 'chunk-cut':
      socket.end(`HTTP/1.1 200 OK\r\n${json}\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"ok"\r\n`);
      return;
    case 'truncated-json':
      socket.write(respond('200 OK', '{"ok":tr', [json]));
      return;
    case 'empty':
      socket.write(respond('200 OK', '', [json]));
      return;
    case 'html':
      socket.write(respond('200 OK', '<html>Sign in</html>', ['content-type: text/html']));
      return;
    case 'html-502':
      socket.write(respond('502 Bad Gateway', '<html></html>', ['content-type: text/html']));
      return;
    case 'not-ok':
      socket.write(respond('200 OK', '{"ok":false}', [json]));
      return;
    case 'redirect':
      socket.write(respond('302 Found', '', ['location: /login']));
      return;
    case 'garbage':
      socket.end('not a response at all\r\n\r\n');
      return;
    default: {
      const [status = '', retryAfter] = fault.split(' retry-after ');
      const body = JSON.stringify({ error: { type: 'some_error', message: 'No.' }, ok: false });
      socket.write(
        respond(`${status} X`, body, [
          json,
          ...(retryAfter === undefined ? [] : [`retry-after: ${retryAfter}`]),
        ]),
      );
    }
  }
};

const lengthOf = (head: string): number => Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);

/** A raw server that handles its requests in the order of the script, and later ones with success. */
export const faultServer = async (script: readonly Fault[], okBody = '{"ok":true}'): Promise<FaultServer> => {
  const requests: { line: string; body: string }[] = [];
  const actions: Fault[] = [];
  const queue = [...script];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (queue[0] === 'reset-before') {
      queue.shift();
      socket.resetAndDestroy();
      return;
    }
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end === -1 || received.length < end + 4 + lengthOf(received.slice(0, end))) return;
      requests.push({ line: received.slice(0, received.indexOf(' HTTP/')), body: received.slice(end + 4) });
      received = '';
      const action = queue.shift() ?? 'ok';
      actions.push(action);
      act(action, socket, okBody);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    actions,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
