import { type Clock, systemClock } from '../offboarding/clock.ts';
import type { Queryable } from './queryable.ts';

/** How long a look at the database may take, in milliseconds: the time is wrong by at most half of it. */
const longestLook = 2000;
const maxLooks = 5;

/** How far this machine is ahead of the database, and how long it took to find out, both in milliseconds. */
const look = async ({ query }: Queryable): Promise<{ readonly ahead: number; readonly took: number }> => {
  const before = systemClock.now().getTime();
  const { rows } = await query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text AS now');
  const after = systemClock.now().getTime();
  return { ahead: (before + after) / 2 - Number((rows[0] as { now: string }).now), took: after - before };
};

/**
 * The time of the database, or else the clock that the caller has set. A run compares times that several workers have written:
 * with clocks of their own that differ, a settle delay or a deadline would be shorter or longer. A look that takes long, such as
 * that of a process which was suspended meanwhile, is repeated.
 *
 * @throws Error when every look took too long
 */
export const readDatabaseClock = async (database: Queryable, own: Clock | undefined): Promise<Clock> => {
  if (own) return own;
  for (let looks = 0; looks < maxLooks; looks += 1) {
    const { ahead, took } = await look(database);
    // Below zero after the clock of this machine was set back.
    if (took >= 0 && took <= longestLook)
      return {
        now: () => new Date(systemClock.now().getTime() - ahead),
        wait: (ms, signal) => systemClock.wait(ms, signal),
      };
  }
  throw new Error(`The database took longer than ${longestLook} ms to return its time, ${maxLooks} times.`);
};
