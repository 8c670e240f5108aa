import { signWebhook, type WebhookDelivery } from '@org/seam-core/webhooks';
import { type WebhookDeliveryResult } from '@org/seam-server';
import { createSeamWebhook, type SeamWebhook, type SeamWebhookOptions } from '@org/seam-express';
import type { Router } from 'express';
import type express5 from 'express';
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

/** A good delivery. */
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

/** A request to `/hook` as text, for what `fetch` does not send. */
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

/** A connection on which a text was sent, and all that is answered until it closes. */
export const write = ({ url }: Served, text: string): { socket: Socket; answer: Promise<string> } => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  const answer = new Promise<string>((resolve) => {
    let answered = '';
    socket.on('data', (chunk) => (answered += chunk.toString()));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answered));
  });
  return { socket, answer };
};

export interface Receiving {
  readonly served: Served;
  readonly send: (
    init: RequestInit,
  ) => Promise<{ status: number; type: string | undefined; retryAfter: string | null }>;
  readonly webhook: SeamWebhook;
  /** The ids of the events that were acted on. */
  readonly handled: string[];
  readonly outcomes: WebhookDeliveryResult[];
  readonly errors: { error: unknown; delivery: WebhookDelivery | undefined }[];
}

/** A receiver at `/hook` of an app, behind whatever `before` mounts, or in the router that it returns. */
export const startReceiver = async (
  express: typeof express5,
  options: Partial<SeamWebhookOptions> = {},
  before: (app: ReturnType<typeof express5>) => Router | void = () => {},
): Promise<Receiving> => {
  const handled: string[] = [];
  const outcomes: WebhookDeliveryResult[] = [];
  const errors: Receiving['errors'] = [];
  const app = express();
  const parent = before(app) ?? app;
  const webhook = createSeamWebhook({
    secrets: secret,
    now: () => now,
    handlers: { 'acs_user.deleted': ({ event_id }) => void handled.push(event_id) },
    onDelivery: (outcome) => void outcomes.push(outcome),
    onError: (error, delivery) => void errors.push({ error, delivery }),
    ...options,
  });
  parent.use('/hook', webhook);
  const served = await serve(app);
  const send = async (init: RequestInit) => {
    const { status, body, headers } = await served.send('/hook', { redirect: 'manual', ...init });
    const type = (body as { error?: { type?: string } } | undefined)?.error?.type;
    return { status, type, retryAfter: headers.get('retry-after') };
  };
  return { served, send, webhook, handled, outcomes, errors };
};

/** Looks again and again until it is so; a busy machine may take long. */
export const eventually = (check: () => void): Promise<void> => vi.waitFor(check, 10_000);
