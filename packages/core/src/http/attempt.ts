import type { AnyEndpoint } from '../endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { SeamInvalidResponseError } from '../errors/seam-invalid-response-error.ts';
import type { TimeoutPhase } from '../errors/seam-timeout-error.ts';
import { readAnswer } from './read-answer.ts';
import { bodyLimits, NotUtf8Error, readBody } from './read-body.ts';
import { toTransportError } from './to-transport-error.ts';

/** An answer that proves the call. */
export interface Answered {
  readonly response: Response;
  readonly result: unknown;
}

export interface AttemptRequest {
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

const readText = async (response: Response, endpoint: AnyEndpoint): Promise<string> => {
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
export const attempt = async (url: string, options: AttemptRequest): Promise<Answered> => {
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

  const work = async (): Promise<Answered> => {
    const response: unknown = await fetch(url, { ...init, signal: controller.signal });
    if (!isResponse(response))
      throw new SeamInvalidResponseError(`${endpoint.path}: fetch returned no response`, {
        reason: 'transport',
        outcome: 'unknown',
      });
    onResponse(response);
    phase = 'body';
    const text = await readText(response, endpoint);
    const shown = response.ok ? text : withoutSecrets(text, secrets);
    return { response, result: readAnswer(endpoint, response, shown) };
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
