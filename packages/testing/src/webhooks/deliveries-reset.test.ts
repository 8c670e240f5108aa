import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';

const url = 'https://example.com/hook';

const promise = <TValue>() => {
  let resolve: (value: TValue) => void = () => {};
  const settled = new Promise<TValue>((done) => {
    resolve = done;
  });
  return { promise: settled, resolve };
};

/** A fake with a receiver whose first response arrives when the test releases it. */
const start = () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const first = promise<Response>();
  const reached = promise<undefined>();
  let count = 0;
  fake.webhooks.receive(url, () => {
    count += 1;
    if (count > 1) return new Response();
    reached.resolve(undefined);
    return first.promise;
  });
  /** Makes an event for a webhook. The ids are the same after a reset. */
  const act = () => {
    const { device_id } = fake.add.device();
    const { webhook_id } = fake.add.webhook({ url });
    fake.events.emit('device.tampered', { device_id });
    fake.events.emit('device.tampered', { device_id });
    return webhook_id;
  };
  const statuses = () => fake.webhooks.deliveries.map(({ status }) => status);
  return {
    ...fake,
    restart: () => fake.reset(),
    act,
    statuses,
    reached: reached.promise,
    release: () => first.resolve(new Response()),
    received: () => count,
  };
};

describe('a delivery that is being sent', () => {
  it('does not change the deliveries after a reset, and those that wait behind it are not sent', async () => {
    const { webhooks, act, statuses, reached, release, received, restart } = start();
    act();
    const sending = webhooks.flush();
    await reached;
    restart();
    act();
    release();
    await sending;
    expect(statuses()).toEqual(['pending', 'pending']);
    expect(received()).toBe(1);
    await webhooks.flush();
    expect(statuses()).toEqual(['delivered', 'delivered']);
  });

  it('does not block the deliveries after a reset', async () => {
    const { webhooks, act, statuses, reached, restart } = start();
    act();
    void webhooks.flush();
    await reached;
    restart();
    act();
    await webhooks.flush();
    expect(statuses()).toEqual(['delivered', 'delivered']);
  });

  it('is not tried again when its webhook is disabled meanwhile, nor are those behind it', async () => {
    const { webhooks, act, statuses, reached, release, received } = start();
    const webhook_id = act();
    const sending = webhooks.flush();
    await reached;
    webhooks.disable(webhook_id);
    release();
    await sending;
    await webhooks.drain();
    expect(statuses()).toEqual(['delivered', 'failed']);
    expect(received()).toBe(1);
  });
});
