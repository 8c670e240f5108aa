/** The fake's time. It stands still until a test moves it. */
export class Clock {
  #now: number;

  constructor(start: Date | string) {
    this.#now = new Date(start).getTime();
  }

  /** The present moment. */
  now(): Date {
    return new Date(this.#now);
  }

  /** The present moment as the API writes it. */
  timestamp(): string {
    return this.now().toISOString();
  }

  /** The moment so many milliseconds from now, as the API writes it. */
  timestampIn(ms: number): string {
    return new Date(this.#now + ms).toISOString();
  }

  /** Moves time forward. @param ms milliseconds, 0 or more */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`clock.advance() takes milliseconds, 0 or more, not ${ms}.`);
    this.#now += ms;
  }

  /** Moves time to a moment that is not in the past. */
  set(moment: Date | string): void {
    const target = new Date(moment).getTime();
    if (!(target >= this.#now))
      throw new RangeError(
        `clock.set() takes a moment at or after ${this.timestamp()}, not ${String(moment)}.`,
      );
    this.#now = target;
  }
}
