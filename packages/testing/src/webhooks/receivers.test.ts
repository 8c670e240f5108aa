import { describe, expect, it, vi } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { refusalOf, type WebhookReceiver } from './receivers.ts';

/** A fake with a webhook, and a function that causes an event for it. */
const start = (url: string, receiver?: WebhookReceiver, receivedAt = url) => {
  const fake = createFakeSeam({ seed: 'empty' });
  fake.add.webhook({ url });
  if (receiver) fake.webhooks.receive(receivedAt, receiver);
  const { device_id } = fake.add.device();
  const happen = () => fake.events.emit('device.tampered', { device_id });
  return { ...fake, happen, clock: fake.clock };
};

const hook = 'https://app.example.com/hook';

describe('a delivery without a receiver', () => {
  it.each([
    ['http://localhost:3000/hook', true],
    ['http://LOCALHOST./hook', true],
    ['http://127.1.2.3', true],
    ['http://[::1]:3000', true],
    ['http://[::ffff:127.0.0.1]', true],
    ['http://192.168.1.10', true],
    ['http://172.31.0.2', true],
    ['http://[fd12::1]', true],
    ['http://app:3000/hook', true],
    ['http://host.docker.internal', true],
    ['http://web.default.svc.cluster.local', true],
    ['https://shop.test/hook', true],
    [hook, false],
    ['http://172.32.0.2', false],
    ['http://8.8.8.8', false],
    ['http://[2606:4700::1111]', false],
    ['http://localhost.example.com', false],
    ['not a URL', false],
  ])('to %s is sent: %j', (url, isSent) => {
    expect(refusalOf(url) === undefined).toBe(isSent);
  });

  it('to the internet fails at once, without a request and without moving the clock', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    const { webhooks, happen, clock } = start(hook);
    const before = clock.timestamp();
    happen();
    await webhooks.drain();
    expect(fetch).not.toHaveBeenCalled();
    expect(clock.timestamp()).toBe(before);
    expect(webhooks.deliveries).toMatchObject([
      { status: 'failed', attempts: [{ status: null, error: expect.stringContaining(hook) as string }] },
    ]);
  });

  it('to the internet is sent when fetch is the receiver', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response());
    const { webhooks, happen } = start(hook, (request) => globalThis.fetch(request));
    happen();
    await webhooks.flush();
    expect(fetch).toHaveBeenCalledOnce();
    expect(webhooks.deliveries).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('a receiver', () => {
  it.each([
    ['https://app.example.com', 'https://app.example.com/'],
    ['https://app.example.com/hook', 'https://APP.example.com:443/hook'],
  ])('handles deliveries to %s when it is registered for %s', async (url, receivedAt) => {
    const { webhooks, happen } = start(url, () => new Response(), receivedAt);
    happen();
    await webhooks.flush();
    expect(webhooks.deliveries).toMatchObject([{ status: 'delivered' }]);
  });

  it.each<[string, () => unknown, string]>([
    ['throws an error', () => Promise.reject(new Error('expected 1 to be 2')), 'expected 1 to be 2'],
    ['returns nothing', () => undefined, 'The receiver did not return a Response.'],
  ])('that %s has not received the delivery, and verify() reports it', async (_, run, message) => {
    const { webhooks, happen, ...fake } = start(hook, run as WebhookReceiver);
    happen();
    await webhooks.flush();
    expect(webhooks.deliveries).toMatchObject([
      { status: 'pending', attempts: [{ status: null, error: message }] },
    ]);
    expect(() => {
      fake.verify();
    }).toThrow(`The receiver of ${hook} failed: ${message}`);
  });

  it('may throw an error when the attempt has a fault', async () => {
    const { webhooks, happen, ...fake } = start(hook, () => Promise.reject(new Error('Wrong signature')));
    webhooks.faults.queue({ kind: 'tamper' });
    happen();
    await webhooks.flush();
    expect(webhooks.deliveries[0]?.attempts).toMatchObject([{ error: 'Wrong signature', fault: 'tamper' }]);
    expect(() => {
      fake.verify();
    }).not.toThrow();
  });

  it('gets a duplicate also when it failed the first time', async () => {
    const receiver = vi
      .fn<WebhookReceiver>()
      .mockRejectedValueOnce(new Error('once'))
      .mockResolvedValue(new Response());
    const { webhooks, happen } = start(hook, receiver);
    webhooks.faults.queue({ kind: 'duplicate' });
    happen();
    await webhooks.flush();
    expect(receiver).toHaveBeenCalledTimes(2);
    expect(webhooks.deliveries).toMatchObject([{ status: 'delivered' }]);
  });
});
