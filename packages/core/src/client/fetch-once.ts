import type { AnyEndpoint } from '../contract/endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import type { Outcome, SeamError } from '../errors/seam-error.ts';
import {
  type ConnectionErrorCode,
  SeamAbortError,
  SeamConnectionError,
  SeamInvalidResponseError,
  SeamTimeoutError,
  type TimeoutPhase,
} from '../errors/transport-errors.ts';
import { bodyLimits, NotUtf8Error, readBody, readResult } from './response.ts';

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

/** An answer that proves the call. */
export interface ProvenResponse {
  readonly response: Response;
  readonly result: unknown;
}

interface FetchOnceOptions {
  readonly endpoint: AnyEndpoint;
  readonly init: RequestInit;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds for headers and body together. */
  readonly timeout: number;
  /** The credential, so that an error that quotes it can be cleaned. */
  readonly secrets: readonly string[];
  readonly onResponse: (response: Response) => void;
}

const isResponse = (value: unknown): value is Response =>
  typeof value === 'object' && value !== null && 'status' in value && 'headers' in value;

/**
 * Whether an error is how a framework tells itself something through `fetch`, such as "this page is dynamic" (Next.js,
 * React). It is not a failure of the call.
 */
export const isFrameworkSignal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && ('digest' in error || '$$typeof' in error);

const readResponseText = async (response: Response, endpoint: AnyEndpoint): Promise<string> => {
  if (!response.ok)
    return (await readBody(response, { limit: bodyLimits.error, patience: 2000 }).catch(() => '')) ?? '';
  const limit = endpoint.replay === 'safe' ? bodyLimits.read : bodyLimits.change;
  const text = await readBody(response, { limit });
  if (text !== undefined) return text;
  throw new SeamInvalidResponseError(`${endpoint.path}: the answer is longer than ${limit} bytes`, {
    reason: 'too_large',
    outcome: 'unknown',
  });
};

/** An error may quote the request, and with it the credential. */
const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((clean, secret) => clean.replaceAll(secret, '[hidden]'), text);

/**
 * Sends a request once, and reads and proves its answer within one span of time. Never settles later than that, whatever
 * `fetch` does.
 */
export const fetchOnce = async (url: string, options: FetchOnceOptions): Promise<ProvenResponse> => {
  const { endpoint, init, fetch, signal, timeout, secrets, onResponse } = options;
  const controller = new AbortController();
  let phase: TimeoutPhase = 'headers';
  let isLate = false;
  let abort = () => {};
  const ended = new Promise<never>((_, reject) => {
    abort = () => {
      controller.abort();
      reject(new Error('ended'));
    };
  });
  const timer = setTimeout(() => {
    isLate = true;
    abort();
  }, timeout);

  const work = async (): Promise<ProvenResponse> => {
    const response: unknown = await fetch(url, { ...init, signal: controller.signal });
    if (!isResponse(response))
      throw new SeamInvalidResponseError(`${endpoint.path}: fetch returned no response`, {
        reason: 'transport',
        outcome: 'unknown',
      });
    onResponse(response);
    phase = 'body';
    const text = await readResponseText(response, endpoint);
    const shown = response.ok ? text : withoutSecrets(text, secrets);
    return { response, result: readResult(endpoint, response, shown) };
  };

  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  try {
    return await Promise.race([work(), ended]);
  } catch (error) {
    if (isSeamError(error) || isFrameworkSignal(error)) throw error;
    if (error instanceof NotUtf8Error)
      throw new SeamInvalidResponseError(`${endpoint.path}: the answer is not UTF-8`, {
        reason: 'invalid_json',
        outcome: 'unknown',
      });
    throw toTransportError({ path: endpoint.path, error, phase, timeout, timedOut: isLate, signal });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
};

let option: { cache?: 'no-store' } | undefined;

/**
 * What keeps the cache of a framework (Next.js 14) or of a browser from answering a call. Empty where the runtime refuses the
 * option (older Workers) or writes a parameter into the URL for it (React Native).
 */
export const cacheOption = (): { cache?: 'no-store' } => {
  if (option) return option;
  const url = 'https://connect.getseam.com/';
  try {
    option = new Request(url, { cache: 'no-store' }).url === url ? { cache: 'no-store' } : {};
  } catch {
    option = {};
  }
  return option;
};
