import { describeValue } from '@org/seam-core/internal';
import { latestMoment, momentExpected, toMoment } from './moment.ts';

/** Jobs that run as time passes. */
export interface Timeline {
  /** When the next job is due, in milliseconds since 1970; `undefined` without jobs. */
  nextDue(): number | undefined;
  /** Runs the next job. */
  runNext(): void;
}

/** An invalid `Date` prints as `Invalid Date`. */
const describeMoment = (value: unknown): string =>
  value instanceof Date ? String(value) : describeValue(value);

const checkSpan = (what: string, ms: unknown): void => {
  if (!(typeof ms === 'number' && ms >= 0))
    throw new RangeError(`${what} takes a number of milliseconds, 0 or more; got ${describeValue(ms)}.`);
};

/** A time that passes by waiting for it. */
export interface AutoAdvancingClock {
  now(): Date;
  /**
   * Moves the fake's clock by `ms` milliseconds.
   * @throws the reason of `signal` when it has aborted
   */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

interface Waiter {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * The fake's clock. It stands still until a test moves it, unless the fake listens with `clock: 'real'`. Jobs that become
 * due run in order, each at its own time, before the move returns.
 */
export class Clock {
  #now: number;
  #waiters: Waiter[] = [];
  #written: { readonly now: number; readonly text: string } | undefined;
  readonly #timeline: Timeline | undefined;
  /** The times outside of the fake that the clock follows: the latest one, until it is no longer followed. */
  #followed: readonly (() => number)[] = [];
  /** How far the clock was moved beyond the time outside, in milliseconds. */
  #lead = 0;

  constructor(start: Date | string, timeline?: Timeline) {
    this.#now = this.#read('The clock starts at', start);
    this.#timeline = timeline;
  }

  /** The current time. */
  now(): Date {
    return new Date(this.#now);
  }

  /** The current time in the API's format. */
  timestamp(): string {
    // Each request needs it, mostly for the same time.
    if (this.#written?.now !== this.#now) this.#written = { now: this.#now, text: this.now().toISOString() };
    return this.#written.text;
  }

  /** The time in `ms` milliseconds, in the API's format, at most the end of the year 9999. */
  timestampIn(ms: number): string {
    return new Date(Math.min(this.#now + ms, latestMoment)).toISOString();
  }

  /**
   * Moves time forward.
   * @param ms milliseconds, 0 or more, to the end of the year 9999 at most
   * @throws RangeError
   */
  advance(ms: number): void {
    checkSpan('clock.advance()', ms);
    this.settle();
    if (this.#now + ms > latestMoment)
      throw new RangeError(`clock.advance() stops at the end of the year 9999; got ${ms} milliseconds.`);
    this.#moveTo(this.#now + ms);
    this.#measureLead();
  }

  /**
   * Moves time to a moment that is not in the past.
   * @throws RangeError
   */
  set(moment: Date | string): void {
    const target = this.#read('clock.set() takes', moment);
    this.settle();
    if (target < this.#now)
      throw new RangeError(
        `clock.set() takes a moment at or after ${this.timestamp()}; got ${new Date(target).toISOString()}.`,
      );
    this.#moveTo(target);
    this.#measureLead();
  }

  /** Moves a clock that follows another time to that time, and runs the jobs that are due. */
  settle(): void {
    const outside = this.#followed.at(-1);
    const target = outside ? outside() + this.#lead : this.#now;
    this.#moveTo(Math.min(Math.max(target, this.#now), latestMoment));
  }

  /**
   * Makes the clock follow another time, in milliseconds since 1970: each `settle()` moves it there. A clock that is ahead
   * stays ahead. Returns a function that ends this.
   */
  follow(outside: () => number): () => void {
    this.#followed = [...this.#followed, outside];
    this.#measureLead();
    return () => {
      this.#followed = this.#followed.filter((other) => other !== outside);
    };
  }

  /** Sets any time, also in the past, without running jobs: for restoring a snapshot. */
  load(moment: string): void {
    this.#now = this.#read('The clock is set to', moment);
    this.#measureLead();
  }

  /**
   * This clock for code that waits: each wait moves the time instead. Pass it as the `clock` of a workflow of
   * `@org/seam-access`, which would otherwise wait until the test moves the time.
   *
   * @example
   * await offboard(fake.seam, person, { actor, reason, clock: fake.clock.autoAdvancing }).result;
   */
  get autoAdvancing(): AutoAdvancingClock {
    return {
      now: () => this.now(),
      // A failure in the executor is a rejection.
      wait: (ms, signal) =>
        new Promise((resolve) => {
          signal?.throwIfAborted();
          this.advance(ms);
          resolve();
        }),
    };
  }

  /**
   * Resolves when the clock has advanced by `ms` milliseconds, which it does not by itself. Rejects with the reason of `signal`
   * when it aborts.
   */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    checkSpan('clock.wait()', ms);
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (ms === 0) {
        resolve();
        return;
      }
      const abort = () => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const waiter: Waiter = { due: this.#now + ms, wake };
      this.#waiters.push(waiter);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  #measureLead(): void {
    const outside = this.#followed.at(-1);
    if (outside) this.#lead = Math.max(0, this.#now - outside());
  }

  #read(what: string, moment: unknown): number {
    const time = toMoment(moment);
    if (time === undefined) throw new RangeError(`${what} ${momentExpected}; got ${describeMoment(moment)}.`);
    return time;
  }

  #moveTo(target: number): void {
    for (
      let due = this.#timeline?.nextDue();
      due !== undefined && due <= target;
      due = this.#timeline?.nextDue()
    ) {
      this.#now = Math.max(this.#now, due);
      this.#timeline?.runNext();
    }
    this.#now = target;
    const woken = this.#waiters.filter(({ due }) => due <= target);
    this.#waiters = this.#waiters.filter(({ due }) => due > target);
    for (const { wake } of woken) wake();
  }
}
