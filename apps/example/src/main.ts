import { chooseSource } from './server/choose-source.ts';
import { createApp } from './create-app.ts';
import { listen } from './server/listen.ts';
import { readPlace } from './server/read-place.ts';
import { stopOn } from './server/stop-on.ts';
import { sourceNames } from './source.ts';

try {
  const { seam, source } = chooseSource(process.env);
  const place = readPlace(process.env);
  const { app, drain } = createApp({ target: seam, source, host: place.host });
  const listening = await listen(app, place);
  stopOn(['SIGINT', 'SIGTERM'], async () => {
    await drain();
    await listening[Symbol.asyncDispose]();
  });
  console.log(`Access console: ${listening.url} (${sourceNames[source]})`);
} catch (error) {
  console.error(`The access console did not start: ${(error as Error).message}`);
  process.exitCode = 1;
}
