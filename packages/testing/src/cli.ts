#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { readArguments } from './cli/read-arguments.ts';
import { readJson } from './cli/read-json.ts';
import { UsageError } from './cli/usage-error.ts';
import { usage } from './cli/usage.ts';
import { writeState } from './cli/write-state.ts';
import { isLoopback } from './control/is-loopback.ts';
import { createFakeSeam, type FakeSeam } from './create-fake-seam.ts';
import { planFaults } from './faults/plan-faults.ts';
import type { Snapshot } from './snapshot.ts';

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fail = (error: unknown): never => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : explain(error));
  process.exit(2);
};

/** Does something with what a file holds. What goes wrong names the file. */
const withFile = (file: string, use: (value: unknown) => void): void => {
  try {
    use(readJson(file));
  } catch (error) {
    throw new Error(`${file}: ${explain(error)}`, { cause: error });
  }
};

const start = async (): Promise<void> => {
  const options = readArguments();
  if (options.help) {
    console.log(usage);
    return;
  }
  const { port, host, control, state, faults, latency, seed, randomSeed } = options;
  const fake = createFakeSeam({ seed, randomSeed });
  if (state !== undefined) {
    if (existsSync(state)) withFile(state, (value) => fake.restore(value as Snapshot));
    // A file that cannot be written is better known now than at the end.
    writeState(state, fake.snapshot());
  }
  if (faults !== undefined) withFile(faults, (value) => planFaults(fake.faults, value));
  if (latency > 0) fake.faults.rate('*', { kind: 'latency', ms: latency }, 1);
  const { url } = await fake.listen({ port, host, control }).catch((error: unknown) => {
    throw new Error(`Cannot listen on ${host}, port ${port}: ${explain(error)}`, { cause: error });
  });
  if (!isLoopback(host))
    console.error(`Warning: on ${host}, other machines reach this fake, and its API key is no secret.`);
  console.log(`Seam's fake listens on ${url}\nAPI key: ${fake.apiKey}`);
  if (control) console.log(`Control API: ${url}/_fake`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(fake, state));
};

const stop = async (fake: FakeSeam, state: string | undefined): Promise<void> => {
  try {
    await fake[Symbol.asyncDispose]();
    if (state !== undefined) writeState(state, fake.snapshot());
    process.exit(0);
  } catch (error) {
    fail(error);
  }
};

await start().catch(fail);
