import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createSeam, type Seam } from '@org/seam-core';
import { createWebhookFetchHandler, createWebhookReceiver, type WebhookFallback } from '@org/seam-server';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { addSpecialAccess } from './building.ts';

export interface DemoSeamOptions {
  /** The file that keeps the state of the fake over a restart. */
  readonly file: string;
  /** Called with each event that the fake delivers. */
  readonly onEvent: WebhookFallback;
}

export interface DemoSeam extends AsyncDisposable {
  readonly fake: FakeSeam;
  readonly seam: Seam;
}

const webhookUrl = 'https://console.invalid/webhooks/seam';

/** Access systems apply a change after this time, in milliseconds: long enough to see it pending. */
const acs_sync_ms = 1500;

type Snapshot = Parameters<FakeSeam['restore']>[0];

/** Writes a file so that an interruption leaves the old one, not a partial new one. */
const write = (file: string, text: string): void => {
  const draft = `${file}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, file);
};

/**
 * Starts the fake as a server in this process, with a clock that follows the real time. Its state is written to `file` before
 * each response, so that a restart, also after a kill, loses no change that was confirmed.
 */
export const startDemoSeam = async ({ file, onEvent }: DemoSeamOptions): Promise<DemoSeam> => {
  const fake = createFakeSeam({ seed: 'building', now: new Date(), assumptions: { acs_sync_ms } });
  if (existsSync(file)) fake.restore(JSON.parse(readFileSync(file, 'utf8')) as Snapshot);
  else await addSpecialAccess(fake);

  const [existing] = await fake.seam.webhooks.list();
  const { secret = '' } = existing ?? (await fake.seam.webhooks.create({ url: webhookUrl }));
  const receive = createWebhookFetchHandler(
    createWebhookReceiver({
      secrets: secret,
      now: () => fake.clock.now().getTime(),
      fallback: onEvent,
    }),
  );
  fake.webhooks.receive(webhookUrl, receive);

  let saved = '';
  const save = () => {
    const text = JSON.stringify(fake.snapshot());
    if (text !== saved) write(file, text);
    saved = text;
  };
  const { url } = await fake.listen({ clock: 'real', onChange: save });
  return {
    fake,
    seam: createSeam({ apiKey: fake.apiKey, endpoint: url }),
    [Symbol.asyncDispose]: async () => {
      await fake[Symbol.asyncDispose]();
      save();
    },
  };
};
