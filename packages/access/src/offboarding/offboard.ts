import type { Seam } from '@org/seam-core';
import { randomUUID } from 'node:crypto';
import { AccessError } from '../access-error.ts';
import { readFacts } from '../doors/read-facts.ts';
import { codeIdsOf } from '../doors/read-grants.ts';
import { checkJournal } from '../journal/check-chain.ts';
import type { Journal, JournalEntry } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory.ts';
import { RunLog } from '../journal/run-log.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { type Receipt, receiptOf } from '../receipt/receipt.ts';
import { systemClock } from './clock.ts';
import { cancelRun, finishRun } from './finish-run.ts';
import { notifyHooks } from './hooks.ts';
import { nextStep } from './next-step.ts';
import {
  checkContinueOptions,
  checkOffboardOptions,
  type OffboardOptions,
  runDefaults,
  type RunOptions,
} from './options.ts';
import { isPlanIntact, type Plan, planFrom } from './plan.ts';
import { withDefaults } from './plan-choices.ts';
import type { Run } from './run.ts';
import { sendChanges } from './send-changes.ts';

/** A run: iterate over it to follow its progress, or await its receipt. */
export interface OffboardingRun extends AsyncIterable<JournalEntry> {
  /** The receipt, when the run has ended. Rejects with the error that interrupted it. */
  readonly result: Promise<Receipt>;
}

interface Opened {
  readonly log: RunLog;
  readonly plan: Plan;
}

const reopen = async (
  run_id: string,
  { journal, clock = systemClock, hooks }: RunOptions & { readonly journal: Journal },
): Promise<Opened> => {
  const writer = await journal.open(run_id);
  const [first] = writer?.entries ?? [];
  if (!writer || first?.type !== 'run_started')
    throw new AccessError('run_not_found', `The journal has no run ${JSON.stringify(run_id)}.`);
  checkJournal(writer.entries);
  return { log: new RunLog(writer, () => clock.now(), hooks), plan: first.plan };
};

/** @throws AccessError when the plan is not the one that was made, or not of this person */
export const checkPlan = (wanted: Plan, user_identity_id: string): void => {
  if (!isPlanIntact(wanted))
    throw new AccessError(
      'plan_invalid',
      'The plan was changed after it was made: its hash does not match its content. Make a new plan.',
    );
  if (wanted.user_identity_id !== user_identity_id)
    throw new AccessError(
      'plan_invalid',
      `The plan is for the user identity ${wanted.user_identity_id}, not for ${user_identity_id}.`,
    );
};

const outdated = (): AccessError =>
  new AccessError(
    'plan_outdated',
    'The access of the person has changed since the plan was made. Make a new plan.',
  );

/** The journal's open run of the person, or a new one with its plan recorded. */
const open = async (seam: Seam, person: Person, options: OffboardOptions): Promise<Opened> => {
  const { journal = createMemoryJournal(), clock = systemClock, plan: wanted, hooks } = options;
  const { actor, reason, signal, concurrency } = options;
  // The caller may use the options of one person for the next: they are read before anything is awaited.
  const choices = withDefaults(wanted?.choices ?? options);
  const identity = await findPerson(seam, person, { signal });
  const { user_identity_id } = identity;
  if (wanted) checkPlan(wanted, user_identity_id);

  const continueRun = async (run_id: string): Promise<Opened> => {
    const opened = await reopen(run_id, { journal, clock, hooks });
    if (wanted && wanted.hash !== opened.plan.hash) throw outdated();
    return opened;
  };
  const existing = await journal.openRunOf(user_identity_id);
  if (existing !== undefined) return await continueRun(existing);
  const facts = await readFacts(seam, identity, { signal, concurrency, clock });
  const plan = planFrom(facts, choices);
  if (wanted && wanted.hash !== plan.hash) throw outdated();

  const access_code_ids = codeIdsOf(facts.access_grants);
  const event = { type: 'run_started', run_id: randomUUID(), actor, reason, plan, access_code_ids } as const;
  try {
    const writer = await journal.start(event, clock.now());
    const log = new RunLog(writer, () => clock.now(), hooks);
    if (hooks && log.entries[0]) notifyHooks(hooks, log.entries[0], log);
    return { log, plan };
  } catch (error) {
    // Somebody else has started a run of the person since the journal was read.
    const other = await journal.openRunOf(user_identity_id);
    if (!(error instanceof AccessError && error.code === 'run_taken_over') || other === undefined)
      throw error;
    return await continueRun(other);
  }
};

/** Carries out a run: one step after the other, until it ends. An abort cancels it between two steps. */
const carryOut = async (run: Run): Promise<void> => {
  const { clock, signal } = run;
  try {
    for (;;) {
      const step = await nextStep(run);
      if (step.kind === 'end') return await finishRun(run, step);
      signal?.throwIfAborted();
      if (step.kind === 'send') await sendChanges(run, step);
      else await clock.wait(step.ms, signal);
      signal?.throwIfAborted();
    }
  } catch (error) {
    // A run that another process continues, or whose journal fails, is not ours to end.
    const isAbort = signal?.aborted === true && (error === signal.reason || !(error instanceof AccessError));
    if (!isAbort) throw error;
    return await cancelRun(run);
  }
};

const start = (seam: Seam, opening: Promise<Opened>, options: RunOptions): OffboardingRun => {
  const { clock = systemClock, signal, signingKey } = options;
  const {
    settle = runDefaults.settle,
    deadline = runDefaults.deadline,
    concurrency = runDefaults.concurrency,
  } = options;
  const work = async (): Promise<Receipt> => {
    const { log, plan } = await opening;
    try {
      const clients = { seam, client: seam, clientClock: clock };
      await carryOut({ ...clients, log, plan, clock, signal, concurrency, settle, deadline });
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
 * while a door is open. Failed changes, doors that stay open and a deadline that passed are results: see the receipt.
 *
 * @example
 * const run = offboard(seam, 'ada@example.com', { actor: 'hr@example.com', reason: 'left the company' });
 * for await (const entry of run) console.log(entry.type);
 * const { state, residual } = await run.result;
 *
 * @param person a user identity's id, key, email address or phone number
 * @throws AccessError `invalid_option` at once. As the rejection of `result`: an AccessError when no person or several match,
 * when the plan is outdated or was tampered with, when the journal was tampered with, when another process has continued the
 * run, or when Seam does not accept the credential; a SeamError when the person cannot be read.
 */
export const offboard = (seam: Seam, person: Person, options: OffboardOptions): OffboardingRun => {
  checkOffboardOptions('offboard', options);
  return start(seam, open(seam, person, options), options);
};

/**
 * Continues a run that a process left behind, also when the user identity is deleted already. A finished run returns its
 * receipt.
 *
 * @throws AccessError `invalid_option` at once; `run_not_found` or `journal_invalid` as the rejection of `result`
 */
export const continueOffboarding = (
  seam: Seam,
  run_id: string,
  options: RunOptions & { readonly journal: Journal },
): OffboardingRun => {
  checkContinueOptions('continueOffboarding', options);
  return start(seam, reopen(run_id, options), options);
};
