import { SeamAbortError } from '../errors/seam-abort-error.ts';
import { SeamConnectionError, type ConnectionErrorCode } from '../errors/seam-connection-error.ts';
import type { SeamError } from '../errors/seam-error.ts';
import { SeamTimeoutError, type TimeoutPhase } from '../errors/seam-timeout-error.ts';

const codes: Record<string, ConnectionErrorCode> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'socket_closed',
  CERT_HAS_EXPIRED: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

const neverSent: ConnectionErrorCode[] = ['dns', 'refused', 'tls'];

const codeOf = (error: unknown): ConnectionErrorCode => {
  for (let link = error; link instanceof Error; link = link.cause) {
    const code = 'code' in link ? codes[String(link.code)] : undefined;
    if (code) return code;
  }
  return 'network';
};

export interface TransportFailure {
  readonly path: string;
  readonly error: unknown;
  readonly phase: TimeoutPhase;
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
  const code = codeOf(error);
  const outcome = neverSent.includes(code) ? 'not_sent' : 'unknown';
  return new SeamConnectionError(`${path} got no answer: ${code}`, { outcome, code });
};
