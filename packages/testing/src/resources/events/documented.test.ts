import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { FakeSeam } from '../../fake/fake-seam.ts';

const since = '2025-01-01T00:00:00Z';
const uuid = '00000000-0000-4000-8000-000000000001';

/** Emits an event that names the resource of a filter, and returns the value to filter by. */
const emitters: Readonly<Record<string, (fake: FakeSeam) => string>> = {
  access_code_id: ({ add, events }) => {
    const { access_code_id } = add.accessCode({ device_id: add.device().device_id });
    events.emit('access_code.created', { access_code_id });
    return access_code_id;
  },
  access_grant_id: ({ events }) => {
    events.emit('access_grant.created', { access_grant_id: uuid });
    return uuid;
  },
  access_method_id: ({ events }) => {
    events.emit('access_method.created', { access_method_id: uuid, access_grant_ids: [] });
    return uuid;
  },
  acs_access_group_id: ({ events }) => {
    events.emit('acs_access_group.deleted', { acs_access_group_id: uuid, acs_system_id: uuid });
    return uuid;
  },
  acs_credential_id: ({ events }) => {
    events.emit('acs_credential.deleted', { acs_credential_id: uuid, acs_system_id: uuid });
    return uuid;
  },
  acs_encoder_id: ({ events }) => {
    events.emit('acs_encoder.added', { acs_encoder_id: uuid, acs_system_id: uuid });
    return uuid;
  },
  acs_entrance_id: ({ events }) => {
    events.emit('acs_entrance.added', { acs_entrance_id: uuid, acs_system_id: uuid });
    return uuid;
  },
  acs_system_id: ({ add, events }) => {
    const { acs_system_id } = add.acsSystem();
    events.emit('acs_system.added', { acs_system_id });
    return acs_system_id;
  },
  acs_user_id: ({ events }) => {
    events.emit('acs_user.created', { acs_user_id: uuid, acs_system_id: uuid });
    return uuid;
  },
  connect_webview_id: ({ events }) => {
    events.emit('connect_webview.login_failed', { connect_webview_id: uuid });
    return uuid;
  },
  connected_account_id: ({ add, events }) => {
    const { connected_account_id } = add.connectedAccount();
    events.emit('connected_account.completed_first_sync', { connected_account_id });
    return connected_account_id;
  },
  customer_key: ({ add, events }) => {
    const { connected_account_id } = add.connectedAccount({ customer_key: 'acme' });
    events.emit('device.tampered', { device_id: add.device({ connected_account_id }).device_id });
    return 'acme';
  },
  device_id: ({ add, events }) => {
    const { device_id } = add.device();
    events.emit('device.tampered', { device_id });
    return device_id;
  },
  space_id: ({ add, events }) => {
    const { space_id } = add.space();
    events.emit('space.created', { space_id });
    return space_id;
  },
  user_identity_id: ({ events }) => {
    events.emit('lock.unlocked', { user_identity_id: uuid, connected_account_id: uuid, method: 'card' });
    return uuid;
  },
};

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  fake.events.emit('client_session.deleted', { client_session_id: uuid });
  return fake;
};

describe('a list of events', () => {
  it.each(Object.entries(emitters))('is filtered by %s', async (filter, emit) => {
    const fake = start();
    const value = emit(fake);
    expect(await fake.seam.events.list({ since, [filter]: value })).toEqual([[...fake.state.events][1]]);
    const other = filter === 'customer_key' ? 'other' : '00000000-0000-4000-8000-000000000009';
    expect(await fake.seam.events.list({ since, [filter]: other })).toEqual([]);
  });

  it.each(['access_code', 'access_grant', 'access_method', 'acs_system', 'device', 'space'])(
    'is filtered by several ids of a kind: %s_ids',
    async (kind) => {
      const fake = start();
      const value = emitters[`${kind}_id`]?.(fake) ?? '';
      expect(await fake.seam.events.list({ since, [`${kind}_ids`]: [uuid, value] })).toHaveLength(1);
    },
  );

  it('has at most 500 events unless the request says otherwise', async () => {
    const { seam, events } = start();
    for (let count = 0; count < 500; count += 1)
      events.emit('client_session.deleted', { client_session_id: uuid });
    expect(await seam.events.list({ since })).toHaveLength(500);
    expect(await seam.events.list({ since, limit: 501 })).toHaveLength(501);
    expect(await seam.events.list({ since, unstable_offset: 500 })).toHaveLength(1);
  });

  it.each([[{}], [{ since: 'yesterday' }]])('needs since or between: %j is refused', async (params) => {
    const { seam } = start();
    await expect(seam.events.list(params as { since: string })).rejects.toMatchObject({ name: /Seam/ });
  });

  it('is limited by the time of the events, not by that of their writing', async () => {
    const { seam, events } = start();
    const occurred_at = '2025-06-01T12:00:00.000Z';
    events.emit('client_session.deleted', { client_session_id: uuid, occurred_at });
    const between: [string, string] = ['2025-06-01T00:00:00Z', '2025-06-02T00:00:00Z'];
    expect(await seam.events.list({ between })).toMatchObject([
      { occurred_at, created_at: '2026-01-01T00:00:00.000Z' },
    ]);
  });
});

describe('an event', () => {
  it('has an id, a type, a workspace, two times and a description', async () => {
    const { seam, workspaceId: workspace_id } = start();
    const now = '2026-01-01T00:00:00.000Z';
    const event_id = expect.stringMatching(/^[\da-f-]{36}$/) as string;
    expect(await seam.events.list({ since })).toEqual([
      {
        event_id,
        event_type: 'client_session.deleted',
        event_description: 'Client session deleted.',
        workspace_id,
        created_at: now,
        occurred_at: now,
        client_session_id: uuid,
      },
    ]);
  });

  it('repeats the custom metadata of its device and its account, and their customer', async () => {
    const { seam, add } = start();
    const { connected_account_id } = add.connectedAccount({
      custom_metadata: { building: 'north' },
      customer_key: 'acme',
    });
    const { device_id } = add.device({ connected_account_id, custom_metadata: { floor: '2' } });
    await seam.devices.update({ device_id, name: 'Back door' });
    expect(await seam.events.get({ device_id })).toMatchObject({
      event_type: 'device.name_changed',
      device_custom_metadata: { floor: '2' },
      connected_account_custom_metadata: { building: 'north' },
      customer_key: 'acme',
    });
  });

  it('is found by its id, by its type and by its device', async () => {
    const { seam, add, events } = start();
    const { device_id } = add.device();
    const event = events.emit('device.tampered', { device_id });
    expect(await seam.events.get({ event_id: event.event_id })).toEqual(event);
    expect(await seam.events.get({ event_type: 'device.tampered' })).toEqual(event);
    expect(await seam.events.get({ device_id })).toEqual(event);
  });

  it('outlives the resource that it is about', async () => {
    const { seam, add } = start();
    const { space_id } = await seam.spaces.create({ name: 'Flat' });
    await seam.spaces.delete({ space_id });
    add.space();
    expect((await seam.events.list({ since, space_id })).map((event) => event.event_type)).toEqual([
      'space.created',
      'space.deleted',
    ]);
  });
});
