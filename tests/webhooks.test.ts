import {
  backfillEvents,
  createWebhookReceiver,
  createMemoryWebhookStore,
  createWebhookFetchHandler,
  type WebhookDeliveryResult,
} from '@org/seam-server';
import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';

const url = 'https://example.com/hook';

/** A fake that delivers its events to a receiver. Both use the fake's clock. */
const start = async (randomSeed = 1) => {
  const fake = createFakeSeam({ seed: 'empty', randomSeed });
  const now = () => fake.clock.now().getTime();
  const { secret = '', webhook_id } = await fake.seam.webhooks.create({ url });
  const handled: string[] = [];
  const outcomes: WebhookDeliveryResult[] = [];
  const handlers = {
    'acs_user.deleted': ({ acs_user_id }: { acs_user_id: string }) => void handled.push(acs_user_id),
  };
  const store = createMemoryWebhookStore({ now });
  const receiveWith = (secrets: string | readonly string[]) =>
    fake.webhooks.receive(
      url,
      createWebhookFetchHandler(
        createWebhookReceiver({
          secrets,
          handlers,
          store,
          now,
          onDelivery: (outcome) => void outcomes.push(outcome),
        }),
      ),
    );
  receiveWith(secret);
  const { acs_system_id } = fake.add.acsSystem();
  const deleteUsers = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => fake.add.acsUser({ acs_system_id }).acs_user_id);
    for (const acs_user_id of ids) await fake.handlers.acs.users.delete({ acs_user_id }, {});
    return ids;
  };
  return { fake, secret, webhook_id, handled, outcomes, handlers, store, receiveWith, deleteUsers };
};

describe('a receiver with unreliable deliveries', () => {
  it.each([1, 2, 3])(
    'processes each of 1,000 events once: dropped, duplicate, reordered, delayed, across a secret rotation (random seed %i)',
    async (randomSeed) => {
      const { fake, secret, webhook_id, handled, outcomes, receiveWith, deleteUsers } =
        await start(randomSeed);
      fake.webhooks.faults.rate({ kind: 'duplicate' }, 0.2);
      fake.webhooks.faults.rate({ kind: 'drop' }, 0.1);
      fake.webhooks.faults.rate({ kind: 'reorder' }, 0.1);
      fake.webhooks.faults.rate({ kind: 'delay', ms: 301_000 }, 0.05);
      const before = await deleteUsers(500);
      await fake.webhooks.flush();
      const next = fake.webhooks.rotateSecret(webhook_id);
      receiveWith([secret, next]);
      fake.webhooks.faults.rate({ kind: 'old_secret' }, 0.1);
      const after = await deleteUsers(500);
      await fake.webhooks.drain();

      expect(handled.toSorted()).toEqual([...before, ...after].toSorted());
      expect(fake.webhooks.deliveries.every(({ status }) => status === 'delivered')).toBe(true);
      const results = new Set(outcomes.map(({ result }) => result));
      expect([...results].toSorted()).toEqual(['duplicate', 'handled', 'webhook_timestamp_out_of_tolerance']);
    },
  );

  it('a back-fill processes lost events, and no others', async () => {
    const { fake, handled, handlers, store, deleteUsers } = await start();
    fake.webhooks.faults.rate({ kind: 'lose' }, 0.3);
    const all = await deleteUsers(200);
    await fake.webhooks.drain();
    const lost = all.length - handled.length;
    expect(lost).toBeGreaterThan(20);

    let moment: string | undefined;
    const cursor = { read: () => moment, write: (to: string) => void (moment = to) };
    const backfill = () =>
      backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01T00:00:00Z' });
    expect(await backfill()).toBe(lost);
    expect(handled.toSorted()).toEqual(all.toSorted());
    expect(moment).toBe(fake.state.events.list().at(-1)?.occurred_at);
    expect(await backfill()).toBe(0);
    expect(handled).toHaveLength(all.length);
  });

  it('treats deliveries of back-filled events as duplicates', async () => {
    const { fake, handled, handlers, store, outcomes, deleteUsers } = await start();
    await deleteUsers(3);
    const cursor = { read: () => undefined, write: () => {} };
    await backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01T00:00:00Z' });
    await fake.webhooks.drain();
    expect(handled).toHaveLength(3);
    expect(outcomes.map(({ result }) => result)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  it('a failed handler holds back the cursor of a back-fill, and no other events', async () => {
    const { fake, store, deleteUsers } = await start();
    const all = await deleteUsers(2);
    fake.clock.advance(3_600_000);
    const [failing = ''] = await deleteUsers(1);
    fake.clock.advance(3_600_000);
    all.push(...(await deleteUsers(2)));
    const handled: string[] = [];
    let isBroken = true;
    const handlers = {
      'acs_user.deleted': ({ acs_user_id }: { acs_user_id: string }) => {
        if (isBroken && acs_user_id === failing) throw new Error('no database');
        handled.push(acs_user_id);
      },
    };
    let moment: string | undefined;
    const cursor = { read: () => moment, write: (to: string) => void (moment = to) };
    const backfill = () =>
      backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01T00:00:00Z' });
    await expect(backfill()).rejects.toMatchObject({
      errors: [{ type: 'webhook_handler_failed', cause: new Error('no database') }],
    });
    expect(handled).toEqual(all);
    const failed = fake.state.events
      .list()
      .find((event) => 'acs_user_id' in event && event.acs_user_id === failing);
    expect(Date.parse(moment ?? '')).toBe(Date.parse(failed?.occurred_at ?? '') - 1);
    isBroken = false;
    expect(await backfill()).toBe(1);
    expect(handled).toEqual([...all, failing]);
    expect(moment).toBe(fake.state.events.list().at(-1)?.occurred_at);
  });

  it('a back-fill skips an event that the receiver is processing, and reads it again the next time', async () => {
    const { fake, handled, handlers, store, deleteUsers } = await start();
    const all = await deleteUsers(3);
    const [, busy] = fake.state.events.list();
    const key = `event:${busy?.event_id}`;
    const lease = await store.acquire(key, { fingerprint: busy?.event_id ?? '', lease: 300_000 });
    let moment: string | undefined;
    const cursor = { read: () => moment, write: (to: string) => void (moment = to) };
    const backfill = () =>
      backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01T00:00:00Z' });
    expect(await backfill()).toBe(2);
    if (lease.state === 'acquired') await store.release(key, lease.token);
    expect(await backfill()).toBe(1);
    expect(handled.toSorted()).toEqual(all.toSorted());
  });

  it('a back-fill reads all pages, whatever their length', async () => {
    const { fake, handled, handlers, store, deleteUsers } = await start();
    const all = await deleteUsers(23);
    const offsets: (number | undefined)[] = [];
    const events = {
      list: ({ since, unstable_offset }: { since: string; unstable_offset?: number | undefined }) => {
        offsets.push(unstable_offset);
        return fake.seam.events.list({ since, unstable_offset, limit: 10 });
      },
    };
    const cursor = { read: () => undefined, write: () => {} };
    await backfillEvents({ events }, { handlers, store, cursor, since: '2025-01-01T00:00:00Z' });
    expect(offsets).toEqual([0, 10, 20, 23]);
    expect(handled).toEqual(all);
  });

  it('a back-fill refuses a cursor that is not a date', async () => {
    const { fake, handlers, store } = await start();
    const cursor = { read: () => 'yesterday', write: () => {} };
    await expect(backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01' })).rejects.toThrow(
      'The cursor',
    );
  });

  it('W36 a handler that reads the current state is correct for any order of events', async () => {
    const { fake, store, secret, deleteUsers } = await start();
    const present = new Set<string>();
    const seen: string[] = [];
    const readUser = async ({ event_type, acs_user_id }: { event_type: string; acs_user_id: string }) => {
      seen.push(`${event_type} ${acs_user_id}`);
      const users = await fake.seam.acs.users.list();
      if (users.some((user) => user.acs_user_id === acs_user_id)) present.add(acs_user_id);
      else present.delete(acs_user_id);
    };
    const handlers = { 'acs_user.created': readUser, 'acs_user.deleted': readUser };
    const now = () => fake.clock.now().getTime();
    fake.webhooks.receive(
      url,
      createWebhookFetchHandler(createWebhookReceiver({ secrets: secret, handlers, store, now })),
    );
    fake.webhooks.faults.rate({ kind: 'reorder' }, 0.5);
    const { acs_system_id } = fake.add.acsSystem();
    const kept: string[] = [];
    for (let number = 0; number < 40; number += 1) {
      const { acs_user_id } = await fake.seam.acs.users.create({
        acs_system_id,
        full_name: `Person ${number}`,
      });
      if (number % 2 === 0) await fake.seam.acs.users.delete({ acs_user_id });
      else kept.push(acs_user_id);
    }
    await deleteUsers(10);
    await fake.webhooks.drain();
    const swapped = seen.filter((text, index) => {
      const [type, id] = text.split(' ');
      return type === 'acs_user.deleted' && seen.indexOf(`acs_user.created ${id}`) > index;
    });
    expect(swapped.length).toBeGreaterThan(0);
    expect([...present].toSorted()).toEqual(kept.toSorted());
  });
});
