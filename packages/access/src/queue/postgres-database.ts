import { AccessError } from '../access-error.ts';
import type { QueueDatabase } from './queue-database.ts';
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

/** Opens a pool for a connection string. */
export const openPool = async (connectionString: string): Promise<Pool & { end(): Promise<void> }> => {
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
export const poolDatabase = (
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

/** Whether a value is a pool. */
export const isPool = (value: unknown): value is Pool =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'connect') === 'function' &&
  typeof Reflect.get(value, 'query') === 'function';
