import { SpanStatusCode, trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { Seam } from '@org/seam-core';
import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import type { FakeSeam } from '@org/seam-testing';
import type { Express } from 'express';
import type { Hono } from 'hono';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from './support/embedded-postgres.ts';
import { createExampleFolder, isSuite, readExamples, root } from './support/examples.ts';
import { faultServer } from './support/fault-server.ts';
import { listen } from './support/listen.ts';
import { startFake } from './support/start-fake.ts';

const folder = createExampleFolder(join(import.meta.dirname, '.readme'));

const readmes = ['README.md', ...globSync('packages/*/README.md', { cwd: root })].toSorted();

const examples = readExamples(readmes);

/** The names and the code of the examples of a kind. */
const isKind = (kind: string) =>
  examples.filter((example) => example.kind === kind).map(({ name, code }) => [name, code] as const);

beforeAll(folder.remove);
afterAll(folder.remove);
afterEach(() => {
  vi.unstubAllEnvs();
});

const asJson = (params: object, headers: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(params),
});

/** A person and a device that they may open. */
const existingAccess = ({ state }: FakeSeam) => {
  for (const { user_identity_id } of state.userIdentities.list())
    for (const device_id of state.deviceAccess.rightsOf(user_identity_id))
      return { user_identity_id, device_id };
  throw new Error('No person has access to a device.');
};

it('every example is of a kind that is tested', () => {
  expect(examples.length).toBeGreaterThanOrEqual(3);
  const served = ['router', 'rules', 'production', 'hono', 'receiver'];
  // In readme-access.test.ts, with their output.
  const ofAccess = ['offboarding', 'access', 'queue'];
  const others = [
    'client',
    'request',
    'extend',
    'offboard',
    ...served,
    'instances',
    'history',
    'webhook',
    'telemetry',
  ];
  const run = [...others, ...ofAccess].flatMap(isKind).map(([name]) => name);
  // In examples.test.ts, with those of the skills.
  const suites = examples.filter(isSuite).map(({ name }) => name);
  expect([...run, ...suites].toSorted()).toEqual(examples.map(({ name }) => name).toSorted());
});

it.each(isKind('client'))('%s revokes the entrances of Ada', async (name, code) => {
  await using fake = await startFake();
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(/* @vite-ignore */ folder.write(name, code));
  expect(log).toHaveBeenCalledExactlyOnceWith('0 entrances left');
  const [ada] = await fake.seam.userIdentities.list({ search: 'Ada' });
  const doors = await fake.seam.userIdentities.listAccessibleEntrances({
    user_identity_id: ada?.user_identity_id ?? '',
  });
  expect(doors).toEqual([]);
});

it.each(isKind('request'))('%s calls documented and other paths', async (name, code) => {
  const body = { devices: [{ device_id: 'd1' }], ok: true };
  await using server = await faultServer([], JSON.stringify(body));
  vi.stubEnv('SEAM_API_KEY', 'seam_test1_key');
  vi.stubEnv('SEAM_ENDPOINT', server.url);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(/* @vite-ignore */ folder.write(name, code));
  expect(log.mock.calls).toEqual([['d1'], [body]]);
  expect(server.requests.map(({ line }) => line)).toEqual([
    'GET /devices/list?limit=1&_strict=true',
    'POST /unstable_widgets/list',
  ]);
});

it.each(isKind('extend'))('%s calls endpoints of its own', async (name, code) => {
  await using server = await faultServer([], '{"widget":{"widget_id":"w1"},"ok":true}');
  vi.stubEnv('SEAM_API_KEY', 'seam_test1_key');
  vi.stubEnv('SEAM_ENDPOINT', server.url);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(/* @vite-ignore */ folder.write(name, code));
  expect(log.mock.calls).toEqual([['w1 is deleted']]);
});

it.each(isKind('offboard'))('%s prints the plan, and closes every door of Ada', async (name, code) => {
  await using fake = await startFake();
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => void lines.push(values.join(' ')));
  const file = folder.write(name, code.replace("reason: 'left the company',", "reason: 'left', settle: 1,"));
  const [ada] = await fake.seam.userIdentities.list({ search: 'Ada' });
  const { user_identity_id = '' } = ada ?? {};
  expect(await fake.seam.userIdentities.listAccessibleEntrances({ user_identity_id })).not.toEqual([]);
  await import(/* @vite-ignore */ file);
  expect(lines[0]).toContain('Offboarding of Ada Okafor');
  expect(lines[1]).toContain('complete');
  expect(await fake.seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
  expect(await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id })).toEqual([]);
});

it.each(isKind('router'))('%s allows managers to revoke, and others to read', async (name, code) => {
  await using fake = await startFake();
  const file = folder.write(name, code.replace('app.listen(3000);', 'export default app;'));
  const { default: app } = (await import(/* @vite-ignore */ file)) as { default: Express };
  await using server = await listen(app);
  const call = async (path: string, init?: RequestInit) =>
    (await fetch(`${server.url}/api/seam${path}`, init)).status;
  const access = existingAccess(fake);
  const revoke = (role: string) =>
    call('/user_identities/revoke_access_to_device', asJson(access, { 'x-role': role }));
  expect(await call('/user_identities/list')).toBe(200);
  expect(await revoke('viewer')).toBe(403);
  expect(await revoke('manager')).toBe(200);
  expect(fake.state.deviceAccess.rightsOf(access.user_identity_id)).not.toContain(access.device_id);
});

it.each(isKind('rules'))('%s separates roles and tenants', async (name, code) => {
  await using fake = await startFake();
  const file = folder.write(name, code.replace('app.listen(3000);', 'export default app;'));
  const { default: app } = (await import(/* @vite-ignore */ file)) as { default: Express };
  await using server = await listen(app);
  const [ada] = fake.state.userIdentities.list();
  const call = async (role: string, workspace: string, path: string, id = ada?.user_identity_id) => {
    const headers = { 'x-role': role, 'x-workspace': workspace };
    const request = asJson({ user_identity_id: id }, headers);
    const response = await fetch(`${server.url}/api/seam${path}`, request);
    const { error } = (await response.json()) as { error?: { type: string } };
    return [response.status, error?.type];
  };
  const own = fake.workspaceId;
  const get = '/user_identities/get';
  const revoke = '/acs/users/revoke_access_to_all_entrances';
  expect(await call('desk', own, get)).toEqual([200, undefined]);
  expect(await call('desk', own, revoke)).toEqual([403, 'forbidden']);
  expect(await call('manager', 'another', revoke)).toEqual([404, 'not_found']);
  expect(await call('manager', own, revoke, crypto.randomUUID())).toEqual([404, 'not_found']);
  expect(await call('manager', own, revoke)).toEqual([200, undefined]);
});

it.each(isKind('production'))(
  '%s has a rate limit, idempotency, an audit log and a graceful shutdown',
  async (name, code) => {
    await using fake = await startFake();
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const quiet = code
      .replace('pino()', "pino({ level: 'silent' })")
      .replace('.listen(3000)', ".listen(0, '127.0.0.1')");
    const { server } = (await import(
      /* @vite-ignore */ folder.write(name, `${quiet}\nexport { server };\n`)
    )) as {
      server: Server;
    };
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [ada] = fake.state.userIdentities.list();
    const headers = { 'x-role': 'manager', 'x-user': 'boss', 'idempotency-key': 'once' };
    const revoke = () =>
      fetch(
        `http://127.0.0.1:${port}/api/seam/acs/users/revoke_access_to_all_entrances`,
        asJson({ user_identity_id: ada?.user_identity_id }, headers),
      );
    const [first, second] = [await revoke(), await revoke()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('x-ratelimit-remaining')).toBe('98');
    expect(fake.journal.calls).toHaveLength(1);
    const entries = log.mock.calls.map(([line]) => JSON.parse(line as string) as object);
    expect(entries).toMatchObject([
      { actor: 'boss', outcome: 'done' },
      { actor: 'boss', outcome: 'done' },
    ]);

    process.listeners('SIGTERM').at(-1)?.('SIGTERM');
    await once(server, 'close');
    await expect(revoke()).rejects.toThrow('fetch failed');
  },
);

it.each(isKind('hono'))('%s allows managers to revoke, without Express', async (name, code) => {
  await using fake = await startFake();
  const file = folder.write(
    name,
    code.replace('serve({ fetch: app.fetch, port: 3000 });', 'export default app;'),
  );
  const { default: app } = (await import(/* @vite-ignore */ file)) as { default: Hono };
  const call = async (path: string, init?: RequestInit) =>
    (await app.request(`/api/seam${path}`, init)).status;
  const revoke = (role: string) =>
    call('/user_identities/revoke_access_to_device', asJson(existingAccess(fake), { 'x-role': role }));
  expect(await call('/user_identities/list')).toBe(200);
  expect(await call('/locks/unlock_door', asJson({}, {}))).toBe(404);
  expect(await revoke('viewer')).toBe(403);
  expect(await revoke('manager')).toBe(200);
});

it.each(isKind('receiver'))('%s processes a signed delivery once', async (name, code) => {
  const secret = createWebhookSecret();
  vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const file = folder.write(name, code.replace('app.listen(3000);', 'export default app;'));
  const { default: app } = (await import(/* @vite-ignore */ file)) as { default: Express };
  await using server = await listen(app);
  const signed = signWebhook({ event_type: 'acs_user.deleted', acs_user_id: 'Ada' }, { secret, id: 'msg_1' });
  const deliver = async () =>
    (await fetch(`${server.url}/webhooks/seam`, { method: 'POST', ...signed })).status;
  expect([await deliver(), await deliver()]).toEqual([204, 204]);
  expect(log.mock.calls).toEqual([['Ada is gone'], ['msg_1 handled 204'], ['msg_1 duplicate 204']]);
});

describe('with Postgres', () => {
  let postgres: EmbeddedPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres[Symbol.asyncDispose]());

  it.each(isKind('instances'))('%s share keys and deliveries', async (name, code) => {
    await using fake = await startFake();
    vi.stubEnv('DATABASE_URL', postgres.url);
    const secret = createWebhookSecret();
    vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const start = async (number: number) => {
      const exported = code.replace('app.listen(3000);', 'export { app, database };');
      const file = folder.write(`${name} ${number}`, exported);
      const { app, database } = (await import(/* @vite-ignore */ file)) as { app: Express; database: Pool };
      return { server: await listen(app), database };
    };
    const instances = await Promise.all([start(1), start(2)]);
    const access = existingAccess(fake);
    const headers = { 'x-role': 'manager', 'x-user': 'boss', 'idempotency-key': 'once' };
    const signed = signWebhook(
      { event_type: 'acs_user.deleted', acs_user_id: 'Ada' },
      { secret, id: 'msg_1' },
    );
    for (const { server } of instances) {
      const path = `${server.url}/api/seam/user_identities/revoke_access_to_device`;
      expect((await fetch(path, asJson(access, headers))).status).toBe(200);
      expect((await fetch(`${server.url}/webhooks/seam`, { method: 'POST', ...signed })).status).toBe(204);
    }
    expect(fake.journal.calls).toHaveLength(1);
    expect(log.mock.calls).toEqual([['Ada is gone']]);
    const [{ server }] = instances;
    const history = await fetch(`${server.url}/history/${access.user_identity_id}`);
    expect(await history.json()).toMatchObject([
      { actor: 'boss', outcome: 'done', isReplay: true },
      { actor: 'boss', outcome: 'done', isReplay: false },
    ]);
    for (const one of instances) {
      await one.server[Symbol.asyncDispose]();
      await one.database.end();
    }
  });

  it.each(isKind('history'))('%s prints the history of a person', async (name, code) => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    vi.stubEnv('DATABASE_URL', postgres.url);
    await import(/* @vite-ignore */ folder.write(name, code));
    expect(log.mock.calls).toEqual([['hr', 'offboarding_ended', 'done']]);
  });
});

it.each(isKind('telemetry'))(
  '%s creates a span for each attempt, named after the endpoint',
  async (name, code) => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    trace.setGlobalTracerProvider(provider);
    await using server = await faultServer(['503', 'reset-after'], '{"user_identity":{},"ok":true}');
    vi.stubEnv('SEAM_API_KEY', 'seam_test1_CANARY');
    vi.stubEnv('SEAM_ENDPOINT', server.url);
    const { seam } = (await import(/* @vite-ignore */ folder.write(name, code))) as { seam: Seam };
    const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    await seam.userIdentities.get({ user_identity_id }, { retry: { baseDelay: 1 } });
    await expect(
      seam.userIdentities.get({ user_identity_id }, { signal: AbortSignal.abort() }),
    ).rejects.toThrow();
    const spans = exporter.getFinishedSpans();
    expect(spans.map((span) => [span.name, span.status.code, span.attributes])).toEqual([
      ['GET /user_identities/get', SpanStatusCode.UNSET, { 'http.response.status_code': 503 }],
      ['GET /user_identities/get', SpanStatusCode.ERROR, {}],
      ['GET /user_identities/get', SpanStatusCode.UNSET, { 'http.response.status_code': 200 }],
    ]);
    expect(inspect(spans, { depth: 6 })).not.toMatch(/CANARY|7ad2566e/);
  },
);

it.each(isKind('webhook'))('%s accepts signed deliveries only', async (name, code) => {
  const secret = createWebhookSecret();
  vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const file = folder.write(name, code);
  const { POST } = (await import(/* @vite-ignore */ file)) as {
    POST: (request: Request) => Promise<Response>;
  };
  const event = { event_type: 'acs_user.deleted', acs_user_id: 'Ada' };
  const { body, headers } = signWebhook(event, { secret, id: 'msg_1' });
  const deliver = async (body: string) =>
    (await POST(new Request('https://example.com', { method: 'POST', body, headers }))).status;
  expect(await deliver(body.replace('Ada', 'Bob'))).toBe(400);
  expect(await deliver(body)).toBe(204);
  expect(log).toHaveBeenCalledExactlyOnceWith('msg_1: Ada is gone');
});
