import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { responseLength } from '../../child/response-length.ts';

/** The request, the server and the number of connections. */
export interface Question {
  readonly url: string;
  readonly path: string;
  readonly key: string;
}

const head = /^HTTP\/1\.1 (\d{3})/;

/** Sends requests over one connection, each after the response to the previous one. */
const sendRepeatedly = async (socket: Socket, request: string, takeOne: () => boolean): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    let text = '';
    const next = () => {
      if (takeOne()) socket.write(request);
      else resolve();
    };
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The connection was closed.')));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const length = responseLength(text);
      if (length === undefined) return;
      if (head.exec(text)?.[1] !== '200') reject(new Error(text.slice(0, 200)));
      text = text.slice(length);
      next();
    });
    next();
  });
  socket.removeAllListeners('close');
};

/**
 * Sends a number of requests over several connections. Uses plain sockets to keep the cost of the client low.
 */
export const requestOverSockets = async (
  { url, path, key }: Question,
  { requests, inFlight }: { readonly requests: number; readonly inFlight: number },
): Promise<void> => {
  const { hostname, port, host } = new URL(url);
  const request = [
    `GET ${path} HTTP/1.1`,
    `host: ${host}`,
    `authorization: Bearer ${key}`,
    'connection: keep-alive',
    '\r\n',
  ].join('\r\n');
  let left = requests;
  const takeOne = () => {
    left -= 1;
    return left >= 0;
  };
  const work = async (): Promise<void> => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    await sendRepeatedly(socket, request, takeOne);
    socket.destroy();
  };
  await Promise.all(Array.from({ length: inFlight }, work));
};
