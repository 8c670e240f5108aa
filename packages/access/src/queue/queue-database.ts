import type { Queryable, Rows } from './queryable.ts';

/** How pg-boss runs its statements. */
export interface BossDatabase {
  executeSql(text: string, values?: unknown[]): Promise<Rows>;
}

/** A database as the queue uses it. */
export interface QueueDatabase extends Queryable {
  readonly backend: 'postgres' | 'pglite';
  /** What the caller passed: the same for all queues on it. */
  readonly identity: object;
  /** Runs `work` in one transaction, which is rolled back when it rejects. */
  transaction<TResult>(work: (transaction: Queryable) => Promise<TResult>): Promise<TResult>;
  /** Runs `work` while no other process runs it for the same name. */
  exclusive<TResult>(name: string, work: () => Promise<TResult>): Promise<TResult>;
  /** For pg-boss: statements outside of a transaction. */
  readonly boss: BossDatabase & { setSessionStatements?(statements: string[]): Promise<void> };
  /** Closes what the queue opened itself. */
  close(): Promise<void>;
}

/** The statements of a transaction, for pg-boss. */
export const bossTransaction = ({ query }: Queryable): BossDatabase => ({
  executeSql: (text, values) => query(text, values),
});
