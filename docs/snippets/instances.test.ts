import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import { type EmbeddedPostgres, startPostgres } from '@org/tests/support/embedded-postgres';
import { listen } from '@org/tests/support/listen';
import { startFake } from '@org/tests/support/start-fake';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { codeOf, folderFor } from './support.ts';

const folder = folderFor('instances');
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  folder.remove();
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  folder.remove();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('two instances of the guide share keys and deliveries', async () => {
  await using fake = await startFake();
  const secret = createWebhookSecret();
  vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
  vi.stubEnv('DATABASE_URL', postgres.url);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const code = codeOf('guides/several-instances stores').replace(
    'app.listen(3000);',
    'export { app, database };',
  );
  const start = async (number: number) => {
    const file = folder.write(`stores ${number}`, code);
    const { app, database } = (await import(/* @vite-ignore */ file)) as {
      app: RequestListener;
      database: Pool;
    };
    return { server: await listen(app), database };
  };
  const instances = await Promise.all([start(1), start(2)]);
  const [person] = fake.state.userIdentities.list();
  const user_identity_id = person?.user_identity_id ?? '';
  const [device_id] = fake.state.deviceAccess.rightsOf(user_identity_id);
  const signed = signWebhook({ event_type: 'acs_user.deleted', acs_user_id: 'Ada' }, { secret, id: 'msg_1' });
  for (const { server } of instances) {
    const revoked = await fetch(`${server.url}/api/seam/user_identities/revoke_access_to_device`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-role': 'manager',
        'x-user': 'boss',
        'idempotency-key': 'once',
      },
      body: JSON.stringify({ user_identity_id, device_id }),
    });
    expect(revoked.status).toBe(200);
    expect((await fetch(`${server.url}/webhooks/seam`, { method: 'POST', ...signed })).status).toBe(204);
  }
  expect(fake.journal.find('/user_identities/revoke_access_to_device')).toHaveLength(1);
  expect(log.mock.calls).toEqual([['Ada is gone']]);
  for (const { server, database } of instances) {
    await server[Symbol.asyncDispose]();
    await database.end();
  }
});

it('the queue of the guide offboards a person', async () => {
  await using fake = await startFake();
  vi.stubEnv('DATABASE_URL', postgres.url);
  const file = folder.write('queue', codeOf('guides/several-instances queue'));
  const { stateOf, stop } = (await import(/* @vite-ignore */ file)) as {
    stateOf: () => Promise<string | undefined>;
    stop: () => Promise<void>;
  };
  await vi.waitFor(async () => expect(await stateOf()).toBe('complete'), { timeout: 50_000, interval: 200 });
  const [hugo] = fake.state.userIdentities.by('full_name', 'Hugo Lindqvist');
  expect(fake.state.deviceAccess.rightsOf(hugo?.user_identity_id ?? '')).toEqual([]);
  await stop();
});

it('the server of the guide shuts down when it has finished its requests', async () => {
  await using _ = await startFake();
  vi.stubEnv('SEAM_WEBHOOK_SECRET', createWebhookSecret());
  const code = codeOf('guides/several-instances shutdown').replace(
    '.listen(3000)',
    ".listen(0, '127.0.0.1')",
  );
  const { server, shutDown } = (await import(
    /* @vite-ignore */ folder.write('shutdown', `${code}\nexport { server };\n`)
  )) as { server: Server; shutDown: () => Promise<void> };
  if (!server.listening) await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/seam/devices/list`;
  const headers = { connection: 'close' };
  expect((await fetch(url, { headers })).status).toBe(200);
  await shutDown();
  await expect(fetch(url, { headers })).rejects.toThrow('fetch failed');
});
