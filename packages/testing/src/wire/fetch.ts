import type { Outcome, Wait } from './outcome.ts';
import { pieces, pieceWaits } from './wait.ts';

const encoder = new TextEncoder();

/** The error that `fetch` rejects with when the connection breaks. */
const connectionError = (message: string): TypeError =>
  new TypeError(message, {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' }),
  });

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });

type Sent = Extract<Outcome, { kind: 'response' }>;

/** The body as a stream that is slow or truncated. */
const streamOf = (
  { response: { body }, cutAt, bodyMs = 0, lose }: Sent,
  wait: Wait,
  signal: AbortSignal,
): ReadableStream<Uint8Array> => {
  const bytes = encoder.encode(body).subarray(0, cutAt);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  const arrivals = pieceWaits(wait, bodyMs, signal);
  let sent = 0;
  return new ReadableStream({
    pull: async (controller) => {
      if (sent >= bytes.length) {
        if (cutAt === undefined) controller.close();
        else controller.error(connectionError('terminated'));
        return;
      }
      await arrivals.shift()?.catch((error: unknown) => {
        lose?.();
        throw error;
      });
      controller.enqueue(bytes.subarray(sent, sent + size));
      sent += size;
    },
    cancel: () => lose?.(),
  });
};

/** Converts an outcome for `fetch`: a response, or a rejection like that of a broken connection. */
export const toResponse = async (outcome: Outcome, signal: AbortSignal, wait: Wait): Promise<Response> => {
  if (outcome.kind === 'reset') throw connectionError('fetch failed');
  if (outcome.kind === 'hang') return await never(signal);
  const { response, delayMs, bodyMs, cutAt, lose } = outcome;
  try {
    if (delayMs !== undefined) await wait(delayMs, signal);
    signal.throwIfAborted();
  } catch (error) {
    lose?.();
    throw error;
  }
  const { status, headers, body } = response;
  const isPlain = bodyMs === undefined && cutAt === undefined;
  // As on a socket, the length distinguishes a truncated body from a complete one.
  const length = String(encoder.encode(body).length);
  return new Response(isPlain ? body : streamOf(outcome, wait, signal), {
    status,
    headers: { ...headers, 'content-length': length },
  });
};
