import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const customer_key = 'customer_123';
const day = 86_400_000;

const start = () => createCheckedFake({ seed: 'empty' });

describe('a customer key', () => {
  it('on a connect webview finds the account, its devices, its systems and their events', async () => {
    const fake = start();
    const { seam, add, state } = fake;
    add.device();
    const { connect_webview_id } = await seam.connectWebviews.create({ customer_key });
    fake.completeConnectWebview(connect_webview_id);
    const { connected_account_id = '' } = [...state.connectedAccounts].at(-1) ?? {};
    const { acs_system_id } = add.acsSystem({ connected_account_id });
    expect(await seam.connectWebviews.list({ customer_key })).toMatchObject([{ connect_webview_id }]);
    expect(await seam.connectedAccounts.list({ customer_key })).toMatchObject([{ connected_account_id }]);
    expect(await seam.devices.list({ customer_key })).toMatchObject([{ connected_account_id }]);
    expect(await seam.acs.systems.list({ customer_key })).toMatchObject([{ acs_system_id }]);
    const events = await seam.events.list({ since: '2025-01-01T00:00:00Z', customer_key });
    expect(events.map((event) => event.event_type)).toEqual([
      'connect_webview.login_succeeded',
      'connected_account.connected',
      'device.connected',
      'device.added',
    ]);
  });
});

describe('a customer portal', () => {
  it('belongs to one customer, and its link expires after 7 days', async () => {
    const { seam, clock } = start();
    const portal = await seam.customers.createPortal({ customer_data: { customer_key } });
    expect(portal).toMatchObject({ customer_key, created_at: clock.timestamp() });
    expect(Date.parse(portal.expires_at) - Date.parse(portal.created_at)).toBe(7 * day);
    const again = await seam.customers.createPortal({ customer_data: { customer_key } });
    expect(again.url).not.toBe(portal.url);
  });

  it('stores the places of its customer by the keys of the application', async () => {
    const { seam } = start();
    await seam.customers.createPortal({
      is_embedded: true,
      features: { connect: { exclude: false }, organize: { exclude: true } },
      customer_data: {
        customer_key,
        spaces: [{ name: '123 Main Street', space_key: 'property-123' }],
        property_listings: [{ name: 'Property 1', property_listing_key: 'property_1_id' }],
      },
    });
    const spaces = await seam.spaces.list({ customer_key });
    expect(new Set(spaces.map(({ space_key }) => space_key))).toEqual(
      new Set(['property-123', 'property_1_id']),
    );
    expect(await seam.spaces.get({ space_key: 'property-123' })).toMatchObject({ name: '123 Main Street' });
  });

  it.each([
    [{ field: 'region', operation: '=' as const, value: 'europe' }, true],
    [{ field: '_is_open', operation: '=' as const, value: true }, true],
    [{ field: '1region', operation: '=' as const, value: 'europe' }, false],
    [{ field: 'the-region', operation: '=' as const, value: 'europe' }, false],
    [{ field: 'region', operation: '>' as '=', value: 'europe' }, false],
  ])('takes filters of its resources by field name and "=": %j, %s', async (filter, isValid) => {
    const { seam } = start();
    const request = seam.customers.createPortal({
      customer_data: { customer_key },
      customer_resources_filters: [filter],
    });
    await (isValid
      ? expect(request).resolves.toMatchObject({ customer_key })
      : expect(request).rejects.toThrow());
  });
});

describe('the data of a customer', () => {
  const data = {
    customer_key,
    spaces: [{ space_key: 'flat', name: 'Flat' }],
    guests: [{ guest_key: 'sam', name: 'Sam Okoro', email_address: 'sam@example.com' }],
    reservations: [
      {
        reservation_key: 'r-1',
        guest_key: 'sam',
        space_keys: ['flat'],
        starts_at: '2026-01-01T00:00:00.000Z',
        ends_at: '2026-01-08T00:00:00.000Z',
      },
    ],
  };

  it('becomes spaces, user identities and access grants, which a second push updates', async () => {
    const { seam, state } = start();
    await seam.customers.pushData(data);
    await seam.customers.pushData({ ...data, spaces: [{ space_key: 'flat', name: 'Loft' }] });
    expect([...state.spaces]).toMatchObject([{ space_key: 'flat', name: 'Loft' }]);
    expect([...state.userIdentities]).toMatchObject([{ user_identity_key: 'sam', full_name: 'Sam Okoro' }]);
    expect([...state.accessGrants]).toMatchObject([{ access_grant_key: 'r-1', reservation_key: 'r-1' }]);
  });

  it.each([
    ['a reservation', { reservation_keys: ['r-1'] }, [1, 1, 0]],
    ['a guest, with the access', { guest_keys: ['sam'] }, [1, 0, 0]],
    ['a space', { space_keys: ['flat'] }, [0, 1, 1]],
    ['all of a customer', { customer_keys: [customer_key] }, [0, 0, 0]],
    ['another customer', { customer_keys: ['other'] }, [1, 1, 1]],
  ])('is deleted by key: %s', async (_, keys, left) => {
    const { seam, state } = start();
    await seam.customers.pushData(data);
    await seam.customers.deleteData(keys);
    expect([state.spaces.size, state.userIdentities.size, state.accessGrants.size]).toEqual(left);
  });
});
