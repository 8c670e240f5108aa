import { type Clock, systemClock } from '../offboarding/clock.ts';
import type { Queryable } from './queryable.ts';

/**
 * The time of the database, from one look at it, or else the clock that the caller has set. A run compares times that several
 * workers have written: with clocks of their own that differ, a settle delay or a deadline would be shorter or longer.
 */
export const readDatabaseClock = async ({ query }: Queryable, own: Clock | undefined): Promise<Clock> => {
  if (own) return own;
  const clock = systemClock;
  const before = clock.now().getTime();
  const { rows } = await query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text AS now');
  const after = clock.now().getTime();
  const ahead = (before + after) / 2 - Number((rows[0] as { now: string }).now);
  return {
    now: () => new Date(clock.now().getTime() - ahead),
    wait: (ms, signal) => clock.wait(ms, signal),
  };
};
