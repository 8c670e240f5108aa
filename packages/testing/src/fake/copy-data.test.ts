import { paginationOf } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';

/** What a caller may do with an object of its own. */
const change = (value: object, changes: object): void => void Object.assign(value, changes);

const since = '2025-01-01T00:00:00.000Z';
const url = 'https://example.com/hook';

describe('the rows of a fake', () => {
  it('do not change with objects that handlers returned, so that a reset restores them', async () => {
    const fake = createFakeSeam();
    const { handlers, state } = fake;
    const [device] = await handlers.devices.list({}, {});
    const device_id = device?.device_id ?? '';
    change(device?.properties ?? {}, { online: false });
    expect(state.devices.get(device_id)?.properties.online).toBe(true);
    fake.reset();
    expect(state.devices.get(device_id)?.properties.online).toBe(true);
  });

  it('do not change with objects that were passed to handlers or to add, or that add returned', async () => {
    const { handlers, add, state } = createFakeSeam({ seed: 'empty' });
    const custom_metadata = { floor: '1' };
    const device = add.device({ custom_metadata });
    const { connect_webview_id } = await handlers.connectWebviews.create({ custom_metadata }, {});
    change(custom_metadata, { floor: '2' });
    change(device.properties, { online: false });
    expect(state.devices.get(device.device_id)).toMatchObject({
      custom_metadata: { floor: '1' },
      properties: { online: true },
    });
    expect(state.connectWebviews.get(connect_webview_id)?.custom_metadata).toEqual({ floor: '1' });
  });

  it('keep the pages of a list that a handler returns', async () => {
    const { handlers } = createFakeSeam();
    const list = await handlers.userIdentities.list({ limit: 2 }, {});
    expect(paginationOf(list)).toMatchObject({ has_next_page: true });
  });

  it('do not change with an event that was emitted, or with the properties that it was made of', async () => {
    const { events, seam, state, add } = createFakeSeam({ seed: 'empty' });
    const { device_id } = add.device();
    const device_errors = [{ error_code: 'hub_disconnected', message: 'Offline', created_at: since }];
    const fields = { device_id, device_errors, connected_account_errors: [] };
    const event = events.emit('device.connection_became_flaky', fields);
    const expected = structuredClone(event);
    change(device_errors[0] ?? {}, { message: 'changed' });
    change(event, { occurred_at: 'changed' });
    expect(state.events.get(event.event_id)).toEqual(expected);
    expect(await seam.events.list({ since })).toEqual([expected]);
  });

  it('do not change with a snapshot that was taken or restored', () => {
    const fake = createFakeSeam();
    const snapshot = fake.snapshot();
    const devices = () => fake.state.devices.list().map(({ properties }) => properties.online);
    const before = devices();
    const changeAll = () => {
      const { rows } = snapshot.state['devices'] as { rows: [number, { properties: object }][] };
      for (const [, { properties }] of rows) change(properties, { online: 'changed' });
    };
    fake.restore(snapshot);
    changeAll();
    expect(devices()).toEqual(before);
    fake.reset();
    expect(devices()).toEqual(before);
  });

  it('do not change with calls of the journal, deliveries, or planned faults', async () => {
    const { handlers, journal, state, webhooks, faults, add, events } = createFakeSeam({ seed: 'empty' });
    const { webhook_id } = await handlers.webhooks.create({ url, event_types: ['device.tampered'] }, {});
    change(journal.calls[0]?.params['event_types'] ?? [], ['device.removed']);
    expect(state.webhooks.get(webhook_id)?.event_types).toEqual(['device.tampered']);

    events.emit('device.tampered', { device_id: add.device().device_id });
    change(webhooks.deliveries[0] ?? {}, { status: 'delivered' });
    expect(webhooks.deliveries).toMatchObject([{ status: 'pending' }]);

    faults.queue('/devices/list', { kind: 'status', status: 503 });
    change(faults.unused[0]?.fault ?? {}, { status: 404 });
    expect(faults.unused).toMatchObject([{ fault: { status: 503 } }]);
  });

  it('do not change with arguments of the provider whose change Seam finds later', () => {
    const { provider, clock, state, add } = createFakeSeam({
      seed: 'empty',
      assumptions: { provider_sync_ms: 1000 },
    });
    const fields = { full_name: 'Ada' };
    const acs_user_id = provider.addAcsUser(add.acsSystem().acs_system_id, fields);
    change(fields, { full_name: 'changed' });
    clock.advance(1000);
    expect(state.acsUsers.get(acs_user_id)?.full_name).toBe('Ada');
  });
});
