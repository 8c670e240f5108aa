import type { PGlite } from '@electric-sql/pglite';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPostgresIdempotencyStore } from './idempotency-store.ts';
import { applyMigrations, migrate } from './migrate.ts';
import { openPglite } from './pglite.test-helper.ts';

let database: PGlite;
beforeAll(async () => {
  database = await openPglite();
}, 120_000);

const versions = async (schema: string) =>
  (await database.query(`SELECT version FROM "${schema}".migrations ORDER BY version`)).rows;

it('creates the tables once, and keeps what is in them', async () => {
  await migrate(database);
  const store = createPostgresIdempotencyStore(database);
  await store.acquire('a', { fingerprint: 'f', lease: 60_000 });
  await Promise.all([migrate(database), migrate(database)]);
  expect(await versions('seam_server')).toEqual([{ version: 1 }]);
  expect(await store.acquire('a', { fingerprint: 'g', lease: 60_000 })).toMatchObject({ state: 'busy' });
});

it('applies the versions that are missing, each once', async () => {
  const first = (table: (name: string) => string) => `CREATE TABLE ${table('rooms')} (name text);`;
  const second = (table: (name: string) => string) => `INSERT INTO ${table('rooms')} VALUES ('one');`;
  await applyMigrations(database, 'grows', [first]);
  await applyMigrations(database, 'grows', [first, second]);
  await applyMigrations(database, 'grows', [first, second]);
  expect((await database.query('SELECT name FROM grows.rooms')).rows).toEqual([{ name: 'one' }]);
  expect(await versions('grows')).toEqual([{ version: 1 }, { version: 2 }]);
});

it('applies no part of versions of which one fails', async () => {
  const first = (table: (name: string) => string) => `CREATE TABLE ${table('rooms')} (name text);`;
  await expect(applyMigrations(database, 'broken', [first, () => 'SELECT 1 / 0;'])).rejects.toThrow();
  const { rows } = await database.query("SELECT FROM pg_namespace WHERE nspname = 'broken'");
  expect(rows).toEqual([]);
});

it('refuses tables that a newer release has created', async () => {
  await migrate(database, { schema: 'newer' });
  await database.query('INSERT INTO newer.migrations (version) VALUES (7)');
  await expect(migrate(database, { schema: 'newer' })).rejects.toThrow(
    'The tables in the schema "newer" have version 7, and this release of @org/seam-server knows versions up to 1.',
  );
});

it('keeps schemas apart whose names differ in case', async () => {
  await migrate(database, { schema: 'Doors' });
  await migrate(database, { schema: 'doors' });
  expect([await versions('Doors'), await versions('doors')]).toEqual([[{ version: 1 }], [{ version: 1 }]]);
});

describe('the option schema', () => {
  it.each([
    'a"; DROP SCHEMA public; --',
    "a'b",
    'a b',
    'a.b',
    '$migrate$',
    '1a',
    'pg_mine',
    'PG_mine',
    'ä',
    '',
    'a'.repeat(64),
    7 as never,
  ])('rejects %j', async (schema) => {
    await expect(migrate(database, { schema })).rejects.toThrow(
      'migrate: schema must be a name of at most 63',
    );
    expect(() => createPostgresIdempotencyStore(database, { schema })).toThrow('schema must be a name');
  });

  it.each(['select', 'User', '_', 'a'.repeat(63)])('accepts %s', async (schema) => {
    await migrate(database, { schema });
    const store = createPostgresIdempotencyStore(database, { schema });
    expect(await store.acquire('a', { fingerprint: 'f', lease: 1000 })).toMatchObject({ state: 'acquired' });
  });
});

it('rejects what is no database', async () => {
  await expect(migrate('postgres://localhost' as never)).rejects.toThrow(
    'migrate: the database must be a Pool of pg or a PGlite, with a function query; got "postgres://localhost".',
  );
});
