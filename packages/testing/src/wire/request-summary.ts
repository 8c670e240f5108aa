import { notify } from '@org/seam-core/internal';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { redactTokens } from './redact.ts';

/** A request that a listening fake received, including those under `/_fake`. */
export interface RequestSummary {
  readonly method: string;
  /** Without the query string. Tokens are redacted, and characters that a terminal could interpret are escaped. */
  readonly path: string;
  /** The status of the response; `null` when the caller received none. */
  readonly status: number | null;
  /** The time until the response was sent, in milliseconds. */
  readonly ms: number;
  /** The id of the request in the journal. Absent when the request did not reach the API, or received no response. */
  readonly requestId?: string | undefined;
}

interface Connection {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const longest = 200;

const pathOf = ({ url = '/' }: IncomingMessage): string => {
  const path = redactTokens(url.replace(/\?.*$/s, '')).replaceAll(/[^\x21-\x7e]/g, encodeURIComponent);
  return path.length > longest ? `${path.slice(0, longest)}…` : path;
};

/**
 * Calls `onRequest` when the response was sent, or the connection ended without one. Returns a function that sets the
 * request id.
 */
export const summarizeRequest = (
  { request, response }: Connection,
  onRequest: (summary: RequestSummary) => unknown,
): ((requestId: string | undefined) => void) => {
  let requestId: string | undefined;
  // eslint-disable-next-line eslint/no-restricted-globals -- the time that the caller waited, not the fake's
  const now = () => performance.now();
  const start = now();
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : null;
    const summary = { method: request.method ?? 'GET', path: pathOf(request), status, ms: now() - start };
    notify(() => onRequest({ ...summary, requestId }));
  });
  return (id) => {
    requestId = id;
  };
};
