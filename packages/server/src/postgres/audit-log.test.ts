import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../router/audit-log.ts';
import { createPostgresAuditLog, type PostgresAuditLog } from './audit-log.ts';
import type { AuditQuery } from './audit-query.ts';
import type { Database } from './database.ts';
import { newSchema, openPglite } from './pglite.test-helper.ts';

const at = '2026-01-02T03:04:05.678Z';
const ada = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const ben = '1b0a7f0e-0d5c-4b1e-9a58-6f9c2d9c4b11';

const entryOf = (own: Partial<AuditEntry> = {}): AuditEntry => ({
  at,
  requestId: 'r1',
  actor: 'desk',
  endpoint: '/user_identities/revoke_access_to_device',
  verb: 'POST',
  params: { user_identity_id: ada, device_id: 'd1' },
  outcome: 'done',
  status: 200,
  isReplay: false,
  isAbandoned: false,
  durationMs: 12,
  ...own,
});

let database: Database;
let schema: string;
let log: PostgresAuditLog;
// Opening takes seconds on a busy machine.
beforeAll(openPglite, 120_000);
beforeEach(async () => {
  ({ database, schema } = await newSchema());
  log = createPostgresAuditLog(database, { schema });
});
const idsOf = async (query: AuditQuery) =>
  (await log.list(query)).map((entry) => ('requestId' in entry ? entry.requestId : entry.action));

describe('the audit log', () => {
  it('returns an entry as it was written', async () => {
    const entry = entryOf({
      upstreamRequestId: 's1',
      type: 'busy',
      actionAttempt: { action_attempt_id: 'a1', status: 'pending' },
    });
    await log.write(entry);
    expect(await log.list()).toEqual([{ ...entry, id: '1' }]);
  });

  it('returns the entries of a person, the newest first', async () => {
    await log.write(entryOf({ requestId: 'first' }));
    await log.write(entryOf({ requestId: 'of ben', params: { user_identity_id: ben } }));
    await log.write(entryOf({ requestId: 'of both', params: { user_identity_ids: [ben, ada] } }));
    await log.write(entryOf({ requestId: 'of nobody', params: undefined }));
    expect(await idsOf({ user_identity_id: ada })).toEqual(['of both', 'first']);
  });

  it('finds entries by other ids in the parameters, and by those that were written with them', async () => {
    const params = { acs_user_id: 'u1' };
    const endpoint = '/acs/users/revoke_access_to_all_entrances';
    await log.write(entryOf({ requestId: 'acs', endpoint, params }));
    await log.write(entryOf({ requestId: 'known', endpoint, params }), { resources: [ada] });
    expect(await idsOf({ user_identity_id: ada })).toEqual(['known']);
    expect(await idsOf({ user_identity_id: ada, resources: ['u1'] })).toEqual(['known', 'acs']);
    expect(await idsOf({ resources: [] })).toEqual([]);
  });

  it.each<[AuditQuery, string[]]>([
    [{ actor: 'boss' }, ['b']],
    [{ endpoint: '/user_identities/get' }, ['b']],
    [{ since: '2026-01-02T04:04:05.678+01:00' }, ['c', 'b', 'a']],
    [{ since: new Date('2026-01-02T03:04:05.679Z') }, ['c']],
    [{ limit: 2 }, ['c', 'b']],
    [{ actor: 'boss', user_identity_id: ben }, []],
    [{ actor: "desk' OR '1'='1" }, []],
  ])('with %j returns %j', async (query, expected) => {
    await log.write(entryOf({ requestId: 'a' }));
    await log.write(entryOf({ requestId: 'b', actor: 'boss', endpoint: '/user_identities/get' }));
    await log.write(entryOf({ requestId: 'c', at: '2026-01-03T00:00:00Z' }));
    expect(await idsOf(query)).toEqual(expected);
  });

  it('returns every entry once in pages, also when new ones are written in between', async () => {
    for (let number = 1; number <= 5; number += 1) await log.write(entryOf({ requestId: `r${number}` }));
    const pages: string[][] = [];
    let before: string | undefined;
    for (;;) {
      const page = await log.list({ limit: 2, before });
      if (page.length === 0) break;
      pages.push(page.map((entry) => ('requestId' in entry ? entry.requestId : '')));
      before = page.at(-1)?.id;
      await log.write(entryOf({ requestId: 'later' }));
    }
    expect(pages).toEqual([['r5', 'r4'], ['r3', 'r2'], ['r1']]);
  });

  it('has the runs of workflows, each written once', async () => {
    const run = { at, actor: 'hr', action: 'offboarding_ended', outcome: 'done' } as const;
    const params = { user_identity_id: ada, run_id: 'run1', reason: 'left', state: 'complete' };
    await log.write({ ...run, params }, { key: 'run1 ended' });
    await log.write({ ...run, params }, { key: 'run1 ended' });
    expect(await log.list({ user_identity_id: ada })).toEqual([{ ...run, params, id: expect.any(String) }]);
    expect(await idsOf({ endpoint: 'offboarding_ended' })).toEqual(['offboarding_ended']);
    expect(await idsOf({ resources: ['run1'] })).toEqual(['offboarding_ended']);
  });

  it('deletes entries by age', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    for (const days of [100, 91, 89, 0])
      await log.write(entryOf({ requestId: `${days}`, at: daysAgo(days) }));
    expect(await log.prune({ olderThan: 90 * 86_400_000 })).toBe(2);
    expect(await idsOf({})).toEqual(['0', '89']);
  });

  it('deletes more entries than one statement does', async () => {
    await database.query(
      `INSERT INTO ${schema}.audit_entries (key, at, endpoint, resources, entry)
       SELECT n::text, now() - interval '2 days', 'e', '{}', '{}' FROM generate_series(1, 2500) AS n`,
    );
    expect(await log.prune({ olderThan: 86_400_000 })).toBe(2500);
  });
});

describe('an entry of a caller that tries to prevent it', () => {
  it.each([
    ['a NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['100,000 characters', 'é'.repeat(100_000)],
    ['characters of an array', '{"a",\\b}'],
    ['characters of SQL', "'); DROP TABLE audit_entries; --"],
  ])('with %s in the parameters is written and found', async (_, value) => {
    const params = { user_identity_id: ada, user_identity_key: value, name: value };
    await log.write(entryOf({ params, actor: value }));
    expect(await log.list({ user_identity_id: ada })).toMatchObject([{ params, actor: value }]);
    expect(await log.list({ resources: [value], actor: value })).toHaveLength(1);
  });
});

it('sends no secret to the database', async () => {
  const sent: string[] = [];
  const recorder: Database = {
    query: async (text, values) => {
      sent.push(JSON.stringify([text, values]));
      return { rows: [] };
    },
  };
  const params = {
    user_identity_id: ada,
    code: 'CANARY1',
    access_methods: [{ code: 'CANARY2' }],
    custom_metadata: { door_code_id: 'CANARY3' },
    instant_key_url: 'https://ik.seam.co/CANARY4',
    access_grant_key: 'seam_CANARY5',
  };
  await createPostgresAuditLog(recorder).write({ ...entryOf({ params }), headers: 'CANARY6' } as AuditEntry);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toContain(ada);
  expect(sent[0]).not.toMatch(/CANARY/);
});

describe('invalid arguments', () => {
  it.each<[unknown, string]>([
    [{ limit: 0 }, 'list: limit must be a whole number from 1 to 1000; got 0.'],
    [{ limit: 1001 }, 'list: limit must be'],
    [{ before: '1; DROP' }, 'list: before must be the id of an entry'],
    [{ since: 'yesterday' }, 'list: since must be a Date, or a time in ISO 8601 with an offset'],
    [{ since: '2026-01-01T00:00:00' }, 'list: since must be a Date'],
    [{ since: new Date(Number.NaN) }, 'list: since must be a Date'],
    [{ user_identity_id: '' }, 'list: user_identity_id must be a non-empty string'],
    [{ user: 'x' }, 'list: unknown option "user".'],
  ])('list rejects %j', async (query, message) => {
    await expect(log.list(query as AuditQuery)).rejects.toThrow(message);
  });

  it('write rejects an entry without a time', async () => {
    await expect(log.write({ action: 'a', outcome: 'done' } as never)).rejects.toThrow(
      'write: at must be a Date, or a time in ISO 8601 with an offset; got undefined.',
    );
  });

  it.each([{}, { olderThan: -1 }, { olderThan: '90d' }])('prune rejects %j', async (options) => {
    await expect(log.prune(options as never)).rejects.toThrow('olderThan');
  });

  it('createPostgresAuditLog rejects unknown options', () => {
    expect(() => createPostgresAuditLog(database, { scheme: 'a' } as never)).toThrow(
      'Did you mean "schema"?',
    );
  });
});

it('write works as the option audit of a router, without its object', async () => {
  const { write } = log;
  const audit = vi.fn(write);
  await audit(entryOf());
  expect(await log.list()).toHaveLength(1);
});
