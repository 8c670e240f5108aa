import { verifyWebhook } from '@org/seam-core/webhooks';
import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const url = 'https://example.com/hook';
const since = '2025-01-01T00:00:00Z';
const [second, minute, hour] = [1000, 60_000, 3_600_000];

/** A fake with a webhook whose receiver responds with each status in turn, then with 204. */
const start = async (event_types: string[] = ['*'], statuses: number[] = []) => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { device_id } = fake.add.device();
  const { webhook_id, secret = '' } = await fake.seam.webhooks.create({ url, event_types });
  const received: { body: string; headers: Record<string, string> }[] = [];
  fake.webhooks.receive(url, async (request) => {
    received.push({ body: await request.text(), headers: Object.fromEntries(request.headers) });
    return new Response(null, { status: statuses.shift() ?? 204 });
  });
  return { ...fake, device_id, webhook_id, secret, received };
};

describe('a webhook', () => {
  it('receives the same object that events.get returns', async () => {
    const { seam, events, webhooks, device_id, received } = await start();
    const { event_id } = events.emit('device.tampered', { device_id });
    await webhooks.flush();
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(await seam.events.get({ event_id }));
  });

  it('receives events of the types that it names only, also after a change', async () => {
    const { seam, events, webhooks, webhook_id, device_id } = await start(['device.tampered']);
    events.emit('device.doorbell_rang', { device_id });
    events.emit('device.tampered', { device_id });
    await seam.webhooks.update({ webhook_id, event_types: ['device.doorbell_rang'] });
    events.emit('device.tampered', { device_id });
    events.emit('device.doorbell_rang', { device_id });
    expect(webhooks.deliveries.map(({ event_type }) => event_type)).toEqual([
      'device.tampered',
      'device.doorbell_rang',
    ]);
    expect(await seam.webhooks.get({ webhook_id })).toMatchObject({
      url,
      event_types: ['device.doorbell_rang'],
    });
  });

  it('receives all events when its request names no types', async () => {
    const { seam, add, events, webhooks } = createCheckedFake({ seed: 'empty' });
    expect((await seam.webhooks.create({ url })).event_types).toEqual(['*']);
    await seam.webhooks.create({ url: `${url}/second` });
    events.emit('device.tampered', { device_id: add.device().device_id });
    expect(webhooks.deliveries).toHaveLength(2);
  });

  it('receives events of its own workspace only', async () => {
    const { add, events, webhooks } = await start();
    const { workspace_id } = add.workspace();
    events.emit('device.tampered', { device_id: add.device({ workspace_id }).device_id });
    expect(webhooks.deliveries).toEqual([]);
  });

  it('validates a payload with its secret, and no other', async () => {
    const { events, webhooks, device_id, secret, received, clock } = await start();
    events.emit('device.tampered', { device_id });
    await webhooks.flush();
    const [delivery] = received;
    expect(Object.keys(delivery?.headers ?? {})).toEqual(
      expect.arrayContaining(['content-type', 'svix-id', 'svix-signature', 'svix-timestamp']),
    );
    const now = () => clock.now().getTime();
    const verify = (secrets: string) =>
      verifyWebhook({ body: delivery?.body ?? '', headers: delivery?.headers ?? {} }, { secrets, now });
    expect(verify(secret).event.event_type).toBe('device.tampered');
    expect(() => verify('whsec_YS1zdHJhbmdlcnMtc2VjcmV0LTAwMDAw')).toThrow('signature');
  });
});

describe('the delivery of an event', () => {
  it('is attempted at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, with one id', async () => {
    const { events, webhooks, device_id, received } = await start(
      ['*'],
      Array.from({ length: 8 }, () => 500),
    );
    events.emit('device.tampered', { device_id });
    await webhooks.drain();
    const [delivery] = webhooks.deliveries;
    const times = delivery?.attempts.map(({ at }) => Date.parse(at)) ?? [];
    expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual([
      5 * second,
      5 * minute,
      30 * minute,
      2 * hour,
      5 * hour,
      10 * hour,
      10 * hour,
    ]);
    expect(delivery?.status).toBe('failed');
    expect(new Set(received.map(({ headers }) => headers['svix-id'])).size).toBe(1);
  });

  it('succeeds 35 minutes and 5 seconds after the first attempt when three attempts fail', async () => {
    const { events, webhooks, device_id } = await start(['*'], [500, 503, 404]);
    events.emit('device.tampered', { device_id });
    await webhooks.drain();
    const [delivery] = webhooks.deliveries;
    const [first, , , last] = delivery?.attempts.map(({ at }) => Date.parse(at)) ?? [];
    expect(delivery?.status).toBe('delivered');
    expect((last ?? 0) - (first ?? 0)).toBe(35 * minute + 5 * second);
  });

  it.each(['deleted', 'disabled'])('is not attempted again after the webhook is %s', async (change) => {
    const { seam, events, webhooks, webhook_id, device_id, received } = await start(['*'], [500]);
    events.emit('device.tampered', { device_id });
    await webhooks.flush();
    if (change === 'deleted') await seam.webhooks.delete({ webhook_id });
    else webhooks.disable(webhook_id);
    events.emit('device.tampered', { device_id });
    await webhooks.drain();
    expect(received).toHaveLength(1);
    expect(webhooks.deliveries).toMatchObject([{ status: 'failed' }]);
  });

  it('continues with later events after a disabled webhook is enabled', async () => {
    const { events, webhooks, webhook_id, device_id, seam } = await start();
    webhooks.disable(webhook_id);
    expect(await seam.webhooks.get({ webhook_id })).not.toHaveProperty('is_disabled');
    events.emit('device.tampered', { device_id });
    webhooks.enable(webhook_id);
    events.emit('device.doorbell_rang', { device_id });
    expect(webhooks.deliveries).toMatchObject([{ event_type: 'device.doorbell_rang' }]);
    expect(() => webhooks.disable('none')).toThrow('There is no webhook "none"');
  });

  it('happens although the event was removed with its account', async () => {
    const { seam, events, webhooks, device_id, received, state } = await start();
    const { event_id } = events.emit('device.tampered', { device_id });
    const { connected_account_id = '' } = state.devices.get(device_id) ?? {};
    await seam.connectedAccounts.delete({ connected_account_id });
    expect((await seam.events.list({ since })).map((event) => event.event_id)).not.toContain(event_id);
    await webhooks.flush();
    expect(received.map(({ body }) => (JSON.parse(body) as { event_type: string }).event_type)).toEqual([
      'device.tampered',
      'device.deleted',
      'connected_account.deleted',
    ]);
  });
});
