import { writeNodeResponse } from '@org/seam-server/internal';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outcome, Wait } from './outcome.ts';

const pieces = 4;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const breakOff = ({ request, response }: Exchange): void => {
  if (!response.destroyed) request.socket.resetAndDestroy();
};

const writeSlowly = async (
  { request, response }: Exchange,
  { answer, bodyMs = 0, cutAt }: Extract<Outcome, { kind: 'answer' }>,
  wait: Wait,
): Promise<void> => {
  const whole = Buffer.from(answer.body);
  const bytes = whole.subarray(0, cutAt);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  response.writeHead(answer.status, { ...answer.headers, 'content-length': whole.length });
  for (let sent = 0; sent < bytes.length && !response.destroyed; sent += size) {
    await wait(bodyMs / pieces);
    response.write(bytes.subarray(sent, sent + size));
  }
  if (response.destroyed) return;
  if (cutAt === undefined) {
    response.end();
    return;
  }
  // What was written has to leave before the connection ends.
  await new Promise<void>((resolve) => {
    response.write('', () => resolve());
  });
  request.socket.destroy();
};

/** What a socket sees of an outcome. A call that hangs keeps its connection until somebody closes it. */
export const writeOutcome = async (exchange: Exchange, outcome: Outcome, wait: Wait): Promise<void> => {
  if (outcome.kind === 'hang') return;
  if (outcome.kind === 'reset') {
    breakOff(exchange);
    return;
  }
  const { answer, delayMs, bodyMs, cutAt } = outcome;
  if (delayMs !== undefined) await wait(delayMs);
  if (exchange.response.destroyed) return;
  if (bodyMs === undefined && cutAt === undefined)
    writeNodeResponse(exchange.request, exchange.response, { ...answer, value: undefined });
  else await writeSlowly(exchange, outcome, wait);
};
