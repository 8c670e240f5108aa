import {
  backfillWebhooks,
  createWebhookReceiver,
  memoryWebhookStore,
  webhookFetchHandler,
  type WebhookOutcome,
} from '@org/seam-core/webhooks';
import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';

const url = 'https://example.com/hook';

/** A fake whose webhook goes to a receiver, on one clock. */
const start = async (randomSeed = 1) => {
  const fake = createFakeSeam({ seed: 'empty', randomSeed });
  const now = () => fake.clock.now().getTime();
  const { secret = '', webhook_id } = await fake.seam.webhooks.create({ url });
  const handled: string[] = [];
  const outcomes: WebhookOutcome[] = [];
  const on = {
    'acs_user.deleted': ({ acs_user_id }: { acs_user_id: string }) => void handled.push(acs_user_id),
  };
  const store = memoryWebhookStore({ now });
  const receiveWith = (secrets: string | readonly string[]) =>
    fake.webhooks.receive(
      url,
      webhookFetchHandler(
        createWebhookReceiver({
          secrets,
          on,
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
  return { fake, secret, webhook_id, handled, outcomes, on, store, receiveWith, deleteUsers };
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
    const { fake, handled, on, store, deleteUsers } = await start();
    fake.webhooks.faults.rate({ kind: 'lose' }, 0.3);
    const all = await deleteUsers(200);
    await fake.webhooks.drain();
    const lost = all.length - handled.length;
    expect(lost).toBeGreaterThan(20);

    let moment: string | undefined;
    const cursor = { read: () => moment, write: (to: string) => void (moment = to) };
    const backfill = () => backfillWebhooks(fake.seam, { on, store, cursor, since: '2025-01-01T00:00:00Z' });
    expect(await backfill()).toBe(lost);
    expect(handled.toSorted()).toEqual(all.toSorted());
    expect(moment).toBe(fake.state.events.list().at(-1)?.created_at);
    expect(await backfill()).toBe(0);
    expect(handled).toHaveLength(all.length);
  });

  it('is not told again of what a back-fill acted on', async () => {
    const { fake, handled, on, store, outcomes, deleteUsers } = await start();
    await deleteUsers(3);
    const cursor = { read: () => undefined, write: () => {} };
    await backfillWebhooks(fake.seam, { on, store, cursor, since: '2025-01-01T00:00:00Z' });
    await fake.webhooks.drain();
    expect(handled).toHaveLength(3);
    expect(outcomes.map(({ result }) => result)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  it('goes on with a back-fill where a function failed', async () => {
    const { fake, store, deleteUsers } = await start();
    const all = await deleteUsers(5);
    const handled: string[] = [];
    let isBroken = true;
    const on = {
      'acs_user.deleted': ({ acs_user_id }: { acs_user_id: string }) => {
        if (isBroken && acs_user_id === all[2]) throw new Error('no database');
        handled.push(acs_user_id);
      },
    };
    let moment: string | undefined;
    const cursor = { read: () => moment, write: (to: string) => void (moment = to) };
    const backfill = () => backfillWebhooks(fake.seam, { on, store, cursor, since: '2025-01-01T00:00:00Z' });
    await expect(backfill()).rejects.toMatchObject({ type: 'webhook_handler_failed' });
    expect(moment).toBeUndefined();
    isBroken = false;
    await backfill();
    expect(handled).toEqual(all);
  });
});
