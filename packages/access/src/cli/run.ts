import { isSeamError } from '@org/seam-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { AccessError } from '../access-error.ts';
import { bulk, checkBulk } from './bulk.ts';
import { type CommandName, readArguments, readCount } from './arguments.ts';
import type { Command, LocalCommand, LocalContext } from './command.ts';
import { connect } from './connect.ts';
import { CliError, type ExitCode, exitCodes } from './exit-codes.ts';
import { explain, who } from './explain.ts';
import { formatPerson } from './format-access.ts';
import { checkOffboard, offboard } from './offboard.ts';
import { plan } from './plan.ts';
import { checkStatus, status } from './status.ts';
import { createTerminal, type Streams } from './terminal.ts';
import { usage } from './usage.ts';
import { verifyReceipt } from './verify-receipt.ts';

/** The commands that connect to Seam, and those that do not. */
const connected: Readonly<Partial<Record<CommandName, Command>>> = { explain, who, plan, offboard, bulk };
const local: Readonly<Partial<Record<CommandName, LocalCommand>>> = {
  status,
  'verify-receipt': verifyReceipt,
};

/** What is checked before anything is read. */
const checks: Readonly<Partial<Record<CommandName, (context: LocalContext) => void>>> = {
  offboard: checkOffboard,
  bulk: checkBulk,
  status: checkStatus,
};

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const readManifest = (): Manifest =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;

const exitCodeFor = (error: unknown, signal: AbortSignal): ExitCode => {
  if (error instanceof CliError) return error.exitCode;
  if (signal.aborted) return exitCodes.cancelled;
  if (error instanceof AccessError && (error.code === 'plan_outdated' || error.code === 'plan_invalid'))
    return exitCodes.outdated;
  if (error instanceof AccessError && (error.code === 'invalid_option' || error.code === 'invalid_person'))
    return exitCodes.usage;
  return isSeamError(error, 'SeamConfigError') ? exitCodes.usage : exitCodes.error;
};

const messageOf = (error: unknown): string => {
  if (error instanceof AccessError)
    return [error.message, ...error.candidates.map((candidate) => `  ${formatPerson(candidate)}`)].join('\n');
  if (isSeamError(error))
    return error.requestId === undefined ? error.message : `${error.message} (request ${error.requestId})`;
  return error instanceof Error ? error.message : String(error);
};

export interface RunOptions extends Streams {
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Connects to Seam. Tests pass their own. */
  readonly connect?: typeof connect;
}

/** Runs `seam-access`: the whole program, but for the process around it. */
export const run = async (args: readonly string[], options: RunOptions): Promise<ExitCode> => {
  const { signal } = options;
  const terminal = createTerminal(options);
  let isJson = false;
  try {
    const invocation = readArguments(args);
    if (invocation === 'help' || invocation === 'version') {
      terminal.print(invocation === 'help' ? usage() : readManifest().version);
      return exitCodes.ok;
    }
    const { command, values, positionals } = invocation;
    isJson = values.json === true;
    // npm only warns. An older Node would fail on the way, with a message that does not name it.
    if (!('fromAsync' in Array))
      throw new CliError(
        `seam-access needs Node ${readManifest().engines.node}; this is ${process.version}.`,
      );
    const context = {
      terminal,
      stdin: options.stdin,
      env: options.env,
      values,
      positionals,
      signal,
      concurrency: readCount('concurrency', values.concurrency, 100),
    };
    checks[command]?.(context);
    const start = connected[command];
    if (!start) return (await local[command]?.(context)) ?? exitCodes.error;
    const connection = await (options.connect ?? connect)(values, command === 'bulk');
    return await start({ ...context, connection });
  } catch (error) {
    const exitCode = exitCodeFor(error, signal);
    const message =
      exitCode === exitCodes.cancelled && !(error instanceof CliError) ? 'Cancelled.' : messageOf(error);
    if (isJson) terminal.printJson({ error: { exit_code: exitCode, message } });
    terminal.note(terminal.color('red', message));
    return exitCode;
  }
};
