import { suggest } from '@org/seam-core/internal';
import { parseArgs } from 'node:util';
import { toMoment } from '../fake/moment.ts';
import { type SeedName, seeds } from '../seeds/index.ts';

/** Invalid arguments of `seam-fake`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const clocks = ['real', 'fixed'] as const;

type Clock = (typeof clocks)[number];

/** The arguments of `seam-fake`. */
interface Arguments {
  readonly port: number;
  /** Absent by default. */
  readonly host: string | undefined;
  readonly seed: SeedName;
  readonly state: string | undefined;
  readonly faults: string | undefined;
  readonly latency: number;
  readonly randomSeed: number;
  readonly control: boolean;
  /** Whether time passes. */
  readonly clock: Clock;
  /** The initial time, if it is not the real one or the fake's default. */
  readonly now: string | undefined;
  readonly quiet: boolean;
  readonly version: boolean;
  readonly help: boolean;
}

const options = {
  port: { type: 'string', default: '3030' },
  host: { type: 'string' },
  seed: { type: 'string', default: 'building' },
  state: { type: 'string' },
  faults: { type: 'string' },
  latency: { type: 'string', default: '0' },
  'random-seed': { type: 'string', default: '1' },
  control: { type: 'boolean', default: false },
  clock: { type: 'string' },
  now: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const parse = (args: readonly string[] | undefined) => {
  try {
    return parseArgs({ options, ...(args && { args: [...args] }) }).values;
  } catch (error) {
    // Some messages of Node.js have several lines.
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
    const [, unknown] = /^Unknown option '--([^']+)'/.exec(message) ?? [];
    const hint = unknown === undefined ? '' : suggest(unknown, Object.keys(options));
    throw new UsageError(message + hint, { cause: error });
  }
};

const isSeed = (name: string): name is SeedName => Object.hasOwn(seeds, name);

const toNumber = (name: string, text: string, limit: number): number => {
  if (!/^\d{1,10}$/.test(text) || Number(text) > limit)
    throw new UsageError(`--${name} takes a number up to ${limit}, not ${text}.`);
  return Number(text);
};

const toClock = (name: string | undefined, now: string | undefined): Clock => {
  if (now !== undefined && toMoment(now) === undefined)
    throw new UsageError(`--now takes an ISO 8601 time such as 2026-01-01T00:00:00Z, not ${now}.`);
  const clock = clocks.find((known) => known === (name ?? (now === undefined ? 'real' : 'fixed')));
  if (clock === undefined)
    throw new UsageError(`There is no clock ${name}.${suggest(String(name), [...clocks])}`);
  if (clock === 'real' && now !== undefined)
    throw new UsageError('--now sets a fixed time. It cannot be combined with --clock real.');
  return clock;
};

/**
 * Reads the arguments. Default: those of the process.
 * @throws UsageError
 */
export const readArguments = (args?: readonly string[]): Arguments => {
  const { port, host, seed, state, faults, latency, clock, now, ...rest } = parse(args);
  if (!isSeed(seed)) throw new UsageError(`There is no seed ${seed}.${suggest(seed, Object.keys(seeds))}`);
  // An empty host would listen on every address.
  for (const [name, value] of Object.entries({ host, state, faults }))
    if (value?.trim() === '') throw new UsageError(`--${name} must not be empty.`);
  return {
    port: toNumber('port', port, 65_535),
    host,
    seed,
    state,
    faults,
    latency: toNumber('latency', latency, 2 ** 31 - 1),
    randomSeed: toNumber('random-seed', rest['random-seed'], 2 ** 32 - 1),
    control: rest.control,
    clock: toClock(clock, now),
    now,
    quiet: rest.quiet,
    version: rest.version,
    help: rest.help,
  };
};

/** The help text of `seam-fake`. */
export const usage = `seam-fake serves a fake of the Seam API on this machine. It prints a line for a shell with the variables
that Seam's clients read, then a line on stderr for each request.

  --port <number>         port (default: 3030; 0 selects a free port)
  --host <address>        address to listen on (default: 127.0.0.1, which accepts loopback host names
                          only; with this option, any Host header is accepted)
  --seed <name>           initial data: ${Object.keys(seeds).join(', ')} (default: building)
  --state <file>          file of the state: restored at the start if it exists, saved after changes
                          and at the end
  --faults <file>         file of faults: [{ "target": "/path", "fault": { … }, "probability": 0.1 }]
  --latency <ms>          delay of every response in milliseconds (default: 0)
  --random-seed <number>  seed of the random numbers (default: 1)
  --clock <name>          real: time passes, which receivers of webhooks need; fixed: time stands still
                          until POST /_fake/clock moves it (default: real)
  --now <time>            fixes the time at the start, such as 2026-01-01T00:00:00Z; a restored state
                          keeps its own time
  --control               serves the control API under /_fake, for programs on this machine
  --quiet                 prints no line for each request
  --version               prints the version
  --help                  prints this text`;
