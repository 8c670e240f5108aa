#!/usr/bin/env node

import { notify } from '@org/seam-core/internal';
import { existsSync, readFileSync } from 'node:fs';
import { createFakeSeam, type FakeSeam } from '../fake/create-fake.ts';
import type { Snapshot } from '../fake/snapshot.ts';
import { planFaults } from '../wire/faults.ts';
import { isLoopback } from '../wire/listen.ts';
import { readArguments, usage, UsageError } from './arguments.ts';
import { createStateSaver, type StateSaver } from './state-saver.ts';

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fail = (error: unknown): never => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : explain(error));
  process.exit(2);
};

/** @throws Error when the file cannot be read or is not JSON */
const readJson = (file: string): unknown => {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`Invalid JSON: ${(error as SyntaxError).message}`, { cause: error });
  }
};

/** Passes the content of a file to `use`. Errors name the file. */
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
  if (state !== undefined && existsSync(state)) withFile(state, (value) => fake.restore(value as Snapshot));
  const saver = state === undefined ? undefined : saverOf(fake, state);
  // Reports a file that cannot be written at the start, not at the end.
  saver?.save();
  if (faults !== undefined) withFile(faults, (value) => planFaults(fake.faults, value));
  if (latency > 0) fake.faults.rate('*', { kind: 'latency', ms: latency }, 1);
  const { url } = await fake
    .listen({ port, host, control, onChange: saver?.changed })
    .catch((error: unknown) => {
      throw new Error(`Cannot listen on ${host ?? '127.0.0.1'}, port ${port}: ${explain(error)}`, {
        cause: error,
      });
    });
  if (host !== undefined && !isLoopback(host))
    console.error(`Warning: other machines can reach this fake on ${host}, and its API key is not secret.`);
  console.log(`The fake listens on ${url}\nAPI key: ${fake.apiKey}`);
  if (control) console.log(`Control API: ${url}/_fake`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stop(fake, saver));
  if (saver) process.once('exit', () => notify(saver.save));
};

const saverOf = (fake: FakeSeam, file: string): StateSaver =>
  createStateSaver({
    file,
    take: () => fake.snapshot(),
    onError: (error) => console.error(explain(error)),
  });

const stop = async (fake: FakeSeam, saver: StateSaver | undefined): Promise<void> => {
  try {
    await fake[Symbol.asyncDispose]();
    saver?.save();
    process.exit(0);
  } catch (error) {
    fail(error);
  }
};

await start().catch(fail);
