import { createSeam, type Seam } from '@org/seam-core';
import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { parseEnv } from 'node:util';
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

/**
 * A fake in memory. Its time follows the real time for the queue, which waits in a database; otherwise waiting moves it, so
 * that nothing waits really.
 */
const connectFake = async (seed: string, isRealTime: boolean): Promise<Connection> => {
  const { createFakeSeam } = await loadTesting();
  try {
    const fake = createFakeSeam({ seed: seed as 'building', now: isRealTime ? new Date() : undefined });
    if (isRealTime) {
      const send: typeof fetch = (...request) => {
        fake.clock.set(new Date(Math.max(Date.now(), fake.clock.now().getTime())));
        return fake.fetch(...request);
      };
      const { apiKey, endpoint } = fake;
      return { seam: createSeam({ apiKey, endpoint, fetch: send }), clock: systemClock };
    }
    return { seam: fake.seam, clock: fake.clock.autoAdvancing };
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), error);
  }
};

/**
 * Puts the variables of a file into the environment. They replace those that are there: the command would act on another
 * workspace than the file is for.
 * @throws CliError
 */
const loadCredentials = (file: string): void => {
  const read = (): NodeJS.Dict<string> => {
    try {
      return parseEnv(readFileSync(file, 'utf8'));
    } catch (error) {
      throw usageError(`--credentials: ${file} cannot be read.`, error);
    }
  };
  const variables = read();
  if (!Object.keys(variables).some((name) => name.startsWith('SEAM_')))
    throw usageError(`--credentials: ${file} has no line SEAM_API_KEY=…`);
  Object.assign(env, variables);
};

/** Connects to Seam with the credential of the environment or a file, or to a fake. */
export const connect = async (
  { fake, seed, credentials }: Values,
  isRealTime = false,
): Promise<Connection> => {
  if (seed !== undefined && !fake) throw usageError('--seed is the initial data of the fake. Add --fake.');
  if (fake) return await connectFake(seed ?? 'building', isRealTime);
  if (credentials !== undefined) loadCredentials(credentials);
  return { seam: createSeam(), clock: systemClock };
};
