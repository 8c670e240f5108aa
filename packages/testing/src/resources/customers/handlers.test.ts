import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

const stay = {
  customer_key: 'lakeside',
  properties: [{ property_key: 'house', name: 'House' }],
  guests: [{ guest_key: 'sam', name: 'Sam Okoro', email_address: 'sam@example.com' }],
  reservations: [
    {
      reservation_key: 'r-1',
      guest_key: 'sam',
      property_keys: ['house'],
      space_keys: ['flat'],
      preferred_code: '2468',
      starts_at: '2026-01-01T00:00:00.000Z',
      ends_at: '2026-01-08T00:00:00.000Z',
    },
  ],
};

describe('pushed data', () => {
  it('becomes spaces, user identities, and access grants with a code', async () => {
    const { seam, state, second } = grantScene();
    await seam.customers.pushData(stay);
    const [sam] = await seam.userIdentities.list({ search: 'Sam' });
    const [grant] = await seam.accessGrants.list({ customer_key: 'lakeside' });
    expect(sam).not.toHaveProperty('customer_key');
    expect(grant).not.toHaveProperty('customer_key');
    expect(grant).toMatchObject({
      access_grant_key: 'r-1',
      reservation_key: 'r-1',
      user_identity_id: sam?.user_identity_id,
      ends_at: '2026-01-08T00:00:00.000Z',
    });
    expect(grant?.space_ids).toHaveLength(2);
    expect([...state.accessCodes]).toMatchObject([{ device_id: second, code: '2468' }]);
    expect(await seam.spaces.list({ customer_key: 'lakeside' })).toMatchObject([{ space_key: 'house' }]);
  });

  it('updates resources with an existing key, and changes nothing when it is pushed again', async () => {
    const { seam, state, clock, eventTypes } = grantScene();
    await seam.customers.pushData(stay);
    const before = eventTypes().length;
    await seam.customers.pushData(stay);
    expect(eventTypes()).toHaveLength(before);
    const [reservation] = stay.reservations;
    await seam.customers.pushData({
      customer_key: 'lakeside',
      properties: [{ property_key: 'house', name: 'Lake house' }],
      guests: [{ guest_key: 'sam', name: 'Samuel Okoro' }],
      reservations: [{ ...reservation, reservation_key: 'r-1', ends_at: '2026-01-03T00:00:00.000Z' }],
    });
    expect([state.accessGrants.size, state.spaces.size, state.userIdentities.size]).toEqual([1, 2, 2]);
    expect(await seam.spaces.get({ space_key: 'house' })).toMatchObject({ display_name: 'Lake house' });
    expect(await seam.userIdentities.get({ user_identity_key: 'sam' })).toMatchObject({
      full_name: 'Samuel Okoro',
      email_address: 'sam@example.com',
    });
    clock.set('2026-01-03T00:00:00.000Z');
    expect(state.accessCodes.size).toBe(0);
  });

  it('is rejected as a whole when it references unknown keys', async () => {
    const { seam, state } = grantScene();
    await expect(
      seam.customers.pushData({ ...stay, guests: [], customer_key: 'other' }),
    ).rejects.toMatchObject({ type: 'user_identity_not_found' });
    await expect(seam.customers.pushData({ ...stay, properties: [] })).rejects.toMatchObject({
      type: 'space_not_found',
    });
    expect([state.customers.size, state.spaces.size]).toEqual([0, 1]);
  });

  it('is rejected as a whole when two people would have the same email address', async () => {
    const fake = grantScene();
    const { seam } = fake;
    const before = fake.snapshot().state;
    const guests = [{ guest_key: 'eve', name: 'Eve', email_address: 'ada@example.com' }];
    await expect(
      seam.customers.pushData({ ...stay, guests: [...stay.guests, ...guests] }),
    ).rejects.toMatchObject({
      type: 'user_identity_email_or_phone_conflict',
    });
    const tenants = [{ tenant_key: 'eve', name: 'Eve', email_address: 'sam@example.com' }];
    await expect(seam.customers.pushData({ ...stay, tenants })).rejects.toMatchObject({ statusCode: 409 });
    expect(fake.snapshot().state).toEqual(before);
  });

  it('may give an email address of one person to another one', async () => {
    const { seam } = grantScene();
    await seam.customers.pushData(stay);
    await seam.customers.pushData({
      customer_key: 'lakeside',
      guests: [
        { guest_key: 'eve', name: 'Eve', email_address: 'sam@example.com' },
        { guest_key: 'sam', name: 'Sam', email_address: 'sam@example.org' },
      ],
    });
    expect(await seam.userIdentities.list({ search: 'sam@example' })).toMatchObject([
      { full_name: 'Sam', email_address: 'sam@example.org' },
      { full_name: 'Eve', email_address: 'sam@example.com' },
    ]);
  });

  it('is deleted by its keys, or with its customer', async () => {
    const { seam, state } = grantScene();
    await seam.customers.pushData(stay);
    await seam.customers.deleteData({ reservation_keys: ['r-1', 'unknown'] });
    expect([state.accessGrants.size, state.accessCodes.size]).toEqual([0, 0]);
    await seam.customers.pushData(stay);
    await seam.customers.deleteData({ customer_keys: ['lakeside'] });
    await seam.customers.deleteData({ customer_keys: ['lakeside'] });
    expect([state.accessGrants.size, state.customers.size]).toEqual([0, 0]);
    expect([...state.userIdentities].map(({ full_name }) => full_name)).toEqual(['Ada']);
    expect([...state.spaces].map(({ name }) => name)).toEqual(['Flat']);
  });
});

describe('a portal', () => {
  it('is a link for a customer, and stores the customer data', async () => {
    const { seam, state, workspaceId } = grantScene();
    const portal = await seam.customers.createPortal({ customer_data: stay });
    expect(portal).toEqual({
      customer_key: 'lakeside',
      workspace_id: workspaceId,
      url: expect.stringContaining('/customer_portals/') as string,
      created_at: '2026-01-01T00:00:00.000Z',
      expires_at: '2026-01-08T00:00:00.000Z',
    });
    expect(state.accessGrants.size).toBe(1);
    await expect(seam.customers.createPortal({})).rejects.toMatchObject({ type: 'invalid_input' });
  });
});
