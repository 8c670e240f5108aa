import type { Seam } from '@org/seam-core';
import { describeValue, type OptionRules, rules } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { checkAccessOptions, secret } from '../check-options.ts';
import type { Clock } from '../offboarding/clock.ts';
import type { OffboardHooks } from '../offboarding/hooks.ts';
import { label, type OffboardOptions, type RunOptions, runRules } from '../offboarding/options.ts';
import type { Plan } from '../offboarding/plan.ts';
import { choiceRules, type PlanChoices } from '../offboarding/plan-choices.ts';
import { type DatabaseOption, isDatabaseOption } from './database.ts';
import { type QueuedState, queuedStates } from './queued-run.ts';

/** Options of an offboarding queue. Pass the same ones in every process that uses one database. */
export interface OffboardingQueueOptions extends Pick<RunOptions, 'deadline' | 'signingKey'> {
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
   * For tests: the same in every process.
   * @default the time of the database
   */
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
export interface AddOptions extends PlanChoices, Pick<OffboardOptions, 'actor' | 'reason'> {
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

/** Ten years, in milliseconds: the delays are in the database. */
const longest = 10 * 365 * 24 * 3_600_000;

const queueRules: OptionRules<OffboardingQueueOptions> = {
  database: secret({
    expected:
      'a connection string (postgres://…), a Pool of pg, { folder } or the result of openEmbeddedDatabase',
    accepts: isDatabaseOption,
  }),
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
  state: rules.oneOf(...queuedStates),
  limit: rules.count(1, 1000),
  after: rules.type('string'),
};

/** @throws AccessError `invalid_option` */
export const checkRunsFilter = (owner: string, filter: RunsFilter): void =>
  checkAccessOptions(owner, filter, filterRules);

/** @throws AccessError `invalid_option` */
export const checkStopOptions = (options: { readonly deadline?: number | undefined }): void =>
  checkAccessOptions('stop', options, { deadline: rules.milliseconds(0) });

const isIterable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);

/** @throws AccessError `invalid_option` */
export const checkAddManyOptions = (
  owner: string,
  people: unknown,
  options: Omit<AddOptions, 'plan'>,
): void => {
  // A text is an iterable, too: of its characters, each of which could be the key of somebody.
  if (!isIterable(people))
    throw new AccessError(
      'invalid_option',
      `${owner}: people must be an iterable of people, such as a list; got ${describeValue(people)}.`,
    );
  const { plan: _, ...known } = addRules;
  checkAccessOptions(owner, options, known);
  required(owner, options, ['actor', 'reason']);
};

/** @throws AccessError `invalid_option` */
export const checkAddOptions = (owner: string, options: AddOptions): void => {
  checkAccessOptions(owner, options, addRules);
  required(owner, options, ['actor', 'reason']);
};
