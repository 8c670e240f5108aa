import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import type { Pool } from './postgres-database.ts';

/** A pool with one connection that records its statements. */
class FakePool extends EventEmitter implements Pool {
  readonly statements: string[] = [];
  readonly released: unknown[] = [];
  readonly client = Object.assign(new EventEmitter(), {
    query: async (text: string) => await this.query(text),
    release: (error?: unknown) => this.released.push(error),
  });
  failing = '';
  options = { max: 10 };

  async query(text: string) {
    this.statements.push(text);
    if (this.failing !== '' && text.includes(this.failing)) throw new Error(`${text} failed`);
    return await Promise.resolve({ rows: [] });
  }

  async connect() {
    return await Promise.resolve(this.client);
  }
}

const setUp = async () => {
  const pool = new FakePool();
  const errors: unknown[] = [];
  return { pool, errors, database: await openDatabase(pool, (error) => errors.push(error)) };
};

describe('a pool as the database', () => {
  it('runs a transaction that the server ends when the process is frozen in it', async () => {
    const { pool, database } = await setUp();
    expect(await database.transaction(async ({ query }) => (await query('work'), 1))).toBe(1);
    expect(pool.statements).toEqual([
      'BEGIN; SET LOCAL idle_in_transaction_session_timeout = 5000',
      'work',
      'COMMIT',
    ]);
    expect(pool.released).toEqual([undefined]);
  });

  it.each(['work', 'COMMIT'])('rolls back and closes the connection when %s fails', async (failing) => {
    const { pool, database } = await setUp();
    pool.failing = failing;
    const transaction = database.transaction(({ query }) => query('work'));
    await expect(transaction).rejects.toThrow(`${failing} failed`);
    expect(pool.statements.at(-1)).toBe('ROLLBACK');
    expect(pool.released).toEqual([expect.objectContaining({ message: `${failing} failed` })]);
  });

  it('closes a connection that is lost while it is lent, and reports those of the pool', async () => {
    const { pool, database, errors } = await setUp();
    await database.transaction(async () => {
      pool.client.emit('error', new Error('reset'));
      await Promise.resolve();
    });
    expect(pool.released).toEqual([expect.objectContaining({ message: 'reset' })]);
    expect(pool.client.listenerCount('error')).toBe(0);
    pool.emit('error', new Error('idle'));
    expect(errors).toEqual([expect.objectContaining({ message: 'idle' })]);
  });

  it('is not closed with the queue', async () => {
    const { pool, database } = await setUp();
    await database.close();
    expect(pool.listenerCount('error')).toBe(0);
  });

  it('needs two connections', async () => {
    const pool = Object.assign(new FakePool(), { options: { max: 1 } });
    await expect(openDatabase(pool, () => {})).rejects.toMatchObject({ code: 'invalid_option' });
  });
});
