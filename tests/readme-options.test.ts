import { describe, expect, it } from 'vitest';
import { readInterfaces } from './support/interface-members.ts';
import { readTable, toPlainCell } from './support/markdown-tables.ts';

/** The interface of each table of options, by README and by the first cell of the table's header. */
const tables: Readonly<Record<string, Readonly<Record<string, readonly [file: string, name: string]>>>> = {
  'packages/core': {
    'Option of createSeam': ['client/options.ts', 'SeamOptions'],
    'Option of a call': ['client/options.ts', 'CallOptions'],
    'Member of retry': ['client/options.ts', 'RetryOptions'],
    'Member of waitForActionAttempt': ['client/options.ts', 'WaitOptions'],
    'Member of hooks': ['client/options.ts', 'SeamHooks'],
    'Option of verifyWebhook': ['webhooks/verify.ts', 'VerifyWebhookOptions'],
    'Option of signWebhook': ['webhooks/sign.ts', 'SignWebhookOptions'],
  },
  'packages/server': {
    'Option of a handler': ['router/options.ts', 'HandlerOptions'],
    'Member of cors': ['router/cors.ts', 'CorsOptions'],
    'Member of idempotency': ['idempotency/idempotency.ts', 'IdempotencyOptions'],
    'Member of openapi': ['openapi/route.ts', 'OpenApiRouteOptions'],
    'Option of createOpenApiDocument': ['openapi/document.ts', 'OpenApiOptions'],
    'Option of createMemoryIdempotencyStore': [
      'idempotency/memory-store.ts',
      'MemoryIdempotencyStoreOptions',
    ],
    'Option of an unguarded handler': ['router/unguarded.ts', 'UnguardedHandlerOptions'],
    'Option of hardenServer': ['adapters/harden-server.ts', 'HardenOptions'],
    'Option of createWebhookReceiver': ['webhooks/options.ts', 'WebhookReceiverOptions'],
    'Option of backfillEvents': ['webhooks/backfill.ts', 'BackfillOptions'],
    'Option of createMemoryWebhookStore': ['webhooks/memory-store.ts', 'MemoryWebhookStoreOptions'],
    'Option of migrate': ['postgres/migrate.ts', 'MigrateOptions'],
    'Option of createPostgresIdempotencyStore': [
      'postgres/idempotency-store.ts',
      'PostgresIdempotencyStoreOptions',
    ],
    'Option of createPostgresWebhookStore': ['postgres/webhook-store.ts', 'PostgresWebhookStoreOptions'],
    'Option of createPostgresAuditLog': ['postgres/audit-log.ts', 'PostgresAuditLogOptions'],
    'Option of log.write': ['postgres/audit-log.ts', 'AuditWriteOptions'],
    'Option of log.list': ['postgres/audit-query.ts', 'AuditQuery'],
  },
  'packages/express': {
    'Option of createSeamRouter': ['router.ts', 'SeamRouterOptions'],
    'Option of seamErrorHandler': ['error-handler.ts', 'SeamErrorHandlerOptions'],
    'Option of createSeamWebhook': ['../../server/src/webhooks/options.ts', 'WebhookReceiverOptions'],
  },
  'packages/testing': {
    'Option of createFakeSeam': ['fake/options.ts', 'FakeSeamOptions'],
    'Option of fake.listen': ['wire/listen.ts', 'ListenOptions'],
    'Member of a filter': ['fake/journal-call.ts', 'CallFilter'],
    'Option of seamHandlers': ['msw/seam-handlers.ts', 'SeamHandlersOptions'],
  },
  'packages/access': {
    'Option of offboard': ['offboarding/options.ts', 'OffboardOptions'],
    'Option of readAccess': ['doors/read-access.ts', 'ReadAccessOptions'],
    'Option of revokeAccess': ['revoke/revoke-access.ts', 'RevokeOptions'],
    'Option of grantAccess': ['grant/grant-access.ts', 'GrantOptions'],
    'Option of a queue': ['queue/options.ts', 'OffboardingQueueOptions'],
    'Option of add': ['queue/options.ts', 'AddOptions'],
    'Option of runs': ['queue/options.ts', 'RunsFilter'],
  },
};

/** Exported options without a table of their own, and the ones whose table has their members. */
const shown: Readonly<Record<string, string>> = {
  NonWaitingSeamOptions: 'SeamOptions',
  ReadOptions: 'ReadAccessOptions',
  RouterOptions: 'HandlerOptions',
  RunOptions: 'OffboardOptions',
  SeamWebhookOptions: 'WebhookReceiverOptions',
};

const entries: Readonly<Record<string, readonly string[]>> = {
  'packages/core': ['index.ts', 'webhooks/index.ts', 'schemas/index.ts'],
  'packages/server': ['index.ts', 'postgres/index.ts'],
  'packages/express': ['index.ts'],
  'packages/testing': ['index.ts', 'msw/index.ts', 'vitest/index.ts'],
  'packages/access': ['index.ts', 'journal/sqlite.ts', 'queue/index.ts'],
};

const cases = Object.entries(tables).flatMap(([folder, byTitle]) =>
  Object.entries(byTitle).map(([title, [file, name]]) => ({ folder, title, file, name })),
);

const reader = readInterfaces([
  ...cases.map(({ folder, file }) => `${folder}/src/${file}`),
  ...Object.entries(entries).flatMap(([folder, files]) => files.map((file) => `${folder}/src/${file}`)),
]);

it.each(cases)('$folder has each $title with its type and its default', ({ folder, title, file, name }) => {
  const { rows } = readTable(`${folder}/README.md`, title);
  const members = reader.membersOf(`${folder}/src/${file}`, name).map(({ name, type, default: text }) => ({
    name,
    type,
    default: toPlainCell(text),
  }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  const inTable = rows.map((row) => ({
    name: row[title] ?? '',
    type: row['Type'],
    default: row['Default'] ?? '',
  }));
  expect(inTable.toSorted(byName)).toEqual(members.toSorted(byName));
  expect(rows.filter((row) => !row['What it does'])).toEqual([]);
});

describe.each(Object.keys(tables))('%s', (folder) => {
  it('has a table for every interface of options that it exports', () => {
    const exported = (entries[folder] ?? []).flatMap((file) => reader.exportsOf(`${folder}/src/${file}`));
    const documented = cases.map(({ name }) => name);
    const missing = exported
      .filter((name) => /Options$|Query$|Filter$/.test(name))
      .filter((name) => !documented.includes(shown[name] ?? name));
    expect(missing).toEqual([]);
  });
});

it('describes the options that the routers of Express and of other servers share with the same words', () => {
  const texts = (folder: string, title: string) =>
    new Map(
      readTable(`packages/${folder}/README.md`, title).rows.map((row) => [row[title], row['What it does']]),
    );
  const server = texts('server', 'Option of a handler');
  for (const [name, text] of texts('express', 'Option of createSeamRouter'))
    // The rate limit is middleware there.
    if (name !== 'rateLimit') expect(text, name).toBe(server.get(name));
  expect(texts('express', 'Option of createSeamWebhook')).toEqual(
    texts('server', 'Option of createWebhookReceiver'),
  );
});
