import { suggest } from '@org/seam-core/internal';
import { parseArgs } from 'node:util';
import { usageError } from './exit-codes.ts';
import { commands, type CommandShape, type OptionName, options } from './usage.ts';

/** The given options by name. */
export type Values = {
  readonly [K in OptionName]?: (typeof options)[K]['type'] extends 'string' ? string : boolean;
};

export type CommandName = keyof typeof commands;

/** A command with what was given to it. */
export interface Invocation {
  readonly command: CommandName;
  readonly values: Values;
  readonly positionals: readonly string[];
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ options, args: [...args], allowPositionals: true, strict: true });
  } catch (error) {
    // Some messages of Node.js have several lines.
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
    const [, unknown] = /^Unknown option '(-[^']+)'/.exec(message) ?? [];
    if (unknown === undefined) throw usageError(message, error);
    const hint = /key|token|secret|password/i.test(unknown)
      ? ' Credentials are read from SEAM_API_KEY or from the file --credentials.'
      : suggest(unknown.replace(/^-+/, ''), Object.keys(options));
    throw usageError(`Unknown option ${unknown}.${hint}`, error);
  }
};

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/**
 * Reads the arguments. Without a command, `help` or `version` must be given.
 * @throws CliError with the exit code for wrong usage
 */
export const readArguments = (args: readonly string[]): Invocation | 'help' | 'version' => {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.version) return 'version';
  if (values.help) return 'help';
  if (command === undefined) throw usageError('A command is missing. `seam-access --help` lists them.');
  if (!isCommand(command))
    throw usageError(`There is no command ${command}.${suggest(command, Object.keys(commands))}`);
  const { options: allowed, positionals: limits, usage }: CommandShape = commands[command];
  for (const [name, value] of Object.entries(values)) {
    if (!allowed.includes(name as OptionName))
      throw usageError(`${command} has no option --${name}.${suggest(name, [...allowed])}`);
    if (typeof value === 'string' && value.trim() === '') throw usageError(`--${name} must not be empty.`);
  }
  const [least, greatest] = limits;
  if (rest.length < least || rest.length > greatest)
    throw usageError(`Usage: seam-access ${usage} [options]`);
  const empty = rest.some((positional) => positional.trim() === '');
  if (empty) throw usageError(`Usage: seam-access ${usage} [options]. An argument is empty.`);
  return { command, values, positionals: rest };
};

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A time such as `500ms`, `5s`, `10m` or `72h`, in milliseconds. @throws CliError */
export const readTime = (name: 'settle' | 'deadline', text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const [, amount, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined)
    throw usageError(`--${name} takes a time such as 500ms, 5s, 10m or 72h, not ${text}.`);
  return Number(amount) * units[unit as keyof typeof units];
};

/** A whole number from 1. @throws CliError */
export const readCount = (
  name: 'concurrency' | 'per-system',
  text: string | undefined,
  greatest: number,
): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > greatest)
    throw usageError(`--${name} takes a whole number from 1 to ${greatest}, not ${text}.`);
  return Number(text);
};
