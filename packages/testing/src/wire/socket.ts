import { writeNodeResponse } from '@org/seam-server/internal';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outcome, Wait } from './outcome.ts';
import { pieces, pieceWaits } from './wait.ts';

interface Connection {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const breakOff = ({ request, response }: Connection): void => {
  if (!response.destroyed) request.socket.resetAndDestroy();
};

/** A signal that ends the waits for a response whose connection was closed. */
const closing = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
};

const writeSlowly = async (
  { request, response }: Connection,
  { response: { status, headers, body }, bodyMs = 0, cutAt }: Extract<Outcome, { kind: 'response' }>,
  wait: Wait,
): Promise<void> => {
  const whole = Buffer.from(body);
  const bytes = whole.subarray(0, cutAt);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  const arrivals = pieceWaits(wait, bodyMs, closing(response));
  response.writeHead(status, { ...headers, 'content-length': whole.length });
  for (let sent = 0; sent < bytes.length && !response.destroyed; sent += size) {
    await arrivals.shift();
    response.write(bytes.subarray(sent, sent + size));
  }
  if (response.destroyed) return;
  if (cutAt === undefined) {
    response.end();
    return;
  }
  // Flushes the written bytes before the connection is closed.
  await new Promise<void>((resolve) => {
    response.write('', () => resolve());
  });
  request.socket.destroy();
};

/** Sends an outcome over a socket. A request that hangs keeps its connection open until the caller closes it. */
export const writeOutcome = async (connection: Connection, outcome: Outcome, wait: Wait): Promise<void> => {
  if (outcome.kind === 'hang') return;
  if (outcome.kind === 'reset') {
    breakOff(connection);
    return;
  }
  const { delayMs, bodyMs, cutAt, lose } = outcome;
  const { response } = connection;
  response.once('close', () => {
    if (!response.writableFinished) lose?.();
  });
  if (delayMs !== undefined) await wait(delayMs, closing(response));
  if (response.destroyed) return;
  if (bodyMs === undefined && cutAt === undefined)
    writeNodeResponse(connection.request, response, {
      ...outcome.response,
      value: undefined,
    });
  else await writeSlowly(connection, outcome, wait);
};
