import { planOffboarding, type Plan, type PlanChoices, type Receipt } from '@org/seam-access';
import {
  createOffboardingQueue,
  type EmbeddedDatabase,
  type QueuedRun,
  type QueuedRunSummary,
} from '@org/seam-access/queue';
import type { Seam } from '@org/seam-core';
import { isFinal, type RunSummary, type RunView, type Update } from '../../access.ts';
import type { History } from './history.ts';

/** A run to start. */
interface OffboardingRequest {
  readonly user_identity_id: string;
  readonly actor: string;
  readonly reason: string;
  /** The plan to carry out. The run does not begin when the person's access has changed. */
  readonly plan: Plan;
}

/** A run and its receipt, once it has ended. */
export interface FoundRun {
  readonly view: RunView;
  readonly receipt?: Receipt | undefined;
}

/** Runs that offboard people. They are durable: a run that was interrupted continues when the server starts again. */
export interface Offboardings extends AsyncDisposable {
  readonly plan: (user_identity_id: string, choices: PlanChoices) => Promise<Plan>;
  /** Starts a run, or returns the run of the person that has not ended. */
  readonly start: (request: OffboardingRequest) => Promise<{ readonly run_id: string }>;
  readonly find: (run_id: string) => Promise<FoundRun | undefined>;
  readonly ofPerson: (user_identity_id: string) => Promise<readonly RunSummary[]>;
  /** Ends a run before its next step. What it has closed stays closed. */
  readonly cancel: (run_id: string) => Promise<void>;
  /** Continues a run that has a problem. */
  readonly retry: (run_id: string) => Promise<void>;
  /** Reads again what a Seam event is about, instead of waiting. */
  readonly wake: (event: object) => Promise<void>;
}

export interface OffboardingsOptions {
  readonly seam: Seam;
  readonly database: EmbeddedDatabase;
  readonly history: History;
  /** Called when a run has changed. */
  readonly onUpdate: (update: Update) => void;
  readonly onError: (error: unknown) => void;
  /** How long every door must stay closed before a second read confirms it, in milliseconds. */
  readonly settle: number;
}

const summaryOf = ({ run_id, user_identity_id, state, created_at }: QueuedRunSummary): RunSummary => ({
  run_id,
  user_identity_id,
  state,
  started_at: created_at,
});

const presentRun = (run: QueuedRun): FoundRun => ({
  view: {
    ...summaryOf(run),
    name: run.person ?? 'Person without a name',
    actor: run.actor,
    reason: run.reason,
    entries: run.entries,
    isCancelling: run.isCancelling,
    problem: run.deadLetter?.message,
    receipt_hash: run.receipt?.hash,
  },
  receipt: run.receipt,
});

/** Opens the queue and works on it in this process. Runs that a restart interrupted continue. */
export const openOffboardings = async ({
  seam,
  database,
  history,
  onUpdate,
  onError,
  settle,
}: OffboardingsOptions): Promise<Offboardings> => {
  const people = new Map<string, string>();
  const notify = (run_id: string) => onUpdate({ run_id, user_identity_id: people.get(run_id) });

  /** Records that a run has started, and has ended. What is recorded already stays as it is. */
  const record = async (run: QueuedRunSummary): Promise<void> => {
    const { run_id, user_identity_id, actor, reason, state, created_at, finished_at } = run;
    people.set(run_id, user_identity_id);
    const facts = { run_id, user_identity_id, actor, reason };
    await history.writeRun({ ...facts, at: created_at, state: 'started' });
    if (finished_at !== null && isFinal(state)) await history.writeRun({ ...facts, at: finished_at, state });
    notify(run_id);
  };
  const recordEnd = async (run_id: string): Promise<void> => {
    try {
      const run = await queue.run(run_id);
      if (run) await record(run);
    } catch (error) {
      onError(error);
    }
  };

  const queue = await createOffboardingQueue({
    database,
    seam,
    settle,
    onError,
    hooks: {
      onState: ({ run_id }) => notify(run_id),
      onStepStart: ({ run_id }) => notify(run_id),
      onStepEnd: ({ run_id }) => notify(run_id),
      onEnd: ({ run_id }) => void recordEnd(run_id),
    },
  });
  // What a kill left unrecorded.
  for (const run of await queue.runs({ limit: 100 })) await record(run);
  await queue.start();

  return {
    plan: (user_identity_id, choices) => planOffboarding(seam, { user_identity_id }, choices),
    start: async ({ user_identity_id, actor, reason, plan }) => {
      const { run_id } = await queue.add({ user_identity_id }, { actor, reason, plan });
      const run = await queue.run(run_id);
      if (run) await record(run);
      return { run_id };
    },
    find: async (run_id) => {
      const run = await queue.run(run_id);
      return run && presentRun(run);
    },
    ofPerson: async (user_identity_id) => (await queue.runs({ user_identity_id, limit: 20 })).map(summaryOf),
    cancel: async (run_id) => {
      await queue.cancel(run_id);
      notify(run_id);
    },
    retry: async (run_id) => {
      await queue.retry(run_id);
      notify(run_id);
    },
    wake: (event) => queue.wake(event),
    [Symbol.asyncDispose]: () => queue.stop({ deadline: 5000 }),
  };
};
