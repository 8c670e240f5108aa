import { AccessError } from '../access-error.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { isPool, openPool, type Pool, poolDatabase } from './postgres-database.ts';
import type { QueueDatabase } from './queue-database.ts';

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
