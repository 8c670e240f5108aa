import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { responseLength } from '../../child/response-length.ts';

interface Answer {
  readonly status: number;
  /** The status line and the headers. */
  readonly head: string;
}

/** As many as a process may well have open. */
const manySockets = 6000;

/** Fewer than a server lets wait to be accepted. */
const atOnce = 100;

/** Asks over plain sockets, which are kept and used again, so that the one who asks is not what is measured. */
export interface Caller extends Disposable {
  /** Sends a request over a connection that is idle, or over a new one; when there are too many, it waits for one. */
  ask(request: string): Promise<Answer>;
  /** Opens all connections that it may, a few at a time: what is too much for the listener is lost for seconds. */
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
    // Whoever waits for an answer hears of it by the close.
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

  const exchange = (socket: Socket, request: string): Promise<Answer> =>
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
    ask: async (request) => exchange(await take(), request),
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
