import { createSeam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import { createApp } from './server/app.ts';
import { listen, listenOptions } from './server/listen.ts';
import { sourceNames } from './session.ts';

const { SEAM_API_KEY: apiKey, TRUST_PROXY: trustProxy } = process.env;

try {
  const { seam, source } = apiKey
    ? { seam: createSeam({ apiKey }), source: 'seam' as const }
    : { seam: createFakeSeam({ seed: 'building' }).seam, source: 'demo' as const };
  const options = listenOptions(process.env);
  const { app, drain } = createApp({
    target: seam,
    source,
    host: options.host,
    ...(trustProxy && { trustProxy }),
  });
  const listening = await listen(app, options);
  const shutDown = async (): Promise<void> => {
    await drain();
    await listening[Symbol.asyncDispose]();
  };
  // A second signal ends the process immediately.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void shutDown());
  console.log(`Access console: ${listening.url} (${sourceNames[source]})`);
} catch (error) {
  console.error(`The access console did not start: ${(error as Error).message}`);
  process.exitCode = 1;
}
