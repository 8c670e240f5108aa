import { parseArgs } from 'node:util';
import { seeds, type SeedName } from '../seeds/index.ts';
import { UsageError } from './usage-error.ts';

/** What `seam-fake` was told. */
export interface Arguments {
  readonly port: number;
  readonly host: string;
  readonly seed: SeedName;
  readonly state: string | undefined;
  readonly faults: string | undefined;
  readonly latency: number;
  readonly randomSeed: number;
  readonly control: boolean;
  readonly help: boolean;
}

const options = {
  port: { type: 'string', default: '3030' },
  host: { type: 'string', default: '127.0.0.1' },
  seed: { type: 'string', default: 'building' },
  state: { type: 'string' },
  faults: { type: 'string' },
  latency: { type: 'string', default: '0' },
  'random-seed': { type: 'string', default: '1' },
  control: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const parse = (args: readonly string[] | undefined) => {
  try {
    return parseArgs({ options, ...(args && { args: [...args] }) }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

const isSeed = (name: string): name is SeedName => Object.hasOwn(seeds, name);

const toNumber = (name: string, text: string, limit: number): number => {
  if (!/^\d{1,10}$/.test(text) || Number(text) > limit)
    throw new UsageError(`--${name} takes a number up to ${limit}, not ${text}.`);
  return Number(text);
};

/**
 * Reads the arguments of the process, or those that are given.
 * @throws UsageError
 */
export const readArguments = (args?: readonly string[]): Arguments => {
  const { port, host, seed, state, faults, latency, control, help, ...rest } = parse(args);
  if (!isSeed(seed)) throw new UsageError(`There is no seed ${seed}.`);
  return {
    port: toNumber('port', port, 65_535),
    host,
    seed,
    state,
    faults,
    latency: toNumber('latency', latency, 2 ** 31 - 1),
    randomSeed: toNumber('random-seed', rest['random-seed'], 2 ** 32 - 1),
    control,
    help,
  };
};
