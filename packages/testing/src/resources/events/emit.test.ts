import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { EventType } from './emit.ts';

const since = '2025-01-01T00:00:00Z';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { add } = fake;
  const { connected_account_id } = add.connectedAccount({ custom_metadata: { building: 'north' } });
  const { device_id } = add.device({ connected_account_id, custom_metadata: { floor: '2' } });
  return { ...fake, device_id, connected_account_id };
};

describe('events.emit()', () => {
  it('lists the event, with the fields that follow from its resources', async () => {
    const { seam, events, device_id, connected_account_id } = start();
    const event = events.emit('device.low_battery', { device_id, battery_level: 0.08 });
    expect(event).toMatchObject({
      device_id,
      connected_account_id,
      battery_level: 0.08,
      device_custom_metadata: { floor: '2' },
      connected_account_custom_metadata: { building: 'north' },
      event_description: 'Device low battery.',
      occurred_at: '2026-01-01T00:00:00.000Z',
    });
    expect(await seam.events.list({ since, device_id })).toEqual([event]);
  });

  it('delivers the event to webhooks that are subscribed to it', async () => {
    const { seam, events, webhooks, device_id } = start();
    await seam.webhooks.create({ url: 'https://example.com/hook', event_types: ['device.tampered'] });
    events.emit('device.doorbell_rang', { device_id });
    events.emit('device.tampered', { device_id });
    expect(webhooks.deliveries).toMatchObject([{ event_type: 'device.tampered' }]);
  });

  it('takes fields that all events have', () => {
    const { events, add, device_id, connected_account_id } = start();
    const { workspace_id } = add.workspace();
    const event_description = 'The cover of the lock was opened.';
    const occurred_at = '2025-12-31T23:00:00.000Z';
    const fields = { device_id, connected_account_id, event_description, occurred_at, workspace_id };
    expect(events.emit('device.tampered', fields)).toMatchObject(fields);
  });

  it('finds the workspace of the resource', () => {
    const { events, add } = start();
    const { workspace_id } = add.workspace();
    const { device_id } = add.device({ workspace_id });
    expect(events.emit('device.tampered', { device_id }).workspace_id).toBe(workspace_id);
  });

  const unknown = '00000000-0000-4000-8000-000000000000';
  it.each([
    ['device.tamperd', {}, /there is no event type "device.tamperd". Did you mean "device.tampered"/],
    ['device.tampered', undefined, /takes an object of properties; got undefined/],
    ['device.tampered', { deviceid: 'x' }, /unknown property "deviceid". Did you mean "device_id"/],
    ['device.tampered', { device_id: 'lock' }, /device_id must be a UUID; got "lock"/],
    [
      'device.tampered',
      { device_id: unknown },
      /needs the property connected_account_id: pass it, or the id/,
    ],
    ['lock.locked', { device_id: unknown, connected_account_id: unknown }, /needs the property method/],
    ['acs_user.deleted', { acs_user_id: unknown, acs_system_id: 7 }, /acs_system_id must be a UUID; got 7/],
    ['access_grant.created', { access_grant_id: unknown, occurred_at: 'now' }, /occurred_at must be a date/],
    ['access_grant.created', { access_grant_id: unknown, workspace_id: 'x' }, /there is no workspace "x"/],
  ])('refuses %s with %j', (event_type, properties, message) => {
    const { events, state } = start();
    expect(() => events.emit(event_type as EventType, properties as never)).toThrow(message);
    expect(state.events.size).toBe(0);
  });
});
