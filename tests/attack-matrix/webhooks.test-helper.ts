import { signWebhook, type WebhookDelivery } from '@org/seam-core/webhooks';
import {
  createWebhookFetchHandler,
  createWebhookReceiver,
  type WebhookDeliveryResult,
  type WebhookReceiverOptions,
} from '@org/seam-server';
import { createSeamWebhook, type SeamWebhookOptions } from '@org/seam-express';
import type { default as express5, Router } from 'express';
import { connect, type Socket } from 'node:net';
import { vi } from 'vitest';
import { serve, type Served } from '../../packages/express/src/serve.test-helper.ts';

export const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
export const otherSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const now = 1_700_000_000_000;

export const event = (number = 1) => ({
  event_type: 'acs_user.deleted',
  event_id: `b7a1c3a8-6a3f-4f0b-8a51-${String(number).padStart(12, '0')}`,
  acs_user_id: '5c1f2b1e-2f5f-4b1c-9a58-6f9c2d9c4b11',
  acs_system_id: '0d2d7b54-5f7e-4a2f-9a51-6b3a4e0d8c12',
  workspace_id: '3e4f0c16-8a0d-4b7e-8b0a-1c2d3e4f5a13',
  occurred_at: '2023-11-14T22:13:20.000Z',
  created_at: '2023-11-14T22:13:20.000Z',
});

export type Headed = Omit<RequestInit, 'headers'> & { readonly headers: Record<string, string> };

export type Delivery = Omit<Headed, 'body'> & { readonly body: string };

/** A valid delivery. */
export const signed = (
  what: object = event(),
  { id = 'msg_1', at = now, by = secret }: { id?: string; at?: number; by?: string } = {},
): Delivery => ({
  method: 'POST',
  ...signWebhook(what as never, { secret: by, id, timestamp: new Date(at) }),
});

export const withHeaders = (init: Headed, headers: Record<string, string>): Headed => ({
  ...init,
  headers: { ...init.headers, ...headers },
});

/** The bytes of a request to `/hook`, for requests that `fetch` does not send. */
export const asText = (headers: Readonly<Record<string, string>> | readonly string[], body: string): string =>
  [
    'POST /hook HTTP/1.1',
    'host: localhost',
    ...(Array.isArray(headers)
      ? headers
      : Object.entries(headers).map(([name, value]) => `${name}: ${value}`)),
    '',
    body,
  ].join('\r\n');

/** A connection that sent a text, and all bytes received until it is closed. */
export const write = ({ url }: Served, text: string): { socket: Socket; response: Promise<string> } => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  const response = new Promise<string>((resolve) => {
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
  return { socket, response };
};

interface Recorded {
  /** The ids of the events that were handled. */
  readonly handled: string[];
  readonly outcomes: WebhookDeliveryResult[];
  readonly errors: { error: unknown; delivery: WebhookDelivery | undefined }[];
}

/** Options of a receiver that records its calls. */
const recording = () => {
  const recorded: Recorded = { handled: [], outcomes: [], errors: [] };
  const options = {
    secrets: secret,
    now: () => now,
    handlers: {
      'acs_user.deleted': ({ event_id }: { event_id: string }) => void recorded.handled.push(event_id),
    },
    onDelivery: (outcome: WebhookDeliveryResult) => void recorded.outcomes.push(outcome),
    onError: (error: unknown, delivery?: WebhookDelivery) => void recorded.errors.push({ error, delivery }),
  };
  return { recorded, options };
};

interface WebhookTestResponse {
  readonly status: number;
  readonly type: string | undefined;
  readonly retryAfter: string | null;
}

const typeOf = (body: unknown): string | undefined =>
  (body as { error?: { type?: string } } | undefined)?.error?.type;

/** A receiver without a socket. `webhook-servers.test.ts` proves that Express returns the same. */
export const startReceiver = (options: Partial<WebhookReceiverOptions> = {}) => {
  const { recorded, options: recorders } = recording();
  const receive = createWebhookFetchHandler(createWebhookReceiver({ ...recorders, ...options }));
  const send = async (init: RequestInit): Promise<WebhookTestResponse> => {
    const response = await receive(new Request('https://example.com/hook', init));
    const text = await response.text();
    const type = typeOf(text === '' ? undefined : JSON.parse(text));
    return { status: response.status, type, retryAfter: response.headers.get('retry-after') };
  };
  return { send, ...recorded };
};

/** A receiver at `/hook` of an Express app, behind the middleware that `before` mounts, or in the router that it returns. */
export const serveReceiver = async (
  express: typeof express5,
  options: Partial<SeamWebhookOptions> = {},
  before: (app: ReturnType<typeof express5>) => Router | void = () => {},
) => {
  const { recorded, options: recorders } = recording();
  const app = express();
  const parent = before(app) ?? app;
  const webhook = createSeamWebhook({ ...recorders, ...options });
  parent.use('/hook', webhook);
  const served = await serve(app);
  const send = async (init: RequestInit): Promise<WebhookTestResponse> => {
    const { status, body, headers } = await served.send('/hook', { redirect: 'manual', ...init });
    return { status, type: typeOf(body), retryAfter: headers.get('retry-after') };
  };
  return { served, send, webhook, ...recorded };
};

/** Repeats the check until it passes, for up to 10 seconds on a busy machine. */
export const eventually = (check: () => void): Promise<void> => vi.waitFor(check, 10_000);
