import type { Seed, SeedName } from '../seeds/index.ts';
import type { Assumptions } from './assumptions.ts';

export interface FakeSeamOptions {
  /**
   * The initial data: the name of a seed, or a function that adds what you need.
   * @default 'building'
   */
  seed?: SeedName | Seed | undefined;
  /**
   * The initial time of the fake's clock.
   * @default 2026-01-01T00:00:00.000Z
   */
  now?: Date | string | undefined;
  /** Behaviour that Seam's documentation does not specify. Defaults: `defaultAssumptions`. */
  assumptions?: Partial<Assumptions> | undefined;
  /**
   * The seed of the random numbers, which are used for faults at a rate and for generated codes.
   * @default 1
   */
  randomSeed?: number | undefined;
  /**
   * Rejects parameters that Seam would silently ignore. `verify()`, and disposing of the fake, throw after a request to an
   * endpoint that Seam does not have or with an unknown parameter, and when a queued fault or a planned failure did not happen.
   * @default false
   */
  strict?: boolean | undefined;
  /**
   * Whether the documented rate limits per minute apply.
   * @default false
   */
  rateLimits?: boolean | undefined;
  /**
   * What delayed responses and slow bodies wait for: timers, real or faked by your test runner, or the fake's clock.
   * @default 'timers'
   */
  wait?: 'timers' | 'clock' | undefined;
  /**
   * The minimum number of requests that the journal keeps, unless their parameters take more than 32 MiB.
   * @default 10000
   */
  journalLimit?: number | undefined;
}
