import { notifyHooks, type OffboardHooks } from '../offboarding/hooks.ts';
import type { RunState } from '../offboarding/states.ts';
import type { JournalEntry, JournalEvent, JournalWriter } from './journal.ts';

/** The entries of a run as far as this process knows them. Entries are appended one at a time, in order. */
export class RunLog implements AsyncIterable<JournalEntry> {
  readonly #writer: JournalWriter;
  readonly #now: () => Date;
  readonly #hooks: OffboardHooks;
  readonly #entries: JournalEntry[];
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(writer: JournalWriter, now: () => Date, hooks: OffboardHooks = {}) {
    this.#writer = writer;
    this.#now = now;
    this.#hooks = hooks;
    this.#entries = [...writer.entries];
  }

  get run_id(): string {
    const [first] = this.#entries;
    return first?.type === 'run_started' ? first.run_id : '';
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** The state that the last entry left the run in. */
  get state(): RunState {
    const last = this.#entries.findLast(({ type }) => type === 'state_changed' || type === 'run_finished');
    return last !== undefined && 'state' in last ? last.state : 'planned';
  }

  /** Appends an entry. Resolves when the journal has it. */
  append(event: JournalEvent): Promise<JournalEntry> {
    const appended = this.#last.then(async () => {
      const entry = await this.#writer.append(event, this.#now());
      this.#entries.push(entry);
      this.#notify();
      notifyHooks(this.#hooks, entry, this);
      return entry;
    });
    // After a failure no further entry is written.
    this.#last = appended;
    appended.catch(() => {});
    return appended;
  }

  /** Ends the iterations over this log. */
  close(): void {
    this.#isClosed = true;
    this.#notify();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<JournalEntry> {
    for (let index = 0; ; index += 1) {
      while (index >= this.#entries.length) {
        if (this.#isClosed) return;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      // A copy: the run and its receipt are made from the entries.
      yield structuredClone(this.#entries[index] as JournalEntry);
    }
  }

  #notify(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
