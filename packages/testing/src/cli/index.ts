#!/usr/bin/env node

import { notify } from '@org/seam-core/internal';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { Snapshot } from '../fake/snapshot.ts';
import { planFaults } from '../wire/faults.ts';
import { isLoopback } from '../wire/listen.ts';
import type { RequestSummary } from '../wire/request-summary.ts';
import { readArguments, usage, UsageError } from './arguments.ts';
import { createStateSaver, type StateSaver } from './state-saver.ts';

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The error is the last line, where a terminal shows it. */
const fail = (error: unknown): never => {
  console.error(error instanceof UsageError ? `${usage}\n\n${error.message}` : explain(error));
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

const version = (): string => {
  const { version: found } = readJson(join(import.meta.dirname, '../../package.json')) as { version: string };
  return found;
};

/** A value in a form that a shell does not change. */
const quote = (value: string): string => (/^[\w.:/-]+$/.test(value) ? value : `'${value}'`);

const logRequest = ({ method, path, status, ms, requestId }: RequestSummary): void =>
  console.error(
    `${method} ${path} ${status ?? 'no response'} ${ms.toFixed(0)} ms ${requestId ?? ''}`.trimEnd(),
  );

type Options = ReturnType<typeof readArguments>;

const createFake = ({ seed, randomSeed, clock, now, state, faults, latency }: Options): FakeSeam => {
  // eslint-disable-next-line bans/no-current-time -- the objects of the seed are created now
  const fake = createFakeSeam({ seed, randomSeed, now: clock === 'real' ? new Date() : now });
  if (state !== undefined && existsSync(state)) withFile(state, (value) => fake.restore(value as Snapshot));
  if (faults !== undefined) withFile(faults, (value) => planFaults(fake.faults, value));
  if (latency > 0) fake.faults.rate('*', { kind: 'latency', ms: latency }, 1);
  return fake;
};

const start = async (): Promise<void> => {
  const options = readArguments();
  if (options.help || options.version) {
    console.log(options.help ? usage : version());
    return;
  }
  const { port, host, control, clock, state, seed, quiet } = options;
  const fake = createFake(options);
  const saver = state === undefined ? undefined : saverOf(fake, state);
  // Reports a file that cannot be written at the start, not at the end.
  saver?.save();
  const onRequest = quiet ? undefined : logRequest;
  const { url } = await fake
    .listen({ port, host, control, clock, onRequest, onChange: saver?.changed })
    .catch((error: unknown) => {
      const hint =
        (error as { code?: string }).code === 'EADDRINUSE'
          ? '. Pass another --port; with --port 0 a free one is selected.'
          : '';
      throw new Error(`Cannot listen on ${host ?? '127.0.0.1'}, port ${port}: ${explain(error)}${hint}`, {
        cause: error,
      });
    });
  if (host !== undefined && !isLoopback(host))
    console.error(`Warning: other machines can reach this fake on ${host}, and its API key is not secret.`);
  if (!quiet) {
    console.error(`seam-fake ${version()} listens on ${url}, seed ${seed}, clock ${clock}`);
    if (control) console.error(`Control API: ${url}/_fake`);
  }
  console.log(`export SEAM_ENDPOINT=${quote(url)} SEAM_API_KEY=${quote(fake.apiKey)}`);
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

// A reader that closes its end of a pipe does not end the fake.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
await start().catch(fail);
