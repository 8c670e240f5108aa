/** Sends many deliveries at once, then some at a constant rate, and prints the results. */
import type * as Webhooks from '@org/seam-core/webhooks';
import { requestAtRate } from './request-at-rate.ts';
import { createCaller } from './caller.ts';
import { webhookMount } from './calls.ts';
import { deliver } from './deliver.ts';
import { load } from './load.ts';
import { percentile } from './percentile.ts';
import type { Processed, WebhooksSetup } from './serve-webhooks.ts';
import { startServer } from './start-server.ts';
import type { Memory } from './report-memory.ts';

export interface WebhooksRequest {
  readonly project: string;
  readonly acting: number;
  /** The number of concurrent deliveries, and of their events. The other deliveries are duplicates. */
  readonly deliveries: number;
  readonly events: number;
}

export interface WebhooksResult {
  /** The time until the last concurrent delivery was acknowledged, in milliseconds. */
  readonly inAll: number;
  /** The p99 and the maximum time of their responses, in milliseconds. */
  readonly p99: number;
  readonly slowest: number;
  /** The number of deliveries that were rejected with a retry. */
  readonly returned: number;
  readonly never: number;
  readonly twice: number;
  /** Deliveries per second at the constant rate, and the p99 of a response in milliseconds. */
  readonly rate: number;
  readonly p99AtRate: number;
  readonly before: Memory;
  readonly after: Memory;
}

const { project, acting, deliveries, events } = JSON.parse(process.argv[2] ?? '') as WebhooksRequest;
const { createWebhookSecret, signWebhook } = (await load(
  project,
  '@org/seam-core/webhooks',
)) as typeof Webhooks;
const secret = createWebhookSecret();

/** The bytes of a delivery. */
const requestOf = (number: number): string => {
  const { body, headers } = signWebhook(
    {
      event_type: 'acs_user.deleted',
      event_id: `b7a1c3a8-6a3f-4f0b-8a51-${String(number).padStart(12, '0')}`,
      acs_user_id: '5c1f2b1e-2f5f-4b1c-9a58-6f9c2d9c4b11',
      acs_system_id: '0d2d7b54-5f7e-4a2f-9a51-6b3a4e0d8c12',
      workspace_id: '3e4f0c16-8a0d-4b7e-8b0a-1c2d3e4f5a13',
      occurred_at: '2026-01-05T09:00:00.000Z',
      created_at: '2026-01-05T09:00:00.000Z',
    },
    { secret, id: `msg_${number}` },
  );
  const lines = Object.entries({ host: 'localhost', ...headers, 'content-length': String(body.length) });
  return [
    `POST ${webhookMount} HTTP/1.1`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
};

using server = await startServer('serve-webhooks.ts', { project, secret, acting } satisfies WebhooksSetup);
const requests = Array.from({ length: deliveries }, (_, index) => requestOf(index % events));
const before = (await server.query('memory')) as Memory;

using caller = createCaller(server.url);
const start = performance.now();
const delivered = await Promise.all(requests.map((request) => deliver(caller, request)));
const inAll = performance.now() - start;
const after = (await server.query('memory')) as Memory;
const { events: handled, twice } = (await server.query('processed')) as Processed;

const [rate, seconds] = [500, 4];
const later = Array.from({ length: rate * seconds }, (_, index) => requestOf(events + index));
const calm = await requestAtRate(
  caller,
  { next: () => later.pop() ?? '', statuses: [204] },
  { rate, seconds },
);
if (calm.some(({ status }) => status !== 204)) throw new Error('Not all were acknowledged.');

const latencies = delivered.flatMap((one) => one.latencies);
const result: WebhooksResult = {
  inAll,
  p99: percentile(latencies, 0.99),
  slowest: Math.max(...latencies),
  returned: delivered.reduce((sum, { returns }) => sum + returns, 0),
  never: events - handled,
  twice,
  rate,
  p99AtRate: percentile(
    calm.map(({ latency }) => latency),
    0.99,
  ),
  before,
  after,
};
console.log(JSON.stringify(result));
