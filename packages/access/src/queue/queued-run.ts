import type { JournalEntry } from '../journal/journal.ts';
import { runStates } from '../offboarding/states.ts';
import type { Receipt } from '../receipt/receipt.ts';

/** The states of a run in the queue, in their order. */
export const queuedStates = ['queued', ...runStates] as const;

/** The state of a run in the queue. `queued`: no worker has begun it. */
export type QueuedState = (typeof queuedStates)[number];

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
