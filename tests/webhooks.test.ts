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

/** A fake whose webhook goes to a receiver, on one clock. */
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

describe('a receiver behind a bad line', () => {
  it.each([1, 2, 3])(
    'acts once on each of 1,000 events: dropped, doubled, out of order, late, across a rotation (chance %i)',
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

  it('finds what was lost for good by asking for it, and what was not it leaves alone', async () => {
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

  it('is not told again of what a back-fill acted on', async () => {
    const { fake, handled, handlers, store, outcomes, deleteUsers } = await start();
    await deleteUsers(3);
    const cursor = { read: () => undefined, write: () => {} };
    await backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01T00:00:00Z' });
    await fake.webhooks.drain();
    expect(handled).toHaveLength(3);
    expect(outcomes.map(({ result }) => result)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  it('keeps a back-fill’s cursor, and none of the other events, back when a function fails', async () => {
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

  it('leaves what the receiver is at to it, and looks again the next time', async () => {
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

  it('reads as many pages as there are, however short Seam makes them', async () => {
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

  it('does not begin a back-fill anywhere when the cursor is no date', async () => {
    const { fake, handlers, store } = await start();
    const cursor = { read: () => 'yesterday', write: () => {} };
    await expect(backfillEvents(fake.seam, { handlers, store, cursor, since: '2025-01-01' })).rejects.toThrow(
      'The cursor',
    );
  });

  it('W36 acts right on events in any order when a function asks for how things are', async () => {
    const { fake, store, secret, deleteUsers } = await start();
    const present = new Set<string>();
    const seen: string[] = [];
    const look = async ({ event_type, acs_user_id }: { event_type: string; acs_user_id: string }) => {
      seen.push(`${event_type} ${acs_user_id}`);
      const users = await fake.seam.acs.users.list();
      if (users.some((user) => user.acs_user_id === acs_user_id)) present.add(acs_user_id);
      else present.delete(acs_user_id);
    };
    const handlers = { 'acs_user.created': look, 'acs_user.deleted': look };
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
