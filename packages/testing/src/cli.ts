#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createFakeSeam } from './create-fake-seam.ts';
import { seeds, type SeedName } from './seeds/index.ts';

const usage = `seam-fake answers like Seam on a port of this machine.

  --port <number>  the port (default: 3030; 0 takes a free one)
  --seed <name>    what is there at the start: ${Object.keys(seeds).join(', ')} (default: building)
  --help           shows this`;

const fail = (message: string): never => {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
};

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '3030' },
        seed: { type: 'string', default: 'building' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const isSeed = (name: string): name is SeedName => Object.hasOwn(seeds, name);

const { port, seed, help } = readArguments();
if (help) {
  console.log(usage);
  process.exit(0);
}
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) fail(`--port takes a number up to 65535, not ${port}.`);
if (!isSeed(seed)) fail(`There is no seed ${seed}.`);

const fake = createFakeSeam({ seed: seed as SeedName });
try {
  const { url } = await fake.listen({ port: Number(port) });
  console.log(`Seam's fake listens on ${url}\nAPI key: ${fake.apiKey}`);
} catch (error) {
  fail(`Cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`);
}
