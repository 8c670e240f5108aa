import {
  createPostgresAuditLog,
  createPostgresIdempotencyStore,
  createPostgresWebhookStore,
  type Database,
  migrate,
} from '@org/seam-server/postgres';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  idempotencyStoreContract,
  webhookStoreContract,
} from '../../packages/server/test/store-contract.test-helper.ts';
import { type EmbeddedPostgres, startPostgres } from '../support/embedded-postgres.ts';

let postgres: EmbeddedPostgres;
let pool: Pool;
beforeAll(async () => {
  postgres = await startPostgres();
  pool = new Pool({ connectionString: postgres.url, max: 8 });
}, 60_000);
afterAll(async () => {
  await pool.end();
  await postgres[Symbol.asyncDispose]();
}, 30_000);

let schemas = 0;
const newSchema = async () => {
  const schema = `test_${(schemas += 1)}`;
  await migrate(pool, { schema });
  const pass = async (ms: number) => {
    const set = "expires_at = expires_at - $1::float8 * interval '1 millisecond'";
    await pool.query(`UPDATE ${schema}.leases SET ${set}`, [ms]);
  };
  return { schema, pass };
};
const request = { fingerprint: 'f', lease: 60_000 };
const response = { status: 200, body: '{}' };

describe('Postgres', () => {
  let shared: ReturnType<typeof newSchema> | undefined;
  let stores = 0;
  const open = async <TStore>(
    create: (database: Pool, options: { schema: string; name: string }) => TStore,
  ) => {
    const { schema, pass } = await (shared ??= newSchema());
    return { store: create(pool, { schema, name: `store ${(stores += 1)}` }), pass };
  };
  idempotencyStoreContract(() => open(createPostgresIdempotencyStore));
  webhookStoreContract(() => open(createPostgresWebhookStore));
});

it('is migrated once by many clients at the same time', async () => {
  const clients = Array.from({ length: 20 }, () => new Client(postgres.url));
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(clients.map((client) => migrate(client, { schema: 'at_once' })));
  await Promise.all(clients.map((client) => client.end()));
  expect((await pool.query('SELECT version FROM at_once.migrations')).rows).toEqual([{ version: 1 }]);
});

it('is used by a role that may not create anything, after another has migrated', async () => {
  const { schema } = await newSchema();
  await pool.query(`
    CREATE ROLE app LOGIN;
    GRANT USAGE ON SCHEMA ${schema} TO app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO app`);
  const client = new Client(postgres.url.replace('postgres@', 'app@'));
  await client.connect();
  await migrate(client, { schema });
  const store = createPostgresIdempotencyStore(client, { schema });
  expect(await store.acquire('a', request)).toMatchObject({ state: 'acquired' });
  const log = createPostgresAuditLog(client, { schema });
  await log.write({ at: new Date().toISOString(), action: 'a', outcome: 'done' });
  expect(await log.list()).toHaveLength(1);
  await client.end();
});

describe.each(['read committed', 'serializable'])(
  'eight clients with the isolation level %s',
  (isolation) => {
    it('acquire, complete, release and delete the same keys without an error, and no key twice at a time', async () => {
      const { schema } = await newSchema();
      const options = `-c default_transaction_isolation=${isolation.replace(' ', String.raw`\ `)}`;
      const clients = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const client = new Client({ connectionString: postgres.url, options });
          await client.connect();
          return client;
        }),
      );
      /** The client that holds each key, as the clients see it. */
      const holders = new Map<string, number>();
      const violations: string[] = [];
      const acquired: string[] = [];
      await Promise.all(
        clients.map(async (client, number) => {
          // Keys expire as soon as they are completed, so that the clients also compete for expired ones.
          const store = createPostgresIdempotencyStore(client, { schema, keep: 1 });
          for (let round = 0; round < 60; round += 1) {
            const key = `key ${(round * (number + 1)) % 5}`;
            const lease = await store.acquire(key, request);
            if (round % 10 === number) await store.prune();
            if (lease.state !== 'acquired') continue;
            if (holders.has(key)) violations.push(`${key}: ${holders.get(key)} and ${number}`);
            holders.set(key, number);
            acquired.push(key);
            await client.query('SELECT 1');
            holders.delete(key);
            if (round % 3 === 0) await store.release(key, lease.token);
            else await store.complete(key, lease.token, response);
          }
        }),
      );
      await Promise.all(clients.map((client) => client.end()));
      expect(violations).toEqual([]);
      expect(acquired.length).toBeGreaterThan(20);
    });
  },
);

it('a store waits for a connection instead of needing several', async () => {
  const { schema } = await newSchema();
  const single = new Pool({ connectionString: postgres.url, max: 1 });
  const store = createPostgresWebhookStore(single, { schema });
  const leases = await Promise.all(
    Array.from({ length: 50 }, async (_, key) => store.acquire(`key ${key}`, request)),
  );
  expect(new Set(leases.map(({ state }) => state))).toEqual(new Set(['acquired']));
  await single.end();
});

it('a lease is on the clock of the database, in whatever time zone', async () => {
  const { schema } = await newSchema();
  const zones = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'];
  const states: string[] = [];
  for (const zone of zones) {
    const client = new Client({ connectionString: postgres.url, options: `-c TimeZone=${zone}` });
    await client.connect();
    const { state } = await createPostgresWebhookStore(client, { schema }).acquire('a', request);
    states.push(state);
    await client.end();
  }
  expect(states).toEqual(['acquired', 'busy']);
});

describe('while another transaction uses the row of a key', () => {
  const lock = async (schema: string) => {
    const client = new Client(postgres.url);
    await client.connect();
    await client.query('BEGIN');
    await client.query(`SELECT FROM ${schema}.leases FOR UPDATE`);
    return client;
  };

  it('old keys are deleted without waiting for it', async () => {
    const { schema, pass } = await newSchema();
    const store = createPostgresIdempotencyStore(pool, { schema });
    const complete = async (key: string) => {
      const lease = await store.acquire(key, request);
      if (lease.state === 'acquired') await store.complete(key, lease.token, response);
    };
    await complete('used');
    await pass(86_400_000);
    const client = await lock(schema);
    expect(await store.prune()).toBe(0);
    await client.end();
    expect(await store.prune()).toBe(1);
  });

  it('a call fails when the statement timeout of the client has passed', async () => {
    const { schema } = await newSchema();
    const impatient = new Client(postgres.url);
    await impatient.connect();
    const store = createPostgresWebhookStore(impatient, { schema });
    await store.acquire('a', request);
    const client = await lock(schema);
    await impatient.query('SET statement_timeout = 20');
    await expect(store.acquire('a', request)).rejects.toThrow('canceling statement due to statement timeout');
    await client.end();
    await impatient.query('SET statement_timeout = 0');
    expect((await store.acquire('a', request)).state).toBe('busy');
    await impatient.end();
  });

  it('a call whose connection the server closes is repeated', async () => {
    const { schema } = await newSchema();
    await createPostgresIdempotencyStore(pool, { schema, name: 'another' }).acquire('a', request);
    const closed = new Pool({ connectionString: postgres.url, max: 1, application_name: 'closed' });
    closed.on('error', () => {});
    const store = createPostgresIdempotencyStore(closed, { schema });
    const lease = await store.acquire('a', request);
    const client = await lock(schema);
    const again = store.acquire('a', request);
    await vi.waitFor(async () => {
      const waiting = "application_name = 'closed' AND wait_event_type = 'Lock'";
      const { rowCount } = await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${waiting}`,
      );
      expect(rowCount).toBe(1);
    }, 10_000);
    await client.end();
    expect([lease.state, (await again).state]).toEqual(['acquired', 'busy']);
    await closed.end();
  });
});

describe('the audit log', () => {
  it('finds the entries of a person by an index, among many', async () => {
    const { schema } = await newSchema();
    await pool.query(
      `INSERT INTO ${schema}.audit_entries (key, at, actor, endpoint, resources, entry)
       SELECT n::text, now(), 'desk', '/user_identities/get', ARRAY['person ' || n % 2000], '{}'
       FROM generate_series(1, 20000) AS n`,
    );
    await pool.query(`ANALYZE ${schema}.audit_entries`);
    const plans: string[] = [];
    const explaining: Database = {
      query: async (text, values) => {
        const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return pool.query(text, values);
      },
    };
    const log = createPostgresAuditLog(explaining, { schema });
    const user_identity_id = 'person 7';
    expect(await log.list({ user_identity_id })).toHaveLength(10);
    expect(await log.list({ actor: 'desk', limit: 5 })).toHaveLength(5);
    expect(plans.join('\n')).not.toContain('Seq Scan');
    expect(plans[0]).toContain('audit_entries_resources_idx');
  });

  it('is written by many clients at once, and an entry with a key once', async () => {
    const { schema } = await newSchema();
    const log = createPostgresAuditLog(pool, { schema });
    const entry = { at: new Date().toISOString(), action: 'offboarding_ended', outcome: 'done' } as const;
    await Promise.all([
      ...Array.from({ length: 50 }, () => log.write(entry)),
      ...Array.from({ length: 50 }, () => log.write(entry, { key: 'run1 ended' })),
    ]);
    expect(await log.list()).toHaveLength(51);
  });
});
