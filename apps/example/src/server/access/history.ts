import type { RunState } from '@org/seam-access';
import type { AuditEntry } from '@org/seam-express';
import type { AuditAction, PostgresAuditLog } from '@org/seam-server/postgres';
import type { HistoryEntry } from '../../access.ts';

/** The start or the end of a run. */
interface RunRecord {
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly user_identity_id: string;
  readonly run_id: string;
  /** `started`, or the state in which the run has ended. */
  readonly state: 'started' | RunState;
}

/** Who did what to a person, when, and with which outcome. */
export interface History {
  /** Records a request of the router. */
  readonly write: (entry: AuditEntry) => Promise<void>;
  /** Records the start or the end of a run, once. */
  readonly writeRun: (record: RunRecord) => Promise<void>;
  /** The latest 50 entries of a person, the newest first. Devices are named by their ids. */
  readonly ofPerson: (user_identity_id: string) => Promise<HistoryEntry[]>;
}

const textIn = (params: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined => {
  const value = params?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** An audit entry as the page shows it. */
export const toHistoryEntry = (entry: AuditEntry | AuditAction): HistoryEntry => {
  const { at, actor = 'unknown', params, outcome } = entry;
  if ('action' in entry)
    return {
      at,
      actor,
      action: entry.action,
      outcome: textIn(params, 'state') ?? outcome,
      run_id: textIn(params, 'run_id'),
    };
  const { endpoint, requestId } = entry;
  return { at, actor, action: endpoint, outcome, object: textIn(params, 'device_id'), request_id: requestId };
};

/** The history in an audit log: the changes of the router, and the runs. */
export const createHistory = (log: PostgresAuditLog): History => ({
  write: (entry) => log.write(entry),
  writeRun: ({ at, actor, ...params }) =>
    log.write(
      { at, actor, action: 'offboarding', params, outcome: 'done' },
      { key: `${params.run_id} ${params.state}` },
    ),
  ofPerson: async (user_identity_id) => (await log.list({ user_identity_id, limit: 50 })).map(toHistoryEntry),
});
