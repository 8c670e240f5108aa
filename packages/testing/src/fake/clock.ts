import { describeValue } from '@org/seam-core/internal';
import { latestMoment, momentExpected, toMoment } from './moment.ts';

/** What happens on its own as time goes by. */
export interface Timeline {
  /** When the next thing happens, in milliseconds since 1970; `undefined` when nothing is to come. */
  nextDue(): number | undefined;
  /** Lets the next thing happen. */
  runNext(): void;
}

/** A `Date` that is none says so by itself. */
const describeMoment = (value: unknown): string =>
  value instanceof Date ? String(value) : describeValue(value);

const checkSpan = (what: string, ms: unknown): void => {
  if (!(typeof ms === 'number' && ms >= 0))
    throw new RangeError(`${what} takes a number of milliseconds, 0 or more; got ${describeValue(ms)}.`);
};

interface Waiter {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * The fake's time. It stands still until a test moves it. What is due on the way happens in its order and at its own
 * moment, before the move returns.
 */
export class Clock {
  #now: number;
  #waiters: Waiter[] = [];
  #written: { readonly now: number; readonly text: string } | undefined;
  readonly #timeline: Timeline | undefined;

  constructor(start: Date | string, timeline?: Timeline) {
    this.#now = this.#read('The clock starts at', start);
    this.#timeline = timeline;
  }

  /** The present moment. */
  now(): Date {
    return new Date(this.#now);
  }

  /** The present moment as the API writes it. */
  timestamp(): string {
    // Asked for at every call, and mostly of the same moment.
    if (this.#written?.now !== this.#now) this.#written = { now: this.#now, text: this.now().toISOString() };
    return this.#written.text;
  }

  /** The moment so many milliseconds from now, as the API writes it, or the last moment there is. */
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
    if (this.#now + ms > latestMoment)
      throw new RangeError(`clock.advance() stops at the end of the year 9999; got ${ms} milliseconds.`);
    this.#moveTo(this.#now + ms);
  }

  /**
   * Moves time to a moment that is not in the past.
   * @throws RangeError
   */
  set(moment: Date | string): void {
    const target = this.#read('clock.set() takes', moment);
    if (target < this.#now)
      throw new RangeError(
        `clock.set() takes a moment at or after ${this.timestamp()}; got ${new Date(target).toISOString()}.`,
      );
    this.#moveTo(target);
  }

  /** Lets happen what is due by now. */
  settle(): void {
    this.#moveTo(this.#now);
  }

  /** Goes to any moment, the past included, and lets nothing happen: for a state that comes with its own time. */
  load(moment: string): void {
    this.#now = this.#read('The clock is set to', moment);
  }

  /** Resolves when the clock has moved on by so many milliseconds. */
  wait(ms: number): Promise<void> {
    checkSpan('clock.wait()', ms);
    if (ms === 0) return Promise.resolve();
    return new Promise((wake) => this.#waiters.push({ due: this.#now + ms, wake }));
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
