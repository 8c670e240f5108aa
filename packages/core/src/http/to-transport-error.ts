import { SeamAbortError } from '../errors/seam-abort-error.ts';
import { SeamConnectionError, type ConnectionErrorCode } from '../errors/seam-connection-error.ts';
import type { SeamError } from '../errors/seam-error.ts';
import { SeamTimeoutError, type TimeoutPhase } from '../errors/seam-timeout-error.ts';

const codes: readonly [pattern: RegExp, code: ConnectionErrorCode][] = [
  [/before secure TLS/, 'tls_reset'],
  [/CERT|SIGNATURE|ERR_TLS|ERR_SSL/, 'tls'],
  [/ENOTFOUND|EAI_/, 'dns'],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/, 'refused'],
  [/HEADERS_OVERFLOW/, 'headers'],
  [/HPE_|CONTENT_LENGTH_MISMATCH/, 'protocol'],
  [/ECONNRESET|EPIPE/, 'reset'],
  [/UND_ERR_SOCKET|ABORTED/, 'socket_closed'],
];

const neverSent = new Set<ConnectionErrorCode>(['dns', 'refused', 'tls', 'tls_reset']);

/** The codes and messages of an error and its causes, innermost last. They are only looked at, and not kept. */
const traceOf = (error: unknown): string =>
  error instanceof Error
    ? `${String((error as { code?: unknown }).code)} ${error.message} ${traceOf(error.cause)}`
    : '';

export interface TransportFailure {
  readonly path: string;
  readonly error: unknown;
  readonly phase: TimeoutPhase;
  /** The time there was, in milliseconds, and whether it was up. */
  readonly timeout: number;
  readonly timedOut: boolean;
  readonly signal: AbortSignal | undefined;
}

/** A failed transport as one of our errors. The original is dropped: it may hold the request and its credential. */
export const toTransportError = ({
  path,
  error,
  phase,
  timeout,
  timedOut,
  signal,
}: TransportFailure): SeamError => {
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by its caller`, {
      outcome: 'unknown',
      cause: signal.reason,
    });
  if (timedOut)
    return new SeamTimeoutError(`${path} took longer than ${timeout} ms`, { outcome: 'unknown', phase });
  const trace = traceOf(error);
  if (trace.includes('CONNECT_TIMEOUT'))
    return new SeamTimeoutError(`${path} found no connection`, { outcome: 'not_sent', phase: 'connect' });
  const found = codes.find(([pattern]) => pattern.test(trace))?.[1] ?? 'network';
  const code = phase === 'body' && found !== 'protocol' ? 'body_truncated' : found;
  const outcome = neverSent.has(code) ? 'not_sent' : 'unknown';
  return new SeamConnectionError(`${path} got no answer: ${code}`, { outcome, code });
};
