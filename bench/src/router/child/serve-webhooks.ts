/** Receives webhooks, and tells what it acted on. */
import type * as SeamExpress from '@org/seam-express';
import type express from 'express';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerParent } from './answer-parent.ts';
import { webhookMount } from './calls.ts';
import { load } from './load.ts';
import { tellMemory } from './tell-memory.ts';

export interface WebhooksSetup {
  readonly project: string;
  readonly secret: string;
  /** How long each event is acted on, in milliseconds. */
  readonly acting: number;
}

/** How often what was acted on. */
export interface Acted {
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
const acted = (): Acted => ({
  events: times.size,
  twice: [...times.values()].filter((count) => count > 1).length,
});
answerParent(createServer(app), { memory: tellMemory, acted });
