import { beforeAll, describe, expect, it, vi } from 'vitest';
import { idempotencyStoreContract, webhookStoreContract } from '../../test/store-contract.test-helper.ts';
import type { Database } from './database.ts';
import { createPostgresIdempotencyStore } from './idempotency-store.ts';
import { newSchema, openPglite, passTime } from './pglite.test-helper.ts';
import { createPostgresWebhookStore } from './webhook-store.ts';

beforeAll(openPglite, 120_000);

describe('PGlite', () => {
  let shared: ReturnType<typeof newSchema> | undefined;
  let stores = 0;
  /** A new store in a schema that all share: creating tables is slow. */
  const open = async <TStore>(
    create: (database: Database, options: { schema: string; name: string }) => TStore,
  ) => {
    const { database, schema } = await (shared ??= newSchema());
    const store = create(database, { schema, name: `store ${(stores += 1)}` });
    return { store, pass: (ms: number) => passTime(database, schema, ms) };
  };
  idempotencyStoreContract(() => open(createPostgresIdempotencyStore));
  webhookStoreContract(() => open(createPostgresWebhookStore));
});

describe.each([
  ['createPostgresIdempotencyStore', createPostgresIdempotencyStore, 86_400_000],
  ['createPostgresWebhookStore', createPostgresWebhookStore, 259_200_000],
])('%s', (name, create, keep) => {
  const open = async () => {
    const { database, schema } = await newSchema();
    const counted = { queries: 0 };
    const recorder: Database = {
      query: (text, values) => {
        counted.queries += 1;
        return database.query(text, values);
      },
    };
    const stored = async () => (await database.query(`SELECT key FROM ${schema}.leases`)).rows.length;
    const pass = (ms: number) => passTime(database, schema, ms);
    return { database: recorder, schema, counted, stored, pass };
  };
  const request = { fingerprint: 'f', lease: 60_000 };
  type Store = ReturnType<typeof create>;
  const complete = async (store: Store, key: string) => {
    const lease = await store.acquire(key, request);
    if (lease.state !== 'acquired') throw new Error(lease.state);
    await store.complete(key, lease.token, { status: 200, body: '{}' });
  };

  it.each([{ keep: 0 }, { keep: Infinity }, { name: '' }, { name: 'a\n' }, { schema: 'a b' }, { ttl: 1 }])(
    'rejects the options %j',
    async (options) => {
      const { database } = await open();
      expect(() => create(database, options as object)).toThrow(`${name}: `);
    },
  );

  it('keeps stores with different names apart', async () => {
    const { database, schema } = await open();
    const [one, other] = [
      create(database, { schema, name: 'one' }),
      create(database, { schema, name: 'other' }),
    ];
    await complete(one, 'a');
    expect(await other.acquire('a', request)).toMatchObject({ state: 'acquired' });
    expect(await create(database, { schema, name: 'one' }).acquire('a', request)).toMatchObject({
      state: 'done',
    });
  });

  it('needs one query for each call', async () => {
    const { database, schema, counted } = await open();
    const store = create(database, { schema });
    await complete(store, 'a');
    expect(counted.queries).toBe(2);
  });

  it('has no key in the database that names a caller', async () => {
    const { database, schema } = await open();
    await create(database, { schema }).acquire('CANARY a', request);
    const { rows } = await database.query(`SELECT * FROM ${schema}.leases`);
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });

  it('deletes completed keys after their time, and abandoned leases after the same time', async () => {
    const { database, schema, stored, pass } = await open();
    const store = create(database, { schema });
    await complete(store, 'completed');
    await store.acquire('abandoned', request);
    expect(await store.prune()).toBe(0);
    await pass(keep);
    expect(await store.prune()).toBe(1);
    await pass(60_000);
    expect(await store.prune()).toBe(1);
    expect(await stored()).toBe(0);
  });

  it('deletes old keys of its own only', async () => {
    const { database, schema, stored, pass } = await open();
    await complete(create(database, { schema, name: 'another' }), 'a');
    await pass(keep);
    expect(await create(database, { schema }).prune()).toBe(0);
    expect(await stored()).toBe(1);
  });

  it('deletes old keys while it is used, once a minute and a limited number at a time', async () => {
    const { database, schema, stored } = await open();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const store = create(database, { schema });
    await complete(store, 'template');
    await database.query(
      `INSERT INTO ${schema}.leases (store, key, fingerprint, token, is_done, expires_at)
       SELECT store, n::text, fingerprint, token, true, now() FROM ${schema}.leases, generate_series(1, 1500) AS n`,
    );
    const afterNextCall = async () => {
      await complete(store, `next ${Math.random()}`);
      return stored();
    };
    expect(await afterNextCall()).toBe(1502);
    clock.mockReturnValue(60_000);
    expect(await afterNextCall()).toBe(503);
    expect(await afterNextCall()).toBe(4);
    clock.mockReturnValue(60_001);
    await store.acquire('a', request);
    expect(await stored()).toBe(5);
  });

  it('works when old keys cannot be deleted', async () => {
    const { database, schema } = await open();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const query: Database['query'] = (text, values) =>
      text.includes('deleted') ? Promise.reject(new Error('no rights')) : database.query(text, values);
    const store = create({ query }, { schema });
    clock.mockReturnValue(60_000);
    await complete(store, 'a');
    expect(await store.acquire('a', request)).toMatchObject({ state: 'done' });
    await expect(store.prune()).rejects.toThrow('no rights');
  });

  it.each([
    { code: '40001' },
    { code: '40P01' },
    { code: '57P01' },
    { message: 'Connection terminated unexpectedly' },
  ])('repeats a query that failed with %j, and keeps the lease of the first', async (error) => {
    const { database, schema } = await open();
    let calls = 0;
    const query: Database['query'] = async (text, values) => {
      const result = await database.query(text, values);
      calls += 1;
      if (calls === 1) throw Object.assign(new Error('lost'), error);
      return result;
    };
    expect(await create({ query }, { schema }).acquire('a', request)).toMatchObject({ state: 'acquired' });
    expect(calls).toBe(2);
  });

  it('gives up on a database that is not reachable', async () => {
    const query = vi.fn(() => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })));
    await expect(create({ query }).acquire('a', request)).rejects.toThrow('refused');
    expect(query).toHaveBeenCalledOnce();
  });

  it('says what to do when the tables do not exist', async () => {
    const { database } = await open();
    await expect(create(database, { schema: 'missing' }).acquire('a', request)).rejects.toThrow(
      'The tables do not exist. Call migrate with the same database and schema first.',
    );
  });
});
