import { chooseSource } from './server/choose-source.ts';
import { createApp } from './create-app.ts';
import { listen } from './server/listen.ts';
import { readPlace } from './server/read-place.ts';
import { sourceNames } from './source.ts';

try {
  const { seam, source } = chooseSource(process.env);
  const place = readPlace(process.env);
  const { url } = await listen(createApp({ target: seam, source, host: place.host }), place);
  console.log(`Access console: ${url} (${sourceNames[source]})`);
} catch (error) {
  console.error(`The access console did not start: ${(error as Error).message}`);
  process.exitCode = 1;
}
