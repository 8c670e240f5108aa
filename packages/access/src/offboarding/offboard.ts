import type { Seam } from '@org/seam-core';
import { randomUUID } from 'node:crypto';
import { AccessError } from '../access-error.ts';
import { readFacts, type ReadOptions } from '../doors/read-facts.ts';
import type { Journal, JournalEntry } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory.ts';
import { RunLog } from '../journal/run-log.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { type Receipt, receiptOf, type SigningKey } from '../receipt/receipt.ts';
import { advance, cancel } from './advance.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Plan, type PlanChoices, planFrom } from './plan.ts';
import type { Run } from './run.ts';

/** How a run is carried out. */
export interface RunOptions extends ReadOptions {
  /**
   * How long every door must have been closed before a second read confirms it, in milliseconds.
   * @default 5000
   */
  readonly settle?: number | undefined;
  /**
   * How long doors may stay open after the changes before the run ends as `stuck`, in milliseconds.
   * @default 300000
   */
  readonly deadline?: number | undefined;
  /** Signs the receipt. */
  readonly signingKey?: SigningKey | undefined;
  /** @default the time of this machine */
  readonly clock?: Clock | undefined;
}

export interface OffboardOptions extends RunOptions, PlanChoices {
  /** Who asks for it. It is part of the receipt. */
  readonly actor: string;
  /** Why. It is part of the receipt. */
  readonly reason: string;
  /** The plan to carry out, with its choices. Without one, the plan is made now. */
  readonly plan?: Plan | undefined;
  /**
   * Where the run is recorded. A run of the person that has not finished is continued with the plan it has.
   * @default a journal in memory
   */
  readonly journal?: Journal | undefined;
}

/** A run: iterate over it to follow its progress, or await its receipt. */
export interface OffboardingRun extends AsyncIterable<JournalEntry> {
  /** The receipt, when the run has ended. Rejects with the error that interrupted it. */
  readonly result: Promise<Receipt>;
}

interface Opened {
  readonly log: RunLog;
  readonly plan: Plan;
}

const reopen = async (journal: Journal, run_id: string, now: () => Date): Promise<Opened> => {
  const writer = await journal.open(run_id);
  const [first] = writer?.entries ?? [];
  if (!writer || first?.type !== 'run_started')
    throw new AccessError('run_not_found', `The journal has no run ${JSON.stringify(run_id)}.`);
  return { log: new RunLog(writer, now), plan: first.plan };
};

/** The journal's open run of the person, or a new one with its plan recorded. */
const open = async (seam: Seam, person: Person, options: OffboardOptions): Promise<Opened> => {
  const { journal = createMemoryJournal(), clock = systemClock, plan: wanted, actor, reason } = options;
  const now = () => clock.now();
  const outdated = () =>
    new AccessError(
      'plan_outdated',
      'The access of the person has changed since the plan was made. Make a new plan.',
    );
  const identity = await findPerson(seam, person, { signal: options.signal });
  const existing = await journal.openRunOf(identity.user_identity_id);
  if (existing !== undefined) {
    const opened = await reopen(journal, existing, now);
    if (wanted && wanted.hash !== opened.plan.hash) throw outdated();
    return opened;
  }
  const plan = planFrom(await readFacts(seam, identity, options), wanted?.choices ?? options);
  if (wanted && wanted.hash !== plan.hash) throw outdated();
  const run_id = randomUUID();
  const writer = await journal.start({ type: 'run_started', run_id, actor, reason, plan }, now());
  return { log: new RunLog(writer, now), plan };
};

/** Advances a run until it has ended. */
const carryOut = async (run: Run): Promise<void> => {
  const { clock, signal } = run;
  try {
    for (let next = await advance(run); !next.ended; next = await advance(run))
      await clock.wait(next.wait, signal);
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    await cancel(run);
  }
};

const start = (seam: Seam, opening: Promise<Opened>, options: RunOptions): OffboardingRun => {
  const {
    clock = systemClock,
    signal,
    concurrency = 4,
    settle = 5000,
    deadline = 300_000,
    signingKey,
  } = options;
  const work = async (): Promise<Receipt> => {
    const { log, plan } = await opening;
    const run = { seam, log, plan, clock, signal, concurrency, settle, deadline };
    try {
      await carryOut(run);
    } finally {
      log.close();
    }
    return receiptOf(log.entries, signingKey) as Receipt;
  };
  const result = work();
  // A caller that only iterates receives the error there.
  result.catch(() => {});
  return {
    result,
    async *[Symbol.asyncIterator]() {
      const { log } = await opening;
      yield* log;
      await result;
    },
  };
};

/**
 * Offboards a person: contains the access, revokes it, reads back until every door is closed, unlinks the ACS users, and
 * deletes the user identity where asked. Called twice, it continues or finishes what is left. It never ends as `complete`
 * while a door is open.
 *
 * @example
 * const run = offboard(seam, 'ada@example.com', { actor: 'hr@example.com', reason: 'left the company' });
 * for await (const entry of run) console.log(entry.type);
 * const { state, residual } = await run.result;
 *
 * @throws AccessError (as the rejection of `result`) when no person or several match, when the plan is outdated, or when
 * another process has continued the run
 */
export const offboard = (seam: Seam, person: Person, options: OffboardOptions): OffboardingRun =>
  start(seam, open(seam, person, options), options);

/**
 * Continues a run that a process left behind, also when the user identity is deleted already. A finished run returns its
 * receipt.
 */
export const continueOffboarding = (
  seam: Seam,
  run_id: string,
  options: RunOptions & { readonly journal: Journal },
): OffboardingRun => {
  const { journal, clock = systemClock } = options;
  return start(
    seam,
    reopen(journal, run_id, () => clock.now()),
    options,
  );
};
