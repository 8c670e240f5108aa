/** Receives webhooks, and reports the processed events. */
import type * as SeamExpress from '@org/seam-express';
import type express from 'express';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { respondToParent } from './respond-to-parent.ts';
import { webhookMount } from './calls.ts';
import { load } from './load.ts';
import { reportMemory } from './report-memory.ts';

export interface WebhooksSetup {
  readonly project: string;
  readonly secret: string;
  /** The time for processing an event, in milliseconds. */
  readonly acting: number;
}

/** How often each event was processed. */
export interface Processed {
  readonly events: number;
  readonly twice: number;
}

const { project, secret, acting } = JSON.parse(process.argv[2] ?? '') as WebhooksSetup;
const { default: create } = (await load(project, 'express')) as { default: typeof express };
const { createSeamWebhook } = (await load(project, '@org/seam-express')) as typeof SeamExpress;

const times = new Map<string, number>();
const app = create();
app.use(
  webhookMount,
  createSeamWebhook({
    secrets: secret,
    handlers: {
      'acs_user.deleted': async ({ event_id }) => {
        times.set(event_id, (times.get(event_id) ?? 0) + 1);
        await wait(acting);
      },
    },
  }),
);
const processed = (): Processed => ({
  events: times.size,
  twice: [...times.values()].filter((count) => count > 1).length,
});
respondToParent(createServer(app), { memory: reportMemory, processed });
