import { SeamWebhookError, verifyWebhook } from '@org/seam-core/webhooks';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';

const url = 'https://example.com/hook';

/** A fake with a webhook, a receiver that verifies deliveries, and a function that causes an event. */
const start = async (options: { refuse?: number } = {}) => {
  const fake = createFakeSeam({ seed: 'empty', randomSeed: 7 });
  const { secret = '', webhook_id } = await fake.seam.webhooks.create({ url, event_types: ['*'] });
  const secrets = [secret];
  const seen: string[] = [];
  const refused: string[] = [];
  let refusals = options.refuse ?? 0;
  fake.webhooks.receive(url, async (request) => {
    try {
      const { id, event } = verifyWebhook(
        { body: await request.text(), headers: Object.fromEntries(request.headers) },
        { secrets, now: () => fake.clock.now().getTime() },
      );
      if (refusals > 0) {
        refusals -= 1;
        return new Response(null, { status: 500 });
      }
      seen.push(`${id} ${event.event_type}`);
      return new Response(null, { status: 204 });
    } catch (error) {
      if (!(error instanceof SeamWebhookError)) throw error;
      refused.push(error.reason);
      return new Response(null, { status: 400 });
    }
  });
  const { acs_system_id } = fake.add.acsSystem();
  const happen = async () => {
    const { acs_user_id } = fake.add.acsUser({ acs_system_id });
    await fake.seam.acs.users.delete({ acs_user_id });
  };
  return { ...fake, secrets, seen, refused, webhook_id, happen };
};

const minute = 60_000;

describe('webhooks', () => {
  it('deliver the listed event once, signed', async () => {
    const { webhooks, happen, seen, seam } = await start();
    await happen();
    expect(seen).toEqual([]);
    await webhooks.flush();
    await webhooks.flush();
    expect(seen).toEqual(
      ['msg_0000001f-0000-4000-8000-000000000001 acs_user.deleted'].map((line) =>
        line.replace(/^\S+/, webhooks.deliveries[0]?.message_id ?? ''),
      ),
    );
    const events = await seam.events.list({ since: '2025-01-01T00:00:00Z' });
    expect(webhooks.deliveries).toMatchObject([{ event_id: events[0]?.event_id, status: 'delivered' }]);
  });

  it('are retried on the documented schedule until they are accepted', async () => {
    const { webhooks, happen, seen, clock } = await start({ refuse: 2 });
    await happen();
    await webhooks.flush();
    expect(webhooks.deliveries).toMatchObject([{ status: 'pending', attempts: [{ status: 500 }] }]);
    clock.advance(4_999);
    await webhooks.flush();
    expect(webhooks.deliveries[0]?.attempts).toHaveLength(1);
    clock.advance(1);
    await webhooks.flush();
    expect(webhooks.deliveries[0]?.attempts).toHaveLength(2);
    clock.advance(5 * minute);
    await webhooks.flush();
    expect(webhooks.deliveries).toMatchObject([{ status: 'delivered' }]);
    expect(seen).toHaveLength(1);
  });

  it('fail after eight attempts in 27.5 hours', async () => {
    const { webhooks, happen, clock } = await start({ refuse: Number.POSITIVE_INFINITY });
    await happen();
    const began = clock.now().getTime();
    await webhooks.drain();
    expect(webhooks.deliveries).toMatchObject([{ status: 'failed' }]);
    expect(webhooks.deliveries[0]?.attempts).toHaveLength(8);
    expect((clock.now().getTime() - began) / minute).toBeCloseTo(27 * 60 + 35, 0);
  });

  it('can be dropped and retried, or lost without retries', async () => {
    const { webhooks, happen, seen } = await start();
    webhooks.faults.queue({ kind: 'drop' }, { kind: 'lose' });
    await happen();
    await happen();
    await webhooks.drain();
    expect(seen).toHaveLength(1);
    expect(webhooks.deliveries.map(({ status }) => status)).toEqual(['delivered', 'failed']);
  });

  it('can be delivered twice with one id', async () => {
    const { webhooks, happen, seen } = await start();
    webhooks.faults.queue({ kind: 'duplicate' });
    await happen();
    await webhooks.drain();
    expect(seen).toHaveLength(2);
    expect(new Set(seen).size).toBe(1);
  });

  it('can be delivered out of order', async () => {
    const { webhooks, happen, seen } = await start();
    webhooks.faults.queue({ kind: 'reorder' });
    await happen();
    await happen();
    await webhooks.drain();
    const [first, second] = webhooks.deliveries;
    expect(seen.map((line) => line.split(' ')[0])).toEqual([second?.message_id, first?.message_id]);
  });

  it.each([
    [{ kind: 'delay', ms: 301_000 }, 'timestamp'],
    [{ kind: 'old_secret' }, 'signature'],
    [{ kind: 'tamper' }, 'signature'],
  ] as const)('%j is rejected for its %s, and the next attempt succeeds', async (fault, reason) => {
    const { webhooks, happen, seen, refused } = await start();
    webhooks.faults.queue(fault);
    await happen();
    await webhooks.drain();
    expect(refused).toEqual([reason]);
    expect(seen).toHaveLength(1);
  });

  it('are signed with the new secret after a rotation', async () => {
    const { webhooks, happen, seen, refused, secrets, webhook_id } = await start();
    secrets.push(webhooks.rotateSecret(webhook_id));
    webhooks.faults.queue({ kind: 'old_secret' });
    await happen();
    await happen();
    await webhooks.drain();
    expect(seen).toHaveLength(2);
    secrets.shift();
    webhooks.faults.queue({ kind: 'old_secret' });
    await happen();
    await webhooks.drain();
    expect(refused).toEqual(['signature']);
    expect(seen).toHaveLength(3);
  });

  it('have the same random faults with the same seed', async () => {
    const run = async () => {
      const { webhooks, happen } = await start();
      webhooks.faults.rate({ kind: 'drop' }, 0.3);
      for (let index = 0; index < 20; index += 1) await happen();
      await webhooks.drain();
      return webhooks.deliveries.map(({ attempts }) => attempts.length);
    };
    const attempts = await run();
    expect(new Set(attempts).size).toBeGreaterThan(1);
    expect(await run()).toEqual(attempts);
  });

  it('deliver only subscribed events, and none after deletion', async () => {
    const { seam, webhooks, webhook_id, happen } = await start();
    await seam.webhooks.update({ webhook_id, event_types: ['device.added'] });
    await happen();
    expect(webhooks.deliveries).toEqual([]);
    await seam.webhooks.update({ webhook_id, event_types: ['acs_user.deleted'] });
    await happen();
    await seam.webhooks.delete({ webhook_id });
    await webhooks.drain();
    expect(webhooks.deliveries).toMatchObject([{ status: 'failed', attempts: [] }]);
  });

  it('are delivered over HTTP automatically when the fake listens on a socket', async () => {
    await using fake = createFakeSeam({ seed: 'empty' });
    let arrive: (text: string) => void;
    const arrived = new Promise<string>((resolve) => {
      arrive = resolve;
    });
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => arrive(`${request.method} ${chunk.toString('utf8')}`));
      response.writeHead(200).end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const { url: base } = await fake.listen();
    const post = (path: string, body: object) =>
      fetch(base + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('/webhooks/create', { url: `http://127.0.0.1:${port}/` });
    const { acs_system_id } = fake.add.acsSystem();
    const { acs_user_id } = fake.add.acsUser({ acs_system_id });
    await post('/acs/users/delete', { acs_user_id });
    expect(await arrived).toContain('"event_type":"acs_user.deleted"');
    await fake.webhooks.flush();
    expect(fake.webhooks.deliveries).toMatchObject([{ status: 'delivered' }]);
    server.close();
  });
});
