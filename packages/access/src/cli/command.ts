import type { Values } from './arguments.ts';
import type { Connection } from './connect.ts';
import { CliError, type ExitCode, exitCodes, usageError } from './exit-codes.ts';
import type { Streams, Terminal } from './terminal.ts';

/** What a command that sends nothing gets. */
export interface LocalContext {
  readonly terminal: Terminal;
  readonly stdin: Streams['stdin'];
  readonly env: Streams['env'];
  readonly values: Values;
  readonly positionals: readonly string[];
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  readonly concurrency: number | undefined;
}

/** What a command gets. */
export interface CommandContext extends LocalContext {
  readonly connection: Connection;
}

export type Command = (context: CommandContext) => Promise<ExitCode>;
export type LocalCommand = (context: LocalContext) => ExitCode | Promise<ExitCode>;

/** Asks for confirmation unless `--yes` is given. @throws CliError when it is not given, or cannot be asked for */
export const confirm = async (
  { terminal, values, signal }: CommandContext,
  question: string,
): Promise<void> => {
  if (values.yes) return;
  if (!terminal.isInteractive) throw usageError('There is no terminal to ask for confirmation. Pass --yes.');
  const answer = await terminal.ask(`${question} Type yes to continue: `, signal);
  if (answer.trim().toLowerCase() !== 'yes')
    throw new CliError('Not confirmed. Nothing was sent.', { exitCode: exitCodes.cancelled });
};
