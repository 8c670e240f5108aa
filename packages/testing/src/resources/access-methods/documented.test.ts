import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

type Mode = 'code' | 'card' | 'mobile_key' | 'cloud_key';

const scene = async (modes: readonly Mode[], assumptions: object = {}) => {
  const fake = grantScene({ assumptions });
  const { seam, add, state, user_identity_id, device_id, acs_entrance_id, acs_system_id } = fake;
  const { access_grant_id, access_method_ids } = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    acs_entrance_ids: [acs_entrance_id],
    access_grant_key: 'stay',
    requested_access_methods: modes.map((mode) => ({ mode })),
  });
  const access_method_id = access_method_ids[0] ?? '';
  const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
  const now = { waitForActionAttempt: false } as const;
  const method = (id = access_method_id) => seam.accessMethods.get({ access_method_id: id });
  return {
    ...fake,
    access_grant_id,
    access_method_id,
    access_method_ids,
    acs_user_id: state.acsUsers.by('user_identity_id', user_identity_id)[0]?.acs_user_id ?? '',
    method,
    encode: () => fake.finished(seam.accessMethods.encode({ access_method_id, acs_encoder_id }, now)),
    assign: () => fake.finished(seam.accessMethods.assignCard({ access_method_id, card_number: '77' }, now)),
    unlock: () => fake.finished(seam.accessMethods.unlockDoor({ access_method_id, acs_entrance_id }, now)),
    since: async (change: () => Promise<unknown>) => {
      const before = state.events.size;
      await change();
      return fake.eventTypes().slice(before);
    },
  };
};

describe('an added access method', () => {
  it('has the times, devices and entrances of its access grant', async () => {
    const { seam, state, access_grant_id, acs_entrance_id, device_id } = await scene(['mobile_key']);
    await seam.accessGrants.update({ access_grant_id, ends_at: '2026-01-02T00:00:00.000Z' });
    await seam.accessGrants.requestAccessMethods({
      access_grant_id,
      requested_access_methods: [{ mode: 'code' }],
    });
    const times = { starts_at: '2026-01-01T00:00:00.000Z', ends_at: '2026-01-02T00:00:00.000Z' };
    expect([...state.accessCodes]).toMatchObject([{ device_id, ...times }]);
    expect([...state.acsCredentials].at(-1)).toMatchObject({ access_method: 'code', ...times });
    const [, added] = await seam.accessMethods.list({ access_grant_id });
    const batch = await seam.accessMethods.getRelated({
      access_method_ids: [added?.access_method_id ?? ''],
    });
    expect(batch).toMatchObject({ acs_entrances: [{ acs_entrance_id }], devices: [{ device_id }] });
  });
});

describe('deleting an access method', () => {
  it('removes its credential and leaves the others as they are', async () => {
    const { seam, since, method, access_method_id, access_method_ids, entrances } = await scene([
      'mobile_key',
      'cloud_key',
    ]);
    const events = await since(() => seam.accessMethods.delete({ access_method_id }));
    expect(events).toEqual(['acs_credential.deleted', 'access_method.deleted']);
    expect(await method(access_method_ids[1])).toMatchObject({ is_issued: true });
    expect(await entrances()).toEqual(['Gate']);
  });

  it('and requesting another one replaces a lost card, which has to be encoded', async () => {
    const { seam, encode, entrances, access_method_id, access_grant_id } = await scene(['card']);
    await encode();
    expect(await entrances()).toEqual(['Gate']);
    await seam.accessMethods.delete({ access_method_id });
    expect(await entrances()).toEqual([]);
    await seam.accessGrants.requestAccessMethods({
      access_grant_id,
      requested_access_methods: [{ mode: 'card' }],
    });
    expect(await seam.accessMethods.list({ access_grant_id })).toMatchObject([
      { is_issued: false, is_encoding_required: true },
    ]);
  });
});

describe('the events of an access method', () => {
  it.each(['code', 'mobile_key'] as const)(
    'of mode %s name its access grants, and only a code its code',
    async (mode) => {
      const { state, access_grant_id, access_method_id, method } = await scene([mode]);
      const { code } = await method();
      const issued = state.events.list(({ event_type }) => event_type === 'access_method.issued');
      expect(issued).toMatchObject([
        { access_method_id, access_grant_ids: [access_grant_id], access_grant_keys: ['stay'] },
      ]);
      expect((issued[0] as { code?: string }).code).toBe(code);
    },
  );
});

describe('a card', () => {
  it('is issued when it is encoded, at that time', async () => {
    const { clock, encode, method, since } = await scene(['card']);
    expect(await method()).toMatchObject({ is_issued: false, issued_at: null, is_encoding_required: true });
    clock.advance(1000);
    expect((await since(encode)).at(-1)).toBe('access_method.issued');
    expect(await method()).toMatchObject({
      is_issued: true,
      issued_at: '2026-01-01T00:00:01.000Z',
      is_encoding_required: false,
    });
  });

  it('needs an access method of its own: one that is on a card is not encoded on another', async () => {
    const { encode, seam, access_grant_id, method, since } = await scene(['card']);
    await encode();
    await expect(encode()).rejects.toMatchObject({ statusCode: 400 });
    await seam.accessGrants.update({ access_grant_id, ends_at: '2026-01-02T00:00:00.000Z' });
    expect(await method()).toMatchObject({ is_issued: false, is_encoding_required: true });
    expect((await since(encode)).at(-1)).toBe('access_method.reissued');
  });

  it('is revoked by a change of the times, and has to be encoded again', async () => {
    const { encode, seam, access_grant_id, since, entrances } = await scene(['card']);
    await encode();
    const events = await since(() =>
      seam.accessGrants.update({ access_grant_id, ends_at: '2026-01-02T00:00:00.000Z' }),
    );
    expect(events).toEqual([
      'access_method.revoked',
      'access_method.card_encoding_required',
      'access_grant.access_times_changed',
    ]);
    expect(await entrances()).toEqual(['Gate']);
  });

  it('of a system with existing cards is assigned by its number, which issues it', async () => {
    const { assign, method, entrances } = await scene(['card'], {
      systems_with_assigned_cards: ['brivo_account'],
    });
    expect(await method()).toMatchObject({
      is_encoding_required: false,
      is_assignment_required: true,
      is_ready_for_assignment: true,
    });
    await assign();
    expect(await method()).toMatchObject({ is_issued: true, is_assignment_required: false });
    expect(await entrances()).toEqual(['Gate']);
  });
});

describe('a cloud key', () => {
  it('unlocks its entrance for the user identity', async () => {
    const { unlock, state, user_identity_id, acs_entrance_id } = await scene(['cloud_key']);
    expect(await unlock()).toMatchObject({ status: 'success' });
    expect(state.events.list(({ event_type }) => event_type === 'lock.unlocked')).toMatchObject([
      { method: 'remote', acs_entrance_id, user_identity_id },
    ]);
  });

  it.each(['suspend', 'revokeAccessToAllEntrances', 'delete'] as const)(
    'unlocks nothing after %s of its ACS user',
    async (change) => {
      const { seam, unlock, acs_user_id } = await scene(['cloud_key']);
      await seam.acs.users[change]({ acs_user_id });
      await expect(unlock()).rejects.toMatchObject({ statusCode: 400 });
    },
  );

  it('is the only mode that unlocks remotely', async () => {
    const { unlock } = await scene(['mobile_key']);
    await expect(unlock()).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('an unmanaged access method', () => {
  it('has no keys, and becomes managed with its access grant, which stays managed', async () => {
    const { seam, add, user_identity_id } = grantScene();
    const { access_grant_id } = add.accessGrant({ user_identity_id, is_managed: false });
    const { access_method_id } = add.accessMethod({
      access_grant_id,
      is_managed: false,
      mode: 'mobile_key',
      instant_key_url: 'https://example.com/key',
    });
    expect(await seam.accessMethods.unmanaged.get({ access_method_id })).not.toHaveProperty(
      'instant_key_url',
    );
    await expect(seam.accessMethods.delete({ access_method_id })).rejects.toMatchObject({ statusCode: 404 });
    await seam.accessGrants.unmanaged.update({ access_grant_id, is_managed: true });
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({ access_method_id });
    await expect(
      seam.accessGrants.unmanaged.update({ access_grant_id, is_managed: true }),
    ).rejects.toMatchObject({ statusCode: 404 });
  });
});
