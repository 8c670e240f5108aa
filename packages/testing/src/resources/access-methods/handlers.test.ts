import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

const grantWith = async (mode: 'code' | 'card' | 'cloud_key' | 'mobile_key') => {
  const scene = grantScene();
  const { seam, user_identity_id, device_id, acs_entrance_id, space_id } = scene;
  const grant = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    acs_entrance_ids: [acs_entrance_id],
    space_ids: [space_id],
    reservation_key: 'r-1',
    access_grant_key: 'stay',
    requested_access_methods: [{ mode }],
  });
  const { finished } = scene;
  const now = { waitForActionAttempt: false } as const;
  return {
    ...scene,
    encode: (access_method_id: string, acs_encoder_id: string) =>
      finished(seam.accessMethods.encode({ access_method_id, acs_encoder_id }, now)),
    assign: (access_method_id: string) =>
      finished(seam.accessMethods.assignCard({ access_method_id, card_number: '0815' }, now)),
    unlock: (access_method_id: string, entrance: string) =>
      finished(seam.accessMethods.unlockDoor({ access_method_id, acs_entrance_id: entrance }, now)),
    access_grant_id: grant.access_grant_id,
    access_method_id: grant.access_method_ids[0] ?? '',
  };
};

describe('a card', () => {
  it('is issued when it is encoded in its access system', async () => {
    const { seam, add, encode, eventTypes, state, access_method_id, acs_system_id } = await grantWith('card');
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      mode: 'card',
      is_issued: false,
      is_encoding_required: true,
      is_ready_for_encoding: true,
    });
    const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
    const before = eventTypes().length;
    expect(await encode(access_method_id, acs_encoder_id)).toMatchObject({
      action_type: 'ENCODE_CREDENTIAL',
      status: 'success',
    });
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      is_issued: true,
      is_encoding_required: false,
      is_ready_for_encoding: false,
    });
    expect([...state.acsCredentials]).toMatchObject([{ access_method: 'card', is_issued: true }]);
    expect(eventTypes().slice(before)).toEqual([
      'acs_credential.issued',
      'access_grant.access_granted_to_door',
      'access_grant.access_granted_to_all_doors',
      'access_method.issued',
    ]);
  });

  it('is not encoded by an encoder of another access system, or after it is deleted', async () => {
    const { seam, add, encode, access_method_id } = await grantWith('card');
    const { acs_encoder_id } = add.acsEncoder({ acs_system_id: add.acsSystem().acs_system_id });
    expect(await encode(access_method_id, acs_encoder_id)).toMatchObject({
      status: 'error',
      error: { type: 'uncategorized_error' },
    });
    await seam.accessMethods.delete({ access_method_id });
    await expect(encode(access_method_id, acs_encoder_id)).rejects.toMatchObject({
      type: 'access_method_not_found',
    });
  });

  it('is issued when an existing card is assigned', async () => {
    const { assign, state, access_method_id } = await grantWith('card');
    const attempt = await assign(access_method_id);
    expect(attempt).toMatchObject({ result: { access_method_id, is_issued: true } });
    expect(attempt.result).not.toHaveProperty('was_issued');
    expect([...state.acsCredentials]).toMatchObject([{ card_number: '0815' }]);
  });

  it('is the only mode that can be encoded and assigned', async () => {
    const { assign, access_method_id } = await grantWith('code');
    await expect(assign(access_method_id)).rejects.toMatchObject({ type: 'invalid_input' });
  });
});

describe('a cloud key', () => {
  it('unlocks its entrances remotely during its access grant', async () => {
    const { seam, unlock, state, access_method_id, access_grant_id, acs_entrance_id, add, ...scene } =
      await grantWith('cloud_key');
    expect(await unlock(access_method_id, acs_entrance_id)).toMatchObject({
      action_type: 'UNLOCK_DOOR',
      status: 'success',
    });
    expect([...state.events]).toContainEqual(
      expect.objectContaining({ event_type: 'lock.unlocked', acs_entrance_id }),
    );

    const other = add.acsEntrance({ acs_system_id: scene.acs_system_id }).acs_entrance_id;
    await expect(unlock(access_method_id, other)).rejects.toMatchObject({ statusCode: 400 });
    await seam.accessGrants.update({ access_grant_id, ends_at: '2026-01-02T00:00:00.000Z' });
    scene.clock.set('2026-01-02T00:00:00.000Z');
    await expect(unlock(access_method_id, acs_entrance_id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('access methods', () => {
  it('are deleted with their codes and credentials, and the others stay', async () => {
    const { seam, state, access_grant_id, access_method_id } = await grantWith('code');
    await seam.accessGrants.requestAccessMethods({
      access_grant_id,
      requested_access_methods: [{ mode: 'mobile_key' }],
    });
    await seam.accessMethods.delete({ access_method_id });
    expect(state.accessCodes.size).toBe(0);
    expect([...state.acsCredentials].map((row) => row.access_method)).toEqual(['mobile_key']);
    const grant = await seam.accessGrants.get({ access_grant_id });
    expect(grant.access_method_ids).toHaveLength(1);
    expect(grant.requested_access_methods[0]?.created_access_method_ids).toEqual([]);
    await expect(seam.accessMethods.get({ access_method_id })).rejects.toMatchObject({ statusCode: 404 });

    await seam.accessMethods.delete({ reservation_key: 'r-1' });
    expect([state.accessMethods.size, state.instantKeys.size]).toEqual([0, 0]);
    expect([...state.clientSessions]).toMatchObject([{ revoked_at: '2026-01-01T00:00:00.000Z' }]);
    await seam.accessMethods.delete({ access_grant_id });
    expect(state.accessGrants.size).toBe(1);
  });

  it('are listed by each filter, with the other filters that it requires', async () => {
    const { seam, state, access_method_id, ...scene } = await grantWith('code');
    const { access_grant_id, acs_entrance_id, device_id, space_id } = scene;
    const [code] = [...state.accessCodes];
    for (const filter of [
      {},
      { access_grant_id },
      { access_grant_key: 'stay' },
      { acs_entrance_id },
      { access_grant_id, device_id },
      { acs_entrance_id, space_id },
      { access_grant_id, access_code_id: code?.access_code_id ?? '' },
    ])
      expect(await seam.accessMethods.list(filter)).toMatchObject([{ access_method_id }]);
    const elsewhere = scene.add.device().device_id;
    expect(await seam.accessMethods.list({ access_grant_id, device_id: elsewhere })).toEqual([]);
    await expect(seam.accessMethods.list({ device_id })).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('return their related resources', async () => {
    const { seam, access_method_id, access_grant_id, space_id } = await grantWith('mobile_key');
    const batch = await seam.accessMethods.getRelated({ access_method_ids: [access_method_id] });
    expect(batch).toMatchObject({
      access_grants: [{ access_grant_id }],
      access_methods: [{ access_method_id }],
      acs_credentials: [{ access_method: 'mobile_key' }],
      acs_entrances: [{ display_name: 'Gate' }],
      client_sessions: [{}],
      devices: [],
      instant_keys: [{}],
      spaces: [{ space_id }],
    });
    expect(
      Object.keys(
        await seam.accessMethods.getRelated({
          access_method_ids: [access_method_id],
          exclude: ['devices', 'spaces', 'access_methods'],
        }),
      ).toSorted(),
    ).toEqual(['access_grants', 'acs_credentials', 'acs_entrances', 'client_sessions', 'instant_keys']);
  });
});
