import type { ServerResponse } from '@org/seam-server/internal';
import type { Random } from '../fake/random.ts';
import { errorTypeOf } from './error-type.ts';
import type { Fault } from './fault.ts';

/** How a response is sent. */
interface Delivery {
  /** Milliseconds before anything is sent. */
  readonly delayMs?: number | undefined;
  /** Milliseconds over which the body is spread. */
  readonly bodyMs?: number | undefined;
  /** The bytes after which the body breaks off. */
  readonly cutAt?: number | undefined;
  /** Records that the caller was gone before it had received the response. */
  readonly lose?: (() => void) | undefined;
}

/** The result of a request, independent of the transport. */
export type Outcome =
  | ({
      readonly kind: 'response';
      readonly response: Pick<ServerResponse, 'status' | 'headers' | 'body'>;
    } & Delivery)
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

/** Waits for `ms` milliseconds, or rejects with the signal's reason. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

interface Circumstances {
  readonly path: string;
  readonly requestId: string;
  readonly random: Random;
}

const errorBody = (
  {
    status,
    type,
    message = 'This error was injected by a fault of the fake.',
  }: Extract<Fault, { kind: 'status' }>,
  { path, requestId: request_id }: Circumstances,
): string =>
  JSON.stringify({ error: { type: type ?? errorTypeOf(status, path), message, request_id }, ok: false });

const page = '<!doctype html><html><head><title>Bad gateway</title></head><body>Bad gateway</body></html>';

/** After how many bytes a body breaks off: at least one is missing, or it would be complete. */
const cutOf = (body: string, bytes = Math.floor(body.length / 2)): number =>
  Math.max(0, Math.min(bytes, Buffer.byteLength(body) - 1));

/** Applies a fault to a response. Without a fault, the outcome is the response. */
export const faultOutcome = (
  fault: Fault | undefined,
  response: ServerResponse,
  circumstances: Circumstances,
): Outcome => {
  const { requestId, random } = circumstances;
  const kind = 'response';
  if (!fault) return { kind, response };
  switch (fault.kind) {
    case 'status': {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'seam-request-id': requestId,
        ...(fault.retry_after === undefined ? {} : { 'retry-after': String(fault.retry_after) }),
      };
      return { kind, response: { status: fault.status, headers, body: errorBody(fault, circumstances) } };
    }
    case 'html': {
      const headers = { 'content-type': 'text/html; charset=utf-8' };
      return { kind, response: { status: fault.status ?? 502, headers, body: page } };
    }
    case 'reset':
    case 'hang':
      return { kind: fault.kind };
    case 'truncate':
      return { kind, response, cutAt: cutOf(response.body, fault.bytes) };
    case 'slow_body':
      return { kind, response, bodyMs: fault.ms };
    case 'content_type':
      return {
        kind,
        response: { ...response, headers: { ...response.headers, 'content-type': fault.value } },
      };
    case 'latency': {
      const { ms, up_to = ms } = fault;
      return { kind, response, delayMs: ms + (up_to === ms ? 0 : random.below(up_to - ms + 1)) };
    }
    default:
      return fault satisfies never;
  }
};
