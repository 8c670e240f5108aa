import { AccessError } from '../access-error.ts';
import type { Change, ChangeResult } from '../changes/changes.ts';
import type { Door, Reason, Residual } from '../doors/door.ts';
import type { Plan } from '../offboarding/plan.ts';
import type { Phase } from '../offboarding/planned-steps.ts';
import type { FinalState, RunState, StuckCause } from '../offboarding/states.ts';
import { canonicalJson, sha256 } from './hash.ts';

/** What happened in a run. */
export type JournalEvent =
  | {
      readonly type: 'run_started';
      readonly run_id: string;
      /** Who asked for it. */
      readonly actor: string;
      readonly reason: string;
      readonly plan: Plan;
      /** The codes of the person's access grants: each is read by its id when no access grant shows it any more. */
      readonly access_code_ids?: readonly string[];
    }
  | { readonly type: 'state_changed'; readonly state: RunState }
  /** Written before the change is sent. */
  | {
      readonly type: 'step_started';
      readonly step_id: string;
      readonly phase: Phase;
      readonly change: Change;
    }
  | ({ readonly type: 'step_finished'; readonly step_id: string } & ChangeResult)
  /** A verifying read: the doors that are open, and why. */
  | {
      readonly type: 'access_read';
      /** Whether nothing is left to close, and nothing pending. */
      readonly is_closed: boolean;
      readonly open: readonly { readonly door: Door; readonly via: readonly Reason['via'][] }[];
      /** The ways in that nothing removes through Seam. */
      readonly irrevocable: readonly Residual[];
      readonly user_identity_exists: boolean;
      /** The codes of the person's access grants. */
      readonly access_code_ids?: readonly string[];
      /** The ACS users of the person: whether each is linked to the user identity, and whether it can open nothing. */
      readonly acs_users: readonly {
        readonly acs_user_id: string;
        readonly acs_system_id: string;
        readonly is_linked: boolean;
        readonly is_clear: boolean;
      }[];
    }
  /** A verifying read that failed; it is repeated. */
  | {
      readonly type: 'read_failed';
      /** Seam's error type, or the class of the error. */
      readonly error: string;
    }
  | {
      readonly type: 'run_finished';
      readonly state: FinalState;
      readonly residual: readonly Residual[];
      /** Why the run is `stuck`. */
      readonly cause?: StuckCause | undefined;
    };

/** An entry of a run's journal. Each contains the hash of the one before it. */
export type JournalEntry = JournalEvent & {
  /** From 0, without gaps. */
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly previous_hash: string;
  readonly hash: string;
};

export type RunStarted = Extract<JournalEvent, { type: 'run_started' }>;

/** Writes the entries of one run. */
export interface JournalWriter {
  /** The entries of the run when it was opened. */
  readonly entries: readonly JournalEntry[];
  /**
   * Appends an entry, which is durable when it resolves.
   * @throws AccessError `run_taken_over` when another writer has continued the run; `run_finished` after its end
   */
  append(event: JournalEvent, at: Date): Promise<JournalEntry>;
}

/**
 * Where runs are recorded. Several processes may use one journal: a run has one writer at a time, and a person has one open
 * run at a time.
 */
export interface Journal {
  /**
   * Begins a run with its first entry.
   * @throws AccessError `run_taken_over` when the person has an open run
   */
  start(event: RunStarted, at: Date): Promise<JournalWriter>;
  /** Opens a run to continue it, or to read it; `undefined` for an unknown one. */
  open(run_id: string): Promise<JournalWriter | undefined>;
  /** The id of the run of a user identity that has not ended. */
  openRunOf(user_identity_id: string): Promise<string | undefined>;
}

/** The hash of an entry: of everything in it but the hash itself. */
export const hashEntry = ({ hash: _, ...entry }: Omit<JournalEntry, 'hash'> & { hash?: string }): string =>
  sha256(canonicalJson(entry));

/**
 * The entry that follows the last one of a run.
 * @throws AccessError `run_finished` after the end of the run
 */
export const nextEntry = (last: JournalEntry | undefined, event: JournalEvent, at: Date): JournalEntry => {
  if (last?.type === 'run_finished')
    throw new AccessError('run_finished', 'The run has ended, so nothing can be added to it.');
  const entry = {
    ...event,
    seq: last === undefined ? 0 : last.seq + 1,
    at: at.toISOString(),
    previous_hash: last?.hash ?? '',
  };
  return { ...entry, hash: hashEntry(entry) };
};
