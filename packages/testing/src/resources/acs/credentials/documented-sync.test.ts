import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (assumptions: object = { acs_sync_ms: 1000 }, external_type = 'brivo_account') => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem({ external_type });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name: 'Ada' });
  const create = (params: object = {}) =>
    seam.acs.credentials.create({
      acs_user_id,
      access_method: 'code',
      allowed_acs_entrance_ids: [acs_entrance_id],
      ...params,
    });
  const get = (acs_credential_id: string) => seam.acs.credentials.get({ acs_credential_id });
  const doors = async (id = acs_user_id) =>
    (await seam.acs.users.listAccessibleEntrances({ acs_user_id: id })).length;
  const events = () => [...state.events].map(({ event_type }) => event_type);
  return {
    ...fake,
    acs_system_id,
    acs_entrance_id,
    user_identity_id,
    acs_user_id,
    create,
    get,
    doors,
    events,
  };
};

describe('a credential in an access system with a delay', () => {
  it('waits to be issued until the access system has created it', async () => {
    const { create, get, doors, events, clock } = start();
    const { acs_credential_id, ...credential } = await create();
    expect(credential).toMatchObject({
      is_issued: false,
      issued_at: null,
      is_latest_desired_state_synced_with_provider: false,
      latest_desired_state_synced_with_provider_at: null,
      warnings: [{ warning_code: 'waiting_to_be_issued' }],
    });
    expect([await doors(), events()]).toEqual([0, []]);
    clock.advance(1000);
    expect(await get(acs_credential_id)).toMatchObject({
      is_issued: true,
      issued_at: clock.timestamp(),
      is_latest_desired_state_synced_with_provider: true,
      latest_desired_state_synced_with_provider_at: clock.timestamp(),
      warnings: [],
    });
    expect([await doors(), events()]).toEqual([1, ['acs_credential.issued']]);
  });

  it('is created after the ACS user that it needs', async () => {
    const { create, add, get, acs_system_id, events, clock } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    const owner = { acs_user_id: undefined, user_identity_id, acs_system_id };
    const { acs_credential_id } = await create(owner);
    clock.advance(999);
    expect((await get(acs_credential_id)).is_issued).toBe(false);
    clock.advance(1);
    expect((await get(acs_credential_id)).is_issued).toBe(true);
    expect(events()).toEqual(['acs_user.created', 'acs_credential.issued']);
  });

  it('is not created for an ACS user that could not be created', async () => {
    const { create, add, get, provider, acs_system_id, events, clock } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    provider.failNext('acs_user.create');
    const owner = { acs_user_id: undefined, user_identity_id, acs_system_id };
    const { acs_credential_id } = await create(owner);
    clock.advance(1000);
    expect(await get(acs_credential_id)).toMatchObject({
      is_issued: false,
      errors: [{ error_code: 'failed_to_create_on_acs_system' }],
    });
    expect(events()).toEqual([]);
  });

  it('is updated later, and is not in sync with the access system until then', async () => {
    const { create, get, seam, clock } = start();
    const { acs_credential_id } = await create({ code: '1111' });
    clock.advance(1000);
    const ends_at = clock.timestampIn(60_000);
    await seam.acs.credentials.update({ acs_credential_id, code: '2222', ends_at });
    expect(await get(acs_credential_id)).toMatchObject({
      code: '1111',
      is_latest_desired_state_synced_with_provider: false,
    });
    clock.advance(1000);
    expect(await get(acs_credential_id)).toMatchObject({
      code: '2222',
      ends_at,
      is_latest_desired_state_synced_with_provider: true,
    });
  });

  it('is deleted later, keeps its access until then, and says so', async () => {
    const { create, get, doors, seam, clock } = start();
    const { acs_credential_id } = await create();
    clock.advance(1000);
    await seam.acs.credentials.delete({ acs_credential_id });
    expect((await get(acs_credential_id)).warnings).toMatchObject([{ warning_code: 'being_deleted' }]);
    expect(await doors()).toBe(1);
    clock.advance(1000);
    await expect(get(acs_credential_id)).rejects.toMatchObject({ type: 'acs_credential_not_found' });
    expect(await doors()).toBe(0);
  });

  it('cannot be encoded on a card before the access system has created it', async () => {
    const { create, add, seam, acs_system_id, clock } = start();
    const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
    const { acs_credential_id } = await create({ access_method: 'card' });
    const encode = () => seam.acs.encoders.encodeCredential({ acs_encoder_id, acs_credential_id });
    await expect(encode()).rejects.toMatchObject({ code: 'uncategorized_error' });
    clock.advance(1000);
    expect(await encode()).toMatchObject({ status: 'success' });
  });
});

describe('a failure of the access system', () => {
  it.each([
    ['acs_credential.create', 'failed_to_create_on_acs_system'],
    ['acs_credential.update', 'failed_to_update_on_acs_system'],
    ['acs_credential.delete', 'failed_to_delete_on_acs_system'],
  ] as const)('%s is an error of the credential, with the given type as its code', async (action, code) => {
    const { create, get, provider, seam } = start({});
    const fail = async (failure: object) => {
      if (action === 'acs_credential.create') {
        provider.failNext(action, failure);
        return await get((await create()).acs_credential_id);
      }
      const { acs_credential_id } = await create();
      provider.failNext(action, failure);
      if (action === 'acs_credential.delete') await seam.acs.credentials.delete({ acs_credential_id });
      else await seam.acs.credentials.update({ acs_credential_id, code: '4444' });
      return await get(acs_credential_id);
    };
    const [{ errors }, named] = [await fail({}), await fail({ type: 'no_free_slot', message: 'Full.' })];
    expect(errors).toMatchObject([{ error_code: code }]);
    expect(named).toMatchObject({
      errors: [{ error_code: 'no_free_slot', message: 'Full.' }],
      is_latest_desired_state_synced_with_provider: false,
    });
  });
});

describe('a mobile key', () => {
  it('waits for a phone of the user identity when the access system needs one', async () => {
    const { create, get, seam, user_identity_id, events } = start({ mobile_keys_need_phone: true });
    const { acs_credential_id, warnings } = await create({
      access_method: 'mobile_key',
      is_multi_phone_sync_credential: true,
    });
    expect(warnings).toMatchObject([{ warning_code: 'waiting_to_be_issued' }]);
    await seam.phones.simulate.createSandboxPhone({ user_identity_id });
    expect(await get(acs_credential_id)).toMatchObject({ is_issued: true, warnings: [] });
    // The key, and its copy on the phone.
    expect(events()).toEqual(['acs_credential.issued', 'acs_credential.issued']);
  });

  it('that overrides a guest room invalidates the earlier guest credentials, but not those of staff', async () => {
    const { create, get, doors, acs_system_id, acs_entrance_id, add, state, events } = start(
      {},
      'visionline_system',
    );
    const staff = add.acsCredential({ acs_system_id, visionline_metadata: { card_function_type: 'staff' } });
    state.credentialEntrances.add(staff.acs_credential_id, acs_entrance_id);
    const earlier = await create({ access_method: 'mobile_key' });
    const guest = await create({ access_method: 'mobile_key', visionline_metadata: { override: true } });
    expect((await get(earlier.acs_credential_id)).visionline_metadata?.is_valid).toBe(false);
    expect((await get(staff.acs_credential_id)).visionline_metadata?.is_valid).toBe(true);
    expect((await get(guest.acs_credential_id)).visionline_metadata?.is_valid).toBe(true);
    expect([await doors(), events().at(-1)]).toEqual([1, 'acs_credential.invalidated']);
  });
});
