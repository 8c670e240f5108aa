import type { RunState } from '../offboarding/states.ts';

/** The exit codes of `seam-access`, for scripts. They are documented in the README and in the help text. */
export const exitCodes = {
  /** The run is complete, the receipt is valid, or the list was printed. */
  ok: 0,
  /** An error: no such person, credential refused, Seam unreachable, file not readable. */
  error: 1,
  /** Wrong arguments, or errors in a CSV file. Nothing was sent. */
  usage: 2,
  /** Complete, except for access that cannot be removed through Seam. */
  residual: 3,
  /** Doors are open that should be closed by now, a run has not ended, or people of a file were skipped. */
  open: 4,
  /** Cancelled by a signal, or not confirmed. */
  cancelled: 5,
  /** The access of the person has changed since the plan was made. Nothing was sent. */
  outdated: 6,
  /** The receipt was changed, or is not signed by this key. */
  invalid: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code for the state in which a run is. */
export const exitCodeOf = (state: RunState): ExitCode => {
  if (state === 'complete') return exitCodes.ok;
  if (state === 'complete_with_residual') return exitCodes.residual;
  return state === 'cancelled' ? exitCodes.cancelled : exitCodes.open;
};

/** The color of a result with an exit code. */
export const colorOf = (code: ExitCode): 'green' | 'yellow' | 'red' => {
  if (code === exitCodes.ok) return 'green';
  return code === exitCodes.residual ? 'yellow' : 'red';
};

/** An error with an exit code of its own. The message is for the person at the terminal. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(
    message: string,
    { exitCode = exitCodes.error, cause }: { exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}

/** Wrong arguments. */
export const usageError = (message: string, cause?: unknown): CliError =>
  new CliError(message, { exitCode: exitCodes.usage, cause });
