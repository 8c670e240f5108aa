/** What the server and the page share about `/api/access`: its endpoints, and what they return. */
import { endpoint } from '@org/seam-core';
import type { ChangePath, Door, JournalEntry, Plan, PlanChoices, RunState } from '@org/seam-access';

/** Why a door opens, with names instead of ids. */
export interface ReasonView {
  readonly via: string;
  /** The name of the access grant, the access group or the credential. */
  readonly name?: string | undefined;
  /** The name of the access system. */
  readonly system?: string | undefined;
  readonly acs_user_id?: string | undefined;
  /** False for direct access to a device that an access grant explains as well. */
  readonly isCertain: boolean;
  /** Present when the reason opens nothing now; `from` is when it begins. */
  readonly latent?: { readonly cause: string; readonly from?: string | undefined } | undefined;
  readonly removal:
    | {
        readonly isPossible: true;
        readonly path: ChangePath;
        /** Whether the removal is requested already. */
        readonly isRequested: boolean;
        /** What the removal waits for: `device_offline`, for example. */
        readonly waitsFor?: string | undefined;
      }
    | { readonly isPossible: false; readonly cause: string; readonly until: string | null };
}

export interface DoorView {
  readonly door: Door;
  readonly reasons: readonly ReasonView[];
}

/** A run without its entries. */
export interface RunSummary {
  readonly run_id: string;
  readonly user_identity_id: string;
  readonly state: RunState | 'queued';
  readonly started_at: string;
}

/** What a person can open and why, and the runs that offboard the person. */
export interface AccessView {
  readonly doors: readonly DoorView[];
  readonly runs: readonly RunSummary[];
}

export interface OpenerView {
  /** Absent for an ACS user without a user identity, and for an access code without a known owner. */
  readonly person?: { readonly user_identity_id: string; readonly name: string } | undefined;
  /** The name of the ACS user or of the code. */
  readonly name?: string | undefined;
  readonly reasons: readonly ReasonView[];
}

/** Who can open a door. */
export interface OpenersView {
  readonly door: Door;
  /** The name of its access system, or the manufacturer of the device. */
  readonly place: string;
  readonly openers: readonly OpenerView[];
}

/** A run with all its entries. */
export interface RunView extends RunSummary {
  readonly name: string;
  readonly actor: string;
  readonly reason: string;
  readonly entries: readonly JournalEntry[];
  /** Whether it ends before its next step. */
  readonly isCancelling: boolean;
  /** Why the run does not continue by itself, when it does not. */
  readonly problem?: string | undefined;
  /** The hash of the receipt; absent until the run has ended. */
  readonly receipt_hash?: string | undefined;
}

/** An entry of a person's history. */
export interface HistoryEntry {
  readonly at: string;
  readonly actor: string;
  /** The endpoint, or `offboarding`. */
  readonly action: string;
  /** The name of the door or the access system, if it is known. */
  readonly object?: string | undefined;
  readonly outcome: string;
  /** The run, for an offboarding. */
  readonly run_id?: string | undefined;
  readonly request_id?: string | undefined;
}

interface PersonParams {
  readonly user_identity_id: string;
}

interface RunParams {
  readonly run_id: string;
}

export interface OffboardParams extends PersonParams {
  /** The plan that was shown. A person whose access has changed since is refused. */
  readonly plan_hash: string;
  readonly choices: PlanChoices;
  readonly reason: string;
  /** The person's name, typed to confirm. */
  readonly confirmed_name: string;
}

const person = { required: { user_identity_id: true } } as const;
const run = { required: { run_id: true } } as const;

/** The endpoints under `/api/access`. */
export const accessEndpoints = {
  person: endpoint<PersonParams, AccessView>('GET', '/person', { ...person, returns: 'access' }),
  door: endpoint<{ readonly device_id?: string; readonly acs_entrance_id?: string }, OpenersView>(
    'GET',
    '/door',
    { variants: [['device_id'], ['acs_entrance_id']], returns: 'openers' },
  ),
  history: endpoint<PersonParams, readonly HistoryEntry[]>('GET', '/history', {
    ...person,
    returns: 'history',
    as: 'list',
  }),
  run: endpoint<RunParams, RunView>('GET', '/run', { ...run, returns: 'run' }),
  plan: endpoint<PersonParams & { readonly choices?: PlanChoices }, Plan>('POST', '/plan', {
    ...person,
    replay: 'safe',
    returns: 'plan',
  }),
  offboard: endpoint<OffboardParams, RunParams>('POST', '/offboard', {
    required: { user_identity_id: true, plan_hash: true, choices: true, reason: true, confirmed_name: true },
    replay: 'idempotent',
    returns: 'run',
  }),
  cancel: endpoint<RunParams, void>('POST', '/cancel', { ...run, replay: 'idempotent' }),
  retry: endpoint<RunParams, void>('POST', '/retry', { ...run, replay: 'idempotent' }),
};

export type AccessEndpoint = keyof typeof accessEndpoints;

/** States in which a run has ended. */
const finalStates: readonly string[] = ['complete', 'complete_with_residual', 'stuck', 'cancelled'];

export const isFinal = (state: RunSummary['state']): state is RunState => finalStates.includes(state);

/** A change that open pages show: they read again what it concerns. */
export interface Update {
  /** The person; absent when the change may concern anybody. */
  readonly user_identity_id?: string | undefined;
  readonly run_id?: string | undefined;
}

export type { Door };
