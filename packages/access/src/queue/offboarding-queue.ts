import type { Person } from '../person/find-person.ts';
import type { AddOptions, RunsFilter } from './options.ts';
import type { QueuedRun, QueuedRunSummary, QueueStatus } from './queued-run.ts';

/** A run that was added, or the live one of the person, which is continued. */
export interface AddedRun {
  readonly run_id: string;
  readonly user_identity_id: string;
  readonly isNew: boolean;
}

/** What became of one person of many: a run, or the error why there is none. */
export type AddedPerson = { readonly person: Person } & (
  (AddedRun & { readonly error?: undefined }) | { readonly error: unknown }
);

/** Offboards many people, across processes and crashes. */
export interface OffboardingQueue extends AsyncDisposable {
  /**
   * Adds a run for a person, whom it finds first. A live run of the person is continued instead: it reads once more before it
   * ends, is retried when it is one of `deadLetters`, and becomes urgent with `priority: 'urgent'`. It keeps its own choices,
   * actor and reason, whatever is passed here.
   * @throws AccessError `person_not_found`, `person_ambiguous`, `invalid_person`, `invalid_option`; `plan_invalid`;
   * `plan_outdated` when the person has a live run without this plan; `run_finished` while it is being cancelled
   */
  add(person: Person, options: AddOptions): Promise<AddedRun>;
  /**
   * Adds runs for many people, a few at a time. Yields a result for each person, in their order; a person that is not found
   * does not end the iteration.
   * @throws AccessError `invalid_option`, also for a text instead of a list
   */
  addMany(
    people: Iterable<Person> | AsyncIterable<Person>,
    options: Omit<AddOptions, 'plan'>,
  ): AsyncIterable<AddedPerson>;
  /** Works on the runs in this process, until `stop`. */
  start(): Promise<void>;
  /**
   * Takes no job any more, waits for those in progress, and closes the queue. After the deadline, what is in progress is
   * put back, so that another process continues it at once. Connections of a connection string are closed.
   *
   * @param options.deadline in milliseconds; 30000 by default
   */
  stop(options?: { readonly deadline?: number | undefined }): Promise<void>;
  status(): Promise<QueueStatus>;
  /** A run with its entries; `undefined` for an unknown one. */
  run(run_id: string): Promise<QueuedRun | undefined>;
  /** Lists runs, the newest first. */
  runs(filter?: RunsFilter): Promise<readonly QueuedRunSummary[]>;
  /**
   * Ends a run as `cancelled` before its next step. A worker does it; a run that has ended stays as it is.
   * @throws AccessError `run_not_found`
   */
  cancel(run_id: string): Promise<void>;
  /** Stops all workers from sending: changes at once, reads of other processes within a second. It lasts until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Runs that do not continue by themselves, with the cause. */
  deadLetters(filter?: Pick<RunsFilter, 'limit' | 'after'>): Promise<readonly QueuedRunSummary[]>;
  /**
   * Continues a run of `deadLetters`.
   * @throws AccessError `run_not_found`
   */
  retry(run_id: string): Promise<void>;
  /**
   * Reads again what is left of the runs that a webhook event concerns, instead of waiting. Optional: without events, or
   * with lost ones, runs end a little later.
   */
  wake(event: object): Promise<void>;
}
