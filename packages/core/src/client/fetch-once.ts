import type { AnyEndpoint } from '../contract/endpoint.ts';
import { isErrorNamed } from '../errors/is-seam-error.ts';
import type { Outcome, SeamError } from '../errors/seam-error.ts';
import {
  type ConnectionErrorCode,
  SeamAbortError,
  SeamConnectionError,
  SeamInvalidResponseError,
  SeamTimeoutError,
  type TimeoutPhase,
} from '../errors/transport-errors.ts';
import { isError, isObject } from '../shared/type-checks.ts';
import { bodyLimits, NotUtf8Error, readBody } from './body.ts';
import { race } from './race.ts';
import { parse, readResult } from './result.ts';

type Code = ConnectionErrorCode | 'connect_timeout';

// Matched in this order with `<syscall> <code> <message>`. Only a failure to resolve a name, to connect, or to verify a
// certificate proves that nothing was sent. A read after delivery may fail with the same code: `EHOSTUNREACH`, `ETIMEDOUT`,
// TLS alerts.
const causes: readonly [pattern: RegExp, code: Code, outcome: Outcome][] = [
  [/before secure TLS/, 'tls_reset', 'not_sent'],
  [/^\w* (?!ERR_SSL)\w*(?:CERT|SIGNATURE)/, 'tls', 'not_sent'],
  [/^\w* (?:ENOTFOUND|EAI_)|connect\)?: dns error/i, 'dns', 'not_sent'],
  [/^\w* UND_ERR_CONNECT_TIMEOUT|^connect ETIMEDOUT/, 'connect_timeout', 'not_sent'],
  [
    /^connect E(?!CONNRESET)|^ (?:ECONNREFUSED|ConnectionRefused)|client error \(Connect\)|error trying to connect/,
    'refused',
    'not_sent',
  ],
  [/ERR_TLS|ERR_SSL/, 'tls', 'unknown'],
  [/HEADERS_OVERFLOW/, 'headers', 'unknown'],
  [/HPE_|CONTENT_LENGTH_MISMATCH/, 'protocol', 'unknown'],
  [/ECONNRESET|EPIPE/, 'reset', 'unknown'],
  [/UND_ERR_SOCKET|ABORTED/, 'socket_closed', 'unknown'],
];

interface Diagnosis {
  readonly code: Code;
  readonly outcome: Outcome;
}

/** The maximum number of causes to follow. A chain of causes may be circular. */
const maxCauses = 8;

/** What an error or its causes prove. Of several errors at once, every one has to prove that nothing was sent. */
const diagnose = (error: unknown, depth = 0): Diagnosis | undefined => {
  if (!isError(error) || depth > maxCauses) return undefined;
  const { code = '', message, errors, cause, syscall: given } = error as Error & Record<string, unknown>;
  if (Array.isArray(errors) && errors.length > 0) {
    const found = errors.map((one) => diagnose(one, depth + 1));
    const isSent = found.some((diagnosis) => diagnosis?.outcome !== 'not_sent');
    return isSent ? found.find((diagnosis) => diagnosis?.outcome === 'unknown') : found.at(0);
  }
  const syscall = typeof given === 'string' ? given : (/\b([a-z]+) E[A-Z_]+/.exec(message)?.[1] ?? '');
  const text = `${syscall} ${String(code)} ${message}`;
  const [, found, outcome] = causes.find(([pattern]) => pattern.test(text)) ?? [];
  return found && outcome ? { code: found, outcome } : diagnose(cause, depth + 1);
};

export interface TransportFailure {
  readonly path: string;
  readonly error: unknown;
  readonly phase: TimeoutPhase;
  readonly signal: AbortSignal | undefined;
}

/** Converts an error of the transport. The original is dropped: it may hold the request and its credential. */
export const toTransportError = ({ path, error, phase, signal }: TransportFailure): SeamError => {
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by the caller`, {
      outcome: 'unknown',
      cause: signal.reason,
    });
  let { code, outcome } = diagnose(error) ?? { code: 'network', outcome: 'unknown' };
  // The headers have arrived, so the request was sent.
  if (phase === 'body') {
    outcome = 'unknown';
    if (code !== 'protocol') code = 'body_truncated';
  }
  if (code === 'connect_timeout')
    return new SeamTimeoutError(`${path} timed out while connecting`, { outcome, phase: 'connect' });
  return new SeamConnectionError(`${path} received no response: ${code}`, { outcome, code });
};

/** A response that proves the result. */
interface ProvenResponse {
  readonly response: Response;
  readonly result: unknown;
}

interface FetchOnceOptions {
  readonly endpoint: AnyEndpoint;
  readonly fetch: () => Promise<unknown>;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  /** The credentials. They are removed from errors that quote them. */
  readonly secrets: readonly string[];
  /** Aborted when the attempt has failed or the caller gives up. A `fetch` that ignores its signal may respond later. */
  readonly ended: AbortSignal;
  /** Milliseconds for the response and its body. */
  readonly timeout: number;
  /** Called when the headers have arrived during the attempt, before the body is read. */
  readonly onResponse: (response: Response) => void;
}

const isResponse = (value: unknown): value is Response =>
  isObject(value) && 'status' in value && 'headers' in value;

/**
 * Whether an error is a control-flow signal of a framework, such as "this page is dynamic" (Next.js, React). It passes
 * through `fetch` and is not a failure of the call.
 */
export const isFrameworkSignal = (error: unknown): boolean =>
  isObject(error) && ('digest' in error || '$$typeof' in error);

const readResponseText = async (
  response: Response,
  { endpoint, ended }: FetchOnceOptions,
): Promise<string> => {
  if (!response.ok)
    return (
      (await readBody(response, { limit: bodyLimits.error, ended, maxTime: 2000 }).catch(() => '')) ?? ''
    );
  const limit = endpoint.replay === 'safe' ? bodyLimits.read : bodyLimits.change;
  const text = await readBody(response, { limit, ended });
  if (text !== undefined) return text;
  throw new SeamInvalidResponseError(`${endpoint.path}: the response is longer than ${limit} bytes`, {
    reason: 'too_large',
    outcome: 'unknown',
  });
};

/**
 * An error of a server may quote the request, and with it the credential. JSON can escape any character: `\/` is a slash. So
 * both are compared as `JSON.stringify` writes them.
 */
const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length > 5)
    .reduce(
      (clean, secret) => clean.replaceAll(JSON.stringify(secret).slice(1, -1), '[hidden]'),
      JSON.stringify(parse(text)) ?? text,
    );

/**
 * Sends a request once, reads its response and proves the result.
 * @throws SeamError for every failure except a framework's signal
 */
export const fetchOnce = async (options: FetchOnceOptions): Promise<ProvenResponse> => {
  const { endpoint, fetch, signal, secrets, ended, timeout, onResponse } = options;
  const { path } = endpoint;
  let phase = 'headers' as TimeoutPhase;
  let timedOut: SeamTimeoutError | undefined;

  const work = async (): Promise<ProvenResponse> => {
    const response = await fetch();
    phase = 'body';
    if (!isResponse(response))
      throw new SeamInvalidResponseError(`${path}: fetch returned no response`, {
        reason: 'transport',
        outcome: 'unknown',
      });
    if (!ended.aborted) onResponse(response);
    const text = await readResponseText(response, options);
    const shown = response.ok ? text : withoutSecrets(text, secrets);
    return { response, result: readResult(endpoint, response, shown) };
  };

  try {
    // Also ends the wait for a `fetch` that ignores its signal.
    return await race(work(), {
      signal: ended,
      timeout,
      toError: () =>
        (timedOut = new SeamTimeoutError(`${path} took longer than ${timeout} ms`, {
          outcome: 'unknown',
          phase,
        })),
    });
  } catch (error) {
    // A SeamError of `fetch` itself is that of another call, and says nothing about this one.
    const isOwn = isErrorNamed(error) && (phase === 'body' || error === timedOut);
    if (isOwn || isFrameworkSignal(error)) throw error;
    if (error instanceof NotUtf8Error)
      throw new SeamInvalidResponseError(`${path}: the response is not UTF-8`, {
        reason: 'invalid_json',
        outcome: 'unknown',
      });
    throw toTransportError({ path, error, phase, signal });
  }
};
