import type { Seam } from '@org/seam-core';
import { type OptionRule, type OptionRules, rules } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { checkAccessOptions } from '../check-options.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { Clock } from '../offboarding/clock.ts';
import type { OffboardHooks } from '../offboarding/hooks.ts';
import { runRules } from '../offboarding/options.ts';
import type { Plan } from '../offboarding/plan.ts';
import { choiceRules, type PlanChoices } from '../offboarding/plan-choices.ts';
import { type RunState, runStates } from '../offboarding/states.ts';
import type { Person } from '../person/find-person.ts';
import type { Receipt } from '../receipt/receipt.ts';
import type { SigningKey } from '../receipt/signature.ts';
import { type DatabaseOption, isDatabaseOption } from './database.ts';

/** Options of an offboarding queue. Pass the same ones in every process that uses one database. */
export interface OffboardingQueueOptions {
  /**
   * Where runs are kept: a connection string (`postgres://…`), a `Pool` of the package `pg` with at least two connections,
   * `{ folder }` for an embedded database that only this process uses, or the result of `openEmbeddedDatabase`.
   */
  readonly database: DatabaseOption;
  /** The client that sends the requests. */
  readonly seam: Seam;
  /**
   * The schema of the tables in the database, created when it does not exist. pg-boss uses `<schema>_jobs`.
   * @default 'seam_access'
   */
  readonly schema?: string | undefined;
  /**
   * How many jobs this process carries out at a time.
   * @default 8
   */
  readonly concurrency?: number | undefined;
  /**
   * How many changes are sent to one access system at a time, by all processes together.
   * @default 4
   */
  readonly perSystem?: number | undefined;
  /**
   * How long every door must have been closed before a second read confirms it, in milliseconds.
   * @default 5000
   */
  readonly settle?: number | undefined;
  /**
   * How long doors may stay open after the changes before a run ends as `stuck`, in milliseconds.
   * @default 300000
   */
  readonly deadline?: number | undefined;
  /** Signs the receipts. */
  readonly signingKey?: SigningKey | undefined;
  /** @default the time of this machine */
  readonly clock?: Clock | undefined;
  /** Functions for metrics and traces, called in the process that does the work. */
  readonly hooks?: OffboardHooks | undefined;
  /**
   * Called with errors that no caller receives, such as a lost connection to the database. The work continues.
   * @default errors are dropped
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** What a person is offboarded with. */
export interface AddOptions extends PlanChoices {
  /** Who asks for it. It is part of the receipt. */
  readonly actor: string;
  /** Why. It is part of the receipt. */
  readonly reason: string;
  /**
   * The plan to carry out, with its choices. The run fails when the access has changed since. It is refused for a person whose
   * live run does not carry out this plan.
   */
  readonly plan?: Plan | undefined;
  /**
   * `urgent` runs go ahead of all others.
   * @default 'normal'
   */
  readonly priority?: 'normal' | 'urgent' | undefined;
}

/** A run that was added, or the live one that the person had already. */
export interface AddedRun {
  readonly run_id: string;
  readonly user_identity_id: string;
  readonly isNew: boolean;
}

/** What became of one person of many: a run, or the error why there is none. */
export type AddedPerson = { readonly person: Person } & (
  (AddedRun & { readonly error?: undefined }) | { readonly error: unknown }
);

/** The state of a run in the queue. `queued`: no worker has begun it. */
export type QueuedState = 'queued' | RunState;

/** Why a run does not continue by itself. */
export interface DeadLetter {
  /** Seam's error type, the code of an AccessError, or the class of the error. */
  readonly code: string;
  readonly message: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A run in the queue, without its entries. */
export interface QueuedRunSummary {
  readonly run_id: string;
  readonly user_identity_id: string;
  /** A name of the person to show: the full name, email address or key when the run was added. */
  readonly person: string | null;
  readonly state: QueuedState;
  readonly actor: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly finished_at: string | null;
  /** Whether cancelling was requested. */
  readonly isCancelling: boolean;
  readonly deadLetter?: DeadLetter;
}

/** A run in the queue. */
export interface QueuedRun extends QueuedRunSummary {
  readonly entries: readonly JournalEntry[];
  /** The receipt of a run that has ended. */
  readonly receipt?: Receipt;
}

/** How many runs there are in which state, and how fast they finish. */
export interface QueueStatus {
  readonly isPaused: boolean;
  readonly total: number;
  readonly finished: number;
  readonly byState: Readonly<Record<QueuedState, number>>;
  /** Runs that do not continue by themselves. */
  readonly deadLetters: number;
  /** Runs that finished per second, over the last minute. */
  readonly perSecond: number;
  /** The time until all runs have finished at this rate, in milliseconds; `null` while none finishes. */
  readonly remainingMs: number | null;
}

/** Which runs to list. */
export interface RunsFilter {
  readonly user_identity_id?: string | undefined;
  readonly state?: QueuedState | undefined;
  /**
   * At most this many runs, up to 1000.
   * @default 100
   */
  readonly limit?: number | undefined;
  /** The `run_id` of the last run of the page before. The newest runs are listed first. */
  readonly after?: string | undefined;
}

/** Offboards many people, across processes and crashes. */
export interface OffboardingQueue extends AsyncDisposable {
  /**
   * Adds a run for a person, whom it finds first. A live run of the person is returned instead of a new one; with
   * `priority: 'urgent'` it becomes urgent. It keeps its own choices, actor and reason, whatever is passed here.
   * @throws AccessError `person_not_found`, `person_ambiguous`, `invalid_person`, `invalid_option`; `plan_invalid`;
   * `plan_outdated` when the person has a live run without this plan
   */
  add(person: Person, options: AddOptions): Promise<AddedRun>;
  /**
   * Adds runs for many people, a few at a time. Yields a result for each person, in their order; a person that is not found
   * does not end the iteration.
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

/** Ten years, in milliseconds: the delays are in the database. */
const longest = 10 * 365 * 24 * 3_600_000;

/** A text of the receipt. */
const label: OptionRule = {
  expected: 'a text of 1 to 1000 characters',
  accepts: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 1000,
};

const queueRules: OptionRules<OffboardingQueueOptions> = {
  database: {
    expected:
      'a connection string (postgres://…), a Pool of pg, { folder } or the result of openEmbeddedDatabase',
    accepts: isDatabaseOption,
  },
  seam: rules.type('object'),
  schema: rules.type('string'),
  concurrency: rules.count(1, 1000),
  perSystem: rules.count(1, 1000),
  settle: rules.milliseconds(0, longest),
  deadline: rules.milliseconds(1, longest),
  signingKey: runRules.signingKey,
  clock: runRules.clock,
  hooks: runRules.hooks,
  onError: rules.type('function'),
};

const addRules: OptionRules<AddOptions> = {
  ...choiceRules,
  actor: label,
  reason: label,
  plan: rules.type('object'),
  priority: rules.oneOf('normal', 'urgent'),
};

const required = (owner: string, options: object, names: readonly string[]): void => {
  for (const name of names)
    if (Reflect.get(options, name) === undefined)
      throw new AccessError('invalid_option', `${owner}: ${name} is required.`);
};

/** @throws AccessError `invalid_option` */
export const checkQueueOptions = (options: OffboardingQueueOptions): void => {
  checkAccessOptions('createOffboardingQueue', options, queueRules);
  required('createOffboardingQueue', options, ['database', 'seam']);
};

const filterRules: OptionRules<RunsFilter> = {
  user_identity_id: rules.type('string'),
  state: rules.oneOf('queued', ...runStates),
  limit: rules.count(1, 1000),
  after: rules.type('string'),
};

/** @throws AccessError `invalid_option` */
export const checkRunsFilter = (owner: string, filter: RunsFilter): void =>
  checkAccessOptions(owner, filter, filterRules);

/** @throws AccessError `invalid_option` */
export const checkStopOptions = (options: { readonly deadline?: number | undefined }): void =>
  checkAccessOptions('stop', options, { deadline: rules.milliseconds(0) });

/** @throws AccessError `invalid_option` */
export const checkAddOptions = (owner: string, options: AddOptions): void => {
  checkAccessOptions(owner, options, addRules);
  required(owner, options, ['actor', 'reason']);
};
