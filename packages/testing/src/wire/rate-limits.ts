import type { EndpointPath } from '@org/seam-core';
import type { Clock } from '../fake/clock.ts';
import type { State } from '../fake/state.ts';

const minute = 60_000;

/** Requests per minute and device. @see https://docs.seam.co/latest/api/rate-limits-and-guardrails */
const limits: Partial<Record<EndpointPath, number>> = {
  '/access_codes/create': 10,
  '/access_codes/update': 10,
  '/access_codes/delete': 20,
  '/locks/lock_door': 15,
  '/locks/unlock_door': 15,
};

/**
 * The documented rate limits per device. Off by default. Seam documents only the status, 429; the fake adds
 * `Retry-After`.
 */
export class RateLimits {
  #isOn: boolean;
  readonly #isOnAtFirst: boolean;
  #calls = new Map<string, number[]>();
  readonly #clock: Clock;
  readonly #state: State;

  constructor(clock: Clock, state: State, isOn: boolean) {
    this.#clock = clock;
    this.#state = state;
    this.#isOn = isOn;
    this.#isOnAtFirst = isOn;
  }

  on(): void {
    this.#isOn = true;
  }

  off(): void {
    this.#isOn = false;
    this.forget();
  }

  /** Forgets the counted requests. */
  forget(): void {
    this.#calls.clear();
  }

  /** Forgets the counted requests, and turns the limits on or off as they were at first. */
  reset(): void {
    this.#isOn = this.#isOnAtFirst;
    this.forget();
  }

  /** Counts a request. @returns the milliseconds until it is allowed, when it exceeds the limit */
  check(path: string, params: Readonly<Record<string, unknown>>): number | undefined {
    const limit = limits[path as EndpointPath];
    if (!this.#isOn || limit === undefined) return undefined;
    const key = `${path} ${this.#deviceOf(params)}`;
    const now = this.#clock.now().getTime();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - minute);
    const [first] = recent;
    if (first !== undefined && recent.length >= limit) return first + minute - now;
    this.#calls.set(key, [...recent, now]);
    return undefined;
  }

  #deviceOf({ device_id, access_code_id }: Readonly<Record<string, unknown>>): string {
    if (typeof device_id === 'string') return device_id;
    return this.#state.accessCodes.get(String(access_code_id))?.device_id ?? String(access_code_id);
  }
}
