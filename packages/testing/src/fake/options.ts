import type { Seed, SeedName } from '../seeds/index.ts';
import type { Assumptions } from './assumptions.ts';

export interface FakeSeamOptions {
  /**
   * What is there at the start: the name of a seed, or a function that adds what you need.
   * @default 'building'
   */
  seed?: SeedName | Seed | undefined;
  /**
   * The moment at which the fake's clock stands.
   * @default 2026-01-01T00:00:00.000Z
   */
  now?: Date | string | undefined;
  /** What the fake does where Seam's documents say nothing; what is not given stays as `defaultAssumptions` has it. */
  assumptions?: Partial<Assumptions> | undefined;
  /**
   * What the fake's chance begins with: faults at a rate, generated codes.
   * @default 1
   */
  randomSeed?: number | undefined;
  /**
   * Refuses what the real Seam would silently drop, and makes `verify()`, and disposing of the fake, throw when an endpoint
   * was called that Seam does not have, a parameter was passed that the endpoint does not have, or a queued fault met no
   * call.
   * @default false
   */
  strict?: boolean | undefined;
  /**
   * Whether the documented limits of calls a minute hold.
   * @default false
   */
  rateLimits?: boolean | undefined;
  /**
   * What late answers and slow bodies wait for: timers, real or faked by your test runner, or the fake's clock.
   * @default 'timers'
   */
  wait?: 'timers' | 'clock' | undefined;
  /**
   * How many calls the journal keeps at least, unless their parameters take more than 32 MiB.
   * @default 10000
   */
  journalLimit?: number | undefined;
}
