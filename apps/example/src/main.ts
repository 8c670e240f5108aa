import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSeam } from '@org/seam-core';
import { createSeamWebhook } from '@org/seam-express';
import type { WebhookFallback } from '@org/seam-server';
import { createApp } from './server/app.ts';
import { startDemoSeam } from './server/demo/demo-seam.ts';
import { listen, listenOptions } from './server/listen.ts';
import { logLine } from './server/logs.ts';
import { openServices } from './server/open-services.ts';
import { createUpdates } from './server/updates.ts';
import { sourceNames } from './session.ts';

const {
  SEAM_API_KEY: apiKey,
  SEAM_WEBHOOK_SECRET: webhookSecret,
  TRUST_PROXY: trustProxy,
  DATA_FOLDER: dataFolder = fileURLToPath(new URL('../.data', import.meta.url)),
} = process.env;

/** The workspaces have folders of their own, so that a run of the demo never continues in a real workspace. */
const folder = join(dataFolder, apiKey ? 'seam' : 'demo');

try {
  await using resources = new AsyncDisposableStack();
  const options = listenOptions(process.env);
  mkdirSync(folder, { recursive: true });
  const updates = createUpdates();
  const onError = (error: unknown) => console.error(logLine({ error: String(error) }));
  let wake: (event: object) => void = () => {};
  const onEvent: WebhookFallback = (event) => {
    const id = 'user_identity_id' in event ? event.user_identity_id : undefined;
    updates.publish({ user_identity_id: typeof id === 'string' ? id : undefined });
    wake(event);
  };
  const seam = apiKey
    ? createSeam({ apiKey })
    : resources.use(await startDemoSeam({ file: join(folder, 'fake.json'), onEvent })).seam;
  const source = apiKey ? 'seam' : 'demo';
  const services = resources.use(await openServices({ folder, seam, updates, settle: 5000, onError }));
  wake = (event) => void services.offboardings.wake(event).catch(onError);
  const { app, drain } = createApp({
    ...services,
    target: seam,
    seam,
    updates,
    source,
    host: options.host,
    ...(webhookSecret && { webhook: createSeamWebhook({ secrets: webhookSecret, fallback: onEvent }) }),
    ...(trustProxy && { trustProxy }),
  });
  const listening = await listen(app, options);
  const open = resources.move();
  const shutDown = async (): Promise<void> => {
    await drain();
    await listening[Symbol.asyncDispose]();
    await open.disposeAsync();
  };
  // A second signal ends the process immediately.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void shutDown());
  console.log(`Access console: ${listening.url} (${sourceNames[source]})`);
} catch (error) {
  console.error(`The access console did not start: ${(error as Error).message}`);
  process.exitCode = 1;
}
