import { createSeam, type Seam } from '@org/seam-core';
import { loadEnvFile } from 'node:process';
import { type Clock, systemClock } from '../offboarding/clock.ts';
import type { Values } from './arguments.ts';
import { CliError, usageError } from './exit-codes.ts';

/** What a command sends to, and the time it waits in. */
export interface Connection {
  readonly seam: Seam;
  readonly clock: Clock;
}

const loadTesting = async () => {
  try {
    return await import('@org/seam-testing');
  } catch (error) {
    throw new CliError('--fake needs the fake of Seam: npm install --save-dev @org/seam-testing', {
      cause: error,
    });
  }
};

/** A fake in memory. Waiting moves its time, so that nothing waits really. */
const connectFake = async (seed: string): Promise<Connection> => {
  const { createFakeSeam } = await loadTesting();
  try {
    const fake = createFakeSeam({ seed: seed as 'building' });
    const wait: Clock['wait'] = (ms, signal) => {
      signal?.throwIfAborted();
      fake.clock.advance(ms);
      return Promise.resolve();
    };
    return { seam: fake.seam, clock: { now: () => fake.clock.now(), wait } };
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), error);
  }
};

/** Connects to Seam with the credential of the environment or a file, or to a fake. */
export const connect = async ({ fake, seed, credentials }: Values): Promise<Connection> => {
  if (seed !== undefined && !fake) throw usageError('--seed is the initial data of the fake. Add --fake.');
  if (fake) return await connectFake(seed ?? 'building');
  if (credentials !== undefined)
    try {
      loadEnvFile(credentials);
    } catch (error) {
      throw usageError(`--credentials: ${credentials} cannot be read.`, error);
    }
  return { seam: createSeam(), clock: systemClock };
};
