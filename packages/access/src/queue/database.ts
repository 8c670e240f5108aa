import { AccessError } from '../access-error.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import type { Queryable, Rows } from './queryable.ts';

/** A connection that a pool has lent. A `Client` of `pg` is one. */
export interface PoolClient {
  query(text: string, values?: unknown[]): Promise<Rows>;
  release(error?: Error | boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A pool of connections to Postgres. A `Pool` of `pg` is one. */
export interface Pool {
  query(text: string, values?: unknown[]): Promise<Rows>;
  connect(): Promise<PoolClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
  readonly options?: { readonly max?: number | undefined } | undefined;
}

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

const openPool = async (connectionString: string): Promise<Pool & { end(): Promise<void> }> => {
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw new AccessError('invalid_option', 'A connection string needs the package pg: npm install pg', {
      cause,
    });
  });
  return new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // A server that vanished without closing the connection never responds.
    query_timeout: 60_000,
    keepAlive: true,
  });
};

/**
 * How long a transaction may wait for its process, in milliseconds. A machine that is frozen or cut off in the middle of one
 * holds locks that block the takeover of its jobs.
 */
const idleLimit = 5000;
/** The same while tables are created. */
const exclusiveLimit = 120_000;

/** A pool as the database of a queue. Errors of idle and lent connections go to `onError` instead of ending the process. */
const poolDatabase = (
  pool: Pool,
  onError: (error: unknown) => void,
  end?: () => Promise<void>,
): QueueDatabase => {
  pool.on('error', onError);

  const withClient = async <TResult>(work: (client: PoolClient) => Promise<TResult>): Promise<TResult> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onClientError = (error: Error) => {
      broken = error;
    };
    client.on('error', onClientError);
    try {
      return await work(client);
    } catch (error) {
      // The state of the connection is unknown: it is closed instead of used again.
      broken ??= error as Error;
      throw error;
    } finally {
      client.off('error', onClientError);
      client.release(broken);
    }
  };

  const transactionWithin = async <TResult>(
    limit: number,
    work: (transaction: Queryable) => Promise<TResult>,
  ): Promise<TResult> =>
    await withClient(async (client) => {
      await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${limit}`);
      try {
        const result = await work({ query: (text, values) => client.query(text, values) });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // A connection that is lost is rolled back by the server.
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      }
    });

  return {
    backend: 'postgres',
    identity: pool,
    query: (text, values) => pool.query(text, values),
    transaction: (work) => transactionWithin(idleLimit, work),
    exclusive: (name, work) =>
      transactionWithin(exclusiveLimit, async ({ query }) => {
        await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
        return await work();
      }),
    boss: { executeSql: (text, values) => pool.query(text, values) },
    close: async () => {
      await end?.();
      if (!end) pool.off('error', onError);
    },
  };
};

const isPool = (value: unknown): value is Pool =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'connect') === 'function' &&
  typeof Reflect.get(value, 'query') === 'function';

const isEmbedded = (value: unknown): value is EmbeddedDatabase =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'transaction') === 'function';

/**
 * Where a queue keeps its runs: a connection string of Postgres, a `Pool` of the package `pg`, a folder for an embedded
 * database that only this process uses, or an embedded database that is open already.
 */
export type DatabaseOption = string | Pool | { readonly folder: string } | EmbeddedDatabase;

/** Whether a value may be the option `database`. */
export const isDatabaseOption = (value: unknown): boolean =>
  (typeof value === 'string' && /^postgres(ql)?:\/\//.test(value)) ||
  isPool(value) ||
  isEmbedded(value) ||
  (typeof value === 'object' && value !== null && typeof Reflect.get(value, 'folder') === 'string');

/** Opens the database of a queue. */
export const openDatabase = async (
  option: DatabaseOption,
  onError: (error: unknown) => void,
): Promise<QueueDatabase> => {
  if (typeof option === 'string') {
    const pool = await openPool(option);
    return poolDatabase(pool, onError, () => pool.end());
  }
  if (isEmbedded(option)) return embedded(option);
  if (isPool(option)) {
    if (option.options?.max === 1)
      throw new AccessError(
        'invalid_option',
        'The pool of an offboarding queue needs at least 2 connections; its max is 1.',
      );
    return poolDatabase(option, onError);
  }
  const { openEmbeddedDatabase } = await import('./embedded-database.ts');
  const database = await openEmbeddedDatabase(option.folder);
  return embedded(database, () => database.close());
};

/** What runs alone on an embedded database. */
const turns = new WeakMap<EmbeddedDatabase, Promise<unknown>>();

const inTurn = async <TResult>(
  database: EmbeddedDatabase,
  work: () => Promise<TResult>,
): Promise<TResult> => {
  const turn = (turns.get(database) ?? Promise.resolve()).then(work);
  turns.set(
    database,
    turn.catch(() => {}),
  );
  return await turn;
};

const embedded = (database: EmbeddedDatabase, close = async () => {}): QueueDatabase => ({
  backend: 'pglite',
  identity: database,
  query: (text, values) => database.query(text, values),
  transaction: (work) => database.transaction(work),
  exclusive: (_, work) => inTurn(database, work),
  boss: {
    executeSql: (text, values) => database.query(text, values),
    // There is one session.
    setSessionStatements: async (statements) => {
      for (const statement of statements) await database.query(statement);
    },
  },
  close,
});
