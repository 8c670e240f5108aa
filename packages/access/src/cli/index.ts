#!/usr/bin/env node
import process, { env } from 'node:process';
import { run } from './run.ts';

const interrupt = new AbortController();

const stop = (signal: NodeJS.Signals): void => {
  if (interrupt.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
  process.stderr.write('Stopping after the current step. Repeat the signal to end at once.\n');
  interrupt.abort(new Error(signal));
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// A reader that closes its end of a pipe does not end a run.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const { stdin, stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupt.signal });
