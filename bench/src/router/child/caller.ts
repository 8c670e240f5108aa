import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { responseLength } from '../../child/response-length.ts';

interface RawResponse {
  readonly status: number;
  /** The status line and the headers. */
  readonly head: string;
}

/** The maximum number of open connections. */
const manySockets = 6000;

/** Less than the backlog of a server. */
const atOnce = 100;

/** Sends requests over persistent plain sockets, to keep the cost of the client low. */
export interface Caller extends Disposable {
  /** Sends a request over an idle or a new connection. Waits for one at the maximum number of connections. */
  send(request: string): Promise<RawResponse>;
  /** Opens the maximum number of connections in small groups, because a full backlog drops connections for seconds. */
  prepare(): Promise<void>;
}

export const createCaller = (url: string, mostSockets = manySockets): Caller => {
  const { hostname, port } = new URL(url);
  const idle: Socket[] = [];
  const all = new Set<Socket>();
  const waiting: ((socket: Socket) => void)[] = [];

  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), hostname);
    all.add(socket);
    socket.setNoDelay(true).setEncoding('latin1');
    // A pending request fails with the close event.
    socket.on('error', () => {});
    socket.on('close', () => {
      all.delete(socket);
      const index = idle.indexOf(socket);
      if (index !== -1) idle.splice(index, 1);
    });
    await once(socket, 'connect');
    return socket;
  };

  const release = (socket: Socket): void => {
    const next = waiting.shift();
    if (next) next(socket);
    else idle.push(socket);
  };

  const take = async (): Promise<Socket> => {
    const socket = idle.pop();
    if (socket) return socket;
    if (all.size < mostSockets) return await open();
    return await new Promise((resolve) => {
      waiting.push(resolve);
    });
  };

  const transmit = (socket: Socket, request: string): Promise<RawResponse> =>
    new Promise((resolve, reject) => {
      let text = '';
      const onClose = () => reject(new Error(`The connection was closed: ${text.slice(0, 200)}`));
      const onData = (chunk: string) => {
        text += chunk;
        if (responseLength(text) === undefined) return;
        socket.off('data', onData).off('close', onClose);
        const head = text.slice(0, text.indexOf('\r\n\r\n') + 2);
        if (/\r\nconnection: close\r\n/i.test(head)) socket.destroy();
        else release(socket);
        resolve({ status: Number(head.slice(9, 12)), head });
      };
      socket.on('data', onData).on('close', onClose);
      socket.write(request, 'latin1');
    });

  return {
    send: async (request) => transmit(await take(), request),
    prepare: async () => {
      while (all.size < mostSockets) {
        const opened = await Promise.all(Array.from({ length: atOnce }, open));
        for (const socket of opened) release(socket);
      }
    },
    [Symbol.dispose]: () => {
      for (const socket of all) socket.destroy();
    },
  };
};
