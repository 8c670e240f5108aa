import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import { createPostgresAuditLog } from '@org/seam-server/postgres';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '../support/embedded-postgres.ts';

const program = join(import.meta.dirname, 'instance.ts');
const secret = createWebhookSecret();
const ada = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const ben = '1b0a7f0e-0d5c-4b1e-9a58-6f9c2d9c4b11';

/** Stands for Seam: records requests, and holds their responses when asked. */
const seam = {
  requests: [] as string[],
  bodies: [] as string[],
  onRequest: () => {},
  isHolding: false,
  held: [] as ServerResponse[],
  release: () => {
    seam.isHolding = false;
    for (const response of seam.held.splice(0)) respond(response);
  },
};
const attempt = {
  action_attempt_id: 'a1',
  action_type: 'UNLOCK_DOOR',
  status: 'success',
  result: {},
  error: null,
};
const respond = (response: ServerResponse) =>
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ ok: true, action_attempt: attempt }));

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
const createRandom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
};

let postgres: EmbeddedPostgres;
let pool: Pool;
let server: Server;
const children: ChildProcess[] = [];

/** Starts a process. Resolves when it is listening. */
const start = async (behaviour: 'work' | 'hang' = 'work') => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [program, postgres.url, endpoint, secret, behaviour], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  children.push(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  await vi.waitFor(() => expect(lines.length).toBeGreaterThan(0), 20_000);
  const [url = ''] = lines;
  const change = async (path: string, params: object, key: string) => {
    const response = await fetch(`${url}/api/seam${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-user': 'desk' },
      body: JSON.stringify(params),
    });
    const { error } = (await response.json()) as { error?: { type: string; data?: { outcome?: string } } };
    return {
      status: response.status,
      isReplay: response.headers.get('idempotency-replayed') === 'true',
      type: error?.type,
      outcome: error?.data?.outcome,
    };
  };
  return {
    lines,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    revoke: (device_id: string, key: string, person = ada) =>
      change('/user_identities/revoke_access_to_device', { user_identity_id: person, device_id }, key),
    unlock: (device_id: string, key: string) => change('/locks/unlock_door', { device_id }, key),
    deliver: async (number: number) => {
      const event = { event_type: 'acs_user.deleted', event_id: `event-${number}` };
      const { body, headers } = signWebhook(event, { secret, id: `msg_${number}` });
      return (await fetch(`${url}/webhooks/seam`, { method: 'POST', body, headers })).status;
    },
  };
};
type Instance = Awaited<ReturnType<typeof start>>;

let one: Instance;
let other: Instance;

const effects = async () =>
  (await pool.query<{ event_id: string }>('SELECT event_id FROM effects ORDER BY event_id')).rows.map(
    ({ event_id }) => event_id,
  );
/** Lets all leases expire. */
const expireLeases = () => pool.query('UPDATE seam_server.leases SET expires_at = now() WHERE NOT is_done');
const deviceOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const untilReceived = (count: number) => vi.waitFor(() => expect(seam.requests).toHaveLength(count), 10_000);

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      seam.requests.push(request.url ?? '');
      seam.bodies.push(body);
      seam.onRequest();
      if (seam.isHolding) seam.held.push(response);
      else respond(response);
    });
  }).listen(0, '127.0.0.1');
  postgres = await startPostgres();
  pool = new Pool({ connectionString: postgres.url, max: 2 });
  pool.on('error', () => {});
  await pool.query('CREATE TABLE effects (event_id text, pid integer)');
  // Both migrate the empty database.
  [one, other] = await Promise.all([start(), start()]);
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await pool.end();
  await postgres[Symbol.asyncDispose]();
  server.close();
  server.closeAllConnections();
}, 30_000);
beforeEach(async () => {
  seam.requests.length = 0;
  seam.bodies.length = 0;
  await pool.query('TRUNCATE effects, seam_server.leases, seam_server.audit_entries');
});
afterEach(() => seam.release());

describe('two routers with one database', () => {
  it('send each of forty keys to Seam once, when both receive them at once', async () => {
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    const both = (number: number) =>
      [one, other].map((each) => each.revoke(deviceOf(number), `key-${number}`));
    const first = await Promise.all(numbers.flatMap(both));
    expect([200, 409]).toEqual(expect.arrayContaining([...new Set(first.map(({ status }) => status))]));
    expect(seam.requests).toHaveLength(numbers.length);
    const retried = await Promise.all(numbers.flatMap(both));
    expect(retried.filter(({ status, isReplay }) => status !== 200 || !isReplay)).toEqual([]);
    expect(seam.requests).toHaveLength(numbers.length);
  });

  it('write to one audit log, from which the history of a person is read', async () => {
    const log = createPostgresAuditLog(pool);
    const done = { actor: 'desk', outcome: 'done', params: { device_id: deviceOf(1) } };
    // An entry is written after the response, so that two processes can write theirs in the other order.
    const untilWritten = (entries: readonly object[]) =>
      vi.waitFor(
        async () => expect(await log.list({ user_identity_id: ben })).toMatchObject(entries),
        10_000,
      );
    await one.revoke(deviceOf(1), 'a', ben);
    await untilWritten([{ ...done, isReplay: false }]);
    await other.revoke(deviceOf(1), 'a', ben);
    await other.unlock(deviceOf(2), 'b');
    await untilWritten([
      { ...done, isReplay: true },
      { ...done, isReplay: false },
    ]);
  });

  it('send a revocation again when its process was killed and the lease has expired', async () => {
    const killed = await start();
    seam.isHolding = true;
    const lost = killed.revoke(deviceOf(1), 'a').catch(() => 'lost');
    await untilReceived(1);
    await killed.kill();
    expect(await lost).toBe('lost');
    seam.release();
    expect(await other.revoke(deviceOf(1), 'a')).toMatchObject({
      status: 409,
      type: 'idempotency_key_in_use',
    });
    expect(seam.requests).toHaveLength(1);
    await expireLeases();
    expect(await other.revoke(deviceOf(1), 'a')).toMatchObject({ status: 200, isReplay: false });
    expect(await one.revoke(deviceOf(1), 'a')).toMatchObject({ status: 200, isReplay: true });
    expect(seam.requests).toHaveLength(2);
  });

  it('say that the outcome is unknown, and open no door twice, when the process was killed', async () => {
    const killed = await start();
    seam.isHolding = true;
    const lost = killed.unlock(deviceOf(1), 'a').catch(() => 'lost');
    await untilReceived(1);
    await killed.kill();
    expect(await lost).toBe('lost');
    seam.release();
    expect(await other.unlock(deviceOf(1), 'a')).toMatchObject({ status: 409 });
    await expireLeases();
    const unknown = { status: 502, type: 'upstream_error', outcome: 'unknown' };
    expect(await other.unlock(deviceOf(1), 'a')).toEqual({ ...unknown, isReplay: false });
    expect(await one.unlock(deviceOf(1), 'a')).toEqual({ ...unknown, isReplay: true });
    expect(seam.requests).toHaveLength(1);
  });
});

it('no door is opened twice with one key, when processes are killed at random moments', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const kills = Number(process.env['KILLS'] ?? 2);
  const random = createRandom(seed);
  const processes = [one, other];
  const killing: Promise<unknown>[] = [];
  const replace = async (index: number) => {
    await processes[index]?.kill();
    await expireLeases();
    processes[index] = await start();
  };
  // A process is killed while requests are on their way: some have arrived, and some responses are lost.
  let nextKill = 1 + Math.floor(random() * 10);
  seam.onRequest = () => {
    if (killing.length === kills || seam.requests.length < nextKill) return;
    nextKill += 5 + Math.floor(random() * 10);
    killing.push(replace(killing.length % 2));
  };
  const unlock = async (number: number) => {
    for (;;) {
      const result = await processes[random() < 0.5 ? 0 : 1]
        ?.unlock(deviceOf(number), `key-${number}`)
        .catch(() => undefined);
      if (result !== undefined && [200, 502].includes(result.status)) return result;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const numbers = Array.from({ length: 30 * kills }, (_, number) => number);
  const results = new Map<number, Awaited<ReturnType<typeof unlock>>>();
  const left = [...numbers];
  const caller = async () => {
    for (let number = left.shift(); number !== undefined; number = left.shift())
      results.set(number, await unlock(number));
  };
  await Promise.all(Array.from({ length: 8 }, caller));
  seam.onRequest = () => {};
  await Promise.all(killing);
  [one, other] = processes as [Instance, Instance];

  const wrong = numbers.filter((number) => {
    const opened = seam.bodies.filter((body) => body.includes(deviceOf(number))).length;
    const { status, outcome } = results.get(number) ?? {};
    return status === 200 ? opened !== 1 : outcome !== 'unknown' || opened > 1;
  });
  expect(wrong, `with SEED=${seed}`).toEqual([]);
  expect(killing).toHaveLength(kills);
  const unknown = [...results.values()].filter(({ outcome }) => outcome === 'unknown').length;
  if ('KILLS' in process.env) console.log(`${kills} kills, ${numbers.length} keys, ${unknown} unknown`);
}, 300_000);

describe('two receivers with one database', () => {
  it('W33 process each of a hundred deliveries once, when both receive them at once', async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index + 100);
    const statuses = await Promise.all(
      numbers.flatMap((number) => [one.deliver(number), other.deliver(number)]),
    );
    expect([204, 503]).toEqual(expect.arrayContaining([...new Set(statuses)]));
    expect(await effects()).toEqual(numbers.map((number) => `event-${number}`));
    // Retries of refused deliveries are acknowledged.
    expect(new Set(await Promise.all(numbers.map((number) => other.deliver(number))))).toEqual(
      new Set([204]),
    );
    expect(await effects()).toHaveLength(numbers.length);
  });

  it('W34 process a delivery again when its process was killed and the lease has expired', async () => {
    const killed = await start('hang');
    const lost = killed.deliver(1).catch(() => 'lost');
    await vi.waitFor(() => expect(killed.lines).toContain('processing event-1'), 10_000);
    await killed.kill();
    expect(await lost).toBe('lost');
    expect(await other.deliver(1)).toBe(503);
    await expireLeases();
    expect(await other.deliver(1)).toBe(204);
    expect(await one.deliver(1)).toBe(204);
    expect(await effects()).toEqual(['event-1']);
  });
});

it('requests and deliveries get 503 while Postgres is down, and work when it is up again', async () => {
  await postgres.stop();
  expect(await one.revoke(deviceOf(1), 'a')).toMatchObject({
    status: 503,
    type: 'idempotency_store_unavailable',
  });
  expect(await one.deliver(1)).toBe(503);
  expect(seam.requests).toEqual([]);
  await postgres.start();
  expect(await one.revoke(deviceOf(1), 'a')).toMatchObject({ status: 200 });
  expect(await one.deliver(1)).toBe(204);
  expect(await effects()).toEqual(['event-1']);
});

it('a response that Postgres could not store while it was down is stored afterwards', async () => {
  seam.isHolding = true;
  const revoked = one.revoke(deviceOf(1), 'a');
  await untilReceived(1);
  await postgres.stop('immediate');
  seam.release();
  expect(await revoked).toMatchObject({ status: 200 });
  await postgres.start();
  await vi.waitFor(
    async () => expect(await other.revoke(deviceOf(1), 'a')).toMatchObject({ status: 200, isReplay: true }),
    { timeout: 40_000, interval: 100 },
  );
  expect(seam.requests).toHaveLength(1);
}, 60_000);
