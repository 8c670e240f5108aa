import { SeamAbortError } from '../errors/seam-abort-error.ts';
import { SeamConnectionError, type ConnectionErrorCode } from '../errors/seam-connection-error.ts';
import type { Outcome, SeamError } from '../errors/seam-error.ts';
import { SeamTimeoutError, type TimeoutPhase } from '../errors/seam-timeout-error.ts';

type Code = ConnectionErrorCode | 'connect_timeout';

// Matched with `<syscall> <code> <message>`. Only failures to resolve a name, to connect, or to verify a certificate prove
// that nothing was sent. The same code may come from a read after delivery: `EHOSTUNREACH`, `ETIMEDOUT`, TLS alerts.
const neverSent: readonly [pattern: RegExp, code: Code][] = [
  [/before secure TLS/, 'tls_reset'],
  [/^\w* (?!ERR_SSL)\w*(?:CERT|SIGNATURE)/, 'tls'],
  [/^\w* (?:ENOTFOUND|EAI_)|connect\)?: dns error/i, 'dns'],
  [/^\w* UND_ERR_CONNECT_TIMEOUT|^connect ETIMEDOUT/, 'connect_timeout'],
  [
    /^connect E(?!CONNRESET)|^ (?:ECONNREFUSED|ConnectionRefused)|client error \(Connect\)|error trying to connect/,
    'refused',
  ],
];

const maybeSent: readonly [pattern: RegExp, code: Code][] = [
  [/ERR_TLS|ERR_SSL/, 'tls'],
  [/HEADERS_OVERFLOW/, 'headers'],
  [/HPE_|CONTENT_LENGTH_MISMATCH/, 'protocol'],
  [/ECONNRESET|EPIPE/, 'reset'],
  [/UND_ERR_SOCKET|ABORTED/, 'socket_closed'],
];

interface Finding {
  readonly code: Code;
  readonly outcome: Outcome;
}

/** Longer chains of causes are not followed: they may be circular. */
const longestChain = 8;

// By its tag, since an error of another realm (Jest, jsdom) is no instance of this one's Error.
const isError = (value: unknown): value is Error & { readonly [name: string]: unknown } =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';

/** What an error or its causes prove. Of several errors at once, all have to prove that nothing was sent. */
const findingOf = (error: unknown, depth = 0): Finding | undefined => {
  if (!isError(error) || depth > longestChain) return undefined;
  const { code = '', message, errors, cause } = error;
  if (Array.isArray(errors) && errors.length > 0) {
    const findings = errors.map((one) => findingOf(one, depth + 1));
    const isSent = findings.some((finding) => finding?.outcome !== 'not_sent');
    return isSent ? findings.find((finding) => finding?.outcome === 'unknown') : findings.at(0);
  }
  const { syscall: given } = error;
  const syscall = typeof given === 'string' ? given : (/\b([a-z]+) E[A-Z_]+/.exec(message)?.[1] ?? '');
  const text = `${syscall} ${String(code)} ${message}`;
  const found = ([pattern]: readonly [RegExp, Code]) => pattern.test(text);
  const unsent = neverSent.find(found);
  if (unsent) return { code: unsent[1], outcome: 'not_sent' };
  const sent = maybeSent.find(found);
  return sent ? { code: sent[1], outcome: 'unknown' } : findingOf(cause, depth + 1);
};

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
  let { code, outcome } = findingOf(error) ?? { code: 'network', outcome: 'unknown' };
  // Headers have come: whatever failed then, the call was sent.
  if (phase === 'body') {
    outcome = 'unknown';
    if (code !== 'protocol') code = 'body_truncated';
  }
  if (code === 'connect_timeout')
    return new SeamTimeoutError(`${path} found no connection`, { outcome, phase: 'connect' });
  return new SeamConnectionError(`${path} got no answer: ${code}`, { outcome, code });
};
