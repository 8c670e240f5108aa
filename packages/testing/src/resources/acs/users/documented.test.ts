import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (external_type = 'salto_ks_site', assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem({ external_type });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const create = async (params: object = {}) => {
    const user = await seam.acs.users.create({ acs_system_id, full_name: 'Ada Okafor', ...params });
    state.entranceAccess.add(user.acs_user_id, acs_entrance_id);
    return user;
  };
  const get = (acs_user_id: string) => seam.acs.users.get({ acs_user_id });
  const doors = async (acs_user_id: string) =>
    (await seam.acs.users.listAccessibleEntrances({ acs_user_id })).length;
  const warnings = async (acs_user_id: string) =>
    (await get(acs_user_id)).warnings.map(({ warning_code }) => warning_code);
  return { ...fake, acs_system_id, acs_entrance_id, create, get, doors, warnings };
};

describe('an ACS user', () => {
  it.each([
    ['salto_ks_site', 'salto_site_user'],
    ['salto_space_system', 'salto_space_user'],
    ['pti_site', 'pti_user'],
    ['brivo_account', 'brivo_user'],
    ['latch_building', 'latch_user'],
    ['dormakaba_community_site', 'dormakaba_community_user'],
    ['avigilon_alta_org', 'avigilon_alta_user'],
    ['hid_credential_manager_organization', 'hid_credential_manager_user'],
  ])('of a %s has the type %s', async (system, external_type) => {
    const { create } = start(system);
    const user = await create();
    expect(user).toMatchObject({ external_type });
    expect(user.external_type_display_name).toBeTypeOf('string');
  });

  it('shows its email address under the deprecated name too, whichever was given', async () => {
    const { create, get, seam } = start();
    const { acs_user_id } = await create({ email: 'ada@example.com' });
    const addresses = { email: 'ada@example.com', email_address: 'ada@example.com' };
    expect(await get(acs_user_id)).toMatchObject(addresses);
    await seam.acs.users.update({ acs_user_id, email_address: 'okafor@example.com' });
    expect(await get(acs_user_id)).toMatchObject({
      email: 'okafor@example.com',
      email_address: 'okafor@example.com',
    });
  });

  it('shows the name and the addresses of its user identity', async () => {
    const { add, create, seam, acs_system_id } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
    await create({ user_identity_id });
    expect(await seam.acs.users.get({ user_identity_id, acs_system_id })).toMatchObject({
      user_identity_full_name: 'Ada',
      user_identity_email_address: 'ada@example.com',
      user_identity_phone_number: null,
    });
  });

  it('has the time of its last synchronization once the access system has created it', async () => {
    const { create, get, clock } = start('salto_ks_site', { acs_sync_ms: 1000 });
    const { acs_user_id, last_successful_sync_at } = await create();
    expect(last_successful_sync_at).toBeNull();
    clock.advance(1000);
    expect((await get(acs_user_id)).last_successful_sync_at).toBe(clock.timestamp());
  });

  it('is deleted with its credentials, and reports both', async () => {
    const { create, seam, state } = start();
    const { acs_user_id } = await create();
    await seam.acs.credentials.create({ acs_user_id, access_method: 'code' });
    await seam.acs.users.delete({ acs_user_id });
    expect(state.acsCredentials.size).toBe(0);
    expect([...state.events].map(({ event_type }) => event_type).slice(-2)).toEqual([
      'acs_credential.deleted',
      'acs_user.deleted',
    ]);
  });

  it('is suspended temporarily: unsuspending restores the access', async () => {
    const { create, seam, doors, get } = start();
    const { acs_user_id } = await create();
    await seam.acs.users.suspend({ acs_user_id });
    expect([await doors(acs_user_id), (await get(acs_user_id)).is_suspended]).toEqual([0, true]);
    expect((await get(acs_user_id)).warnings).toEqual([]);
    await seam.acs.users.unsuspend({ acs_user_id });
    expect([await doors(acs_user_id), (await get(acs_user_id)).is_suspended]).toEqual([1, false]);
  });
});

describe('an access schedule', () => {
  it('starts now when it has no start, and must end in the future and after its start', async () => {
    const { create, clock } = start();
    const ends_at = clock.timestampIn(5000);
    expect((await create({ access_schedule: { ends_at } })).access_schedule).toEqual({
      starts_at: clock.timestamp(),
      ends_at,
    });
    await expect(create({ access_schedule: { ends_at: clock.timestamp() } })).rejects.toMatchObject({
      type: 'invalid_input',
    });
    await expect(
      create({ access_schedule: { starts_at: clock.timestampIn(9000), ends_at } }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('makes a Salto KS user unsubscribed before its start and after its end', async () => {
    const { create, clock, get, doors, warnings } = start();
    const { acs_user_id } = await create({
      access_schedule: { starts_at: clock.timestampIn(1000), ends_at: clock.timestampIn(2000) },
    });
    const subscribed = async () => (await get(acs_user_id)).salto_ks_metadata?.is_subscribed;
    const unsubscribed = ['acs_user_inactive', 'salto_ks_user_not_subscribed'];
    expect([await subscribed(), await doors(acs_user_id)]).toEqual([false, 0]);
    expect(await warnings(acs_user_id)).toEqual(unsubscribed);
    clock.advance(1000);
    expect([await subscribed(), await doors(acs_user_id)]).toEqual([true, 1]);
    expect(await warnings(acs_user_id)).toEqual([]);
    clock.advance(1000);
    expect([await subscribed(), await doors(acs_user_id)]).toEqual([false, 0]);
    expect(await warnings(acs_user_id)).toEqual(unsubscribed);
  });

  it('makes a user of another system inactive, which is not a suspension', async () => {
    const { create, clock, get, warnings } = start('brivo_account');
    const { acs_user_id } = await create({ access_schedule: { starts_at: clock.timestampIn(1000) } });
    expect(await warnings(acs_user_id)).toEqual(['acs_user_inactive']);
    expect(await get(acs_user_id)).toMatchObject({ is_suspended: false });
    expect(await get(acs_user_id)).not.toHaveProperty('salto_ks_metadata');
  });
});

describe('a change that the access system refuses', () => {
  it('is a creation with an email address in use, until the address is updated', async () => {
    const { create, get, doors, seam } = start();
    await create({ email_address: 'ada@example.com' });
    const { acs_user_id, errors } = await create({ email_address: 'ada@example.com' });
    expect(errors).toMatchObject([{ error_code: 'failed_to_create_on_acs_system' }]);
    expect(await doors(acs_user_id)).toBe(0);
    await seam.acs.users.update({ acs_user_id, email_address: 'other@example.com' });
    expect(await get(acs_user_id)).toMatchObject({ errors: [], email_address: 'other@example.com' });
    expect(await doors(acs_user_id)).toBe(1);
  });

  it('is an update to an email address in use', async () => {
    const { create, get, seam } = start();
    await create({ email_address: 'ada@example.com' });
    const { acs_user_id } = await create({ email_address: 'other@example.com' });
    await seam.acs.users.update({ acs_user_id, email_address: 'ada@example.com' });
    expect(await get(acs_user_id)).toMatchObject({
      email_address: 'other@example.com',
      errors: [{ error_code: 'failed_to_update_on_acs_system' }],
    });
  });

  it.each([
    ['acs_user.create', 'salto_ks_subscription_limit_exceeded'],
    ['acs_user.create', 'latch_conflict_with_resident_user'],
    ['acs_user.create', 'failed_to_create_on_acs_system'],
  ] as const)('shows the documented code of the failure of %s: %s', async (action, type) => {
    const { create, provider, get, doors } = start();
    provider.failNext(action, { type, message: 'No.' });
    const { acs_user_id } = await create();
    expect((await get(acs_user_id)).errors).toMatchObject([{ error_code: type, message: 'No.' }]);
    expect(await doors(acs_user_id)).toBe(0);
  });

  it('leaves a Salto KS user over the limit of the site unsubscribed', async () => {
    const { create, provider, get, warnings } = start();
    provider.failNext('acs_user.create', { type: 'salto_ks_subscription_limit_exceeded' });
    const { acs_user_id } = await create();
    expect((await get(acs_user_id)).salto_ks_metadata).toEqual({ is_subscribed: false });
    expect(await warnings(acs_user_id)).toContain('salto_ks_user_not_subscribed');
  });

  it('stays pending and is tried again when that is assumed', async () => {
    const { create, provider, get, clock, seam } = start('salto_ks_site', { acs_retry_ms: 60_000 });
    const { acs_user_id } = await create();
    provider.failNext('acs_user.update', { message: 'Busy.' });
    await seam.acs.users.suspend({ acs_user_id });
    expect(await get(acs_user_id)).toMatchObject({
      is_suspended: false,
      pending_mutations: [{ mutation_code: 'updating_suspension_state' }],
      errors: [{ error_code: 'failed_to_update_on_acs_system', message: 'Busy.' }],
    });
    clock.advance(60_000);
    expect(await get(acs_user_id)).toMatchObject({ is_suspended: true, pending_mutations: [], errors: [] });
  });
});

describe('the lists of ACS users', () => {
  it.each(['Okafor', '+1555', 'ada@', 'Countess', '+1777'])('find %s by search', async (search) => {
    const { add, seam, create } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Countess', phone_number: '+17770001' });
    await create({ email_address: 'ada@example.com', phone_number: '+15550001', user_identity_id });
    await create({ full_name: 'Ben' });
    expect(await seam.acs.users.list({ search })).toMatchObject([{ full_name: 'Ada Okafor' }]);
  });

  it('find by the contact details of the user identity', async () => {
    const { add, seam, create } = start();
    const { user_identity_id } = add.userIdentity({ email_address: 'ada@example.com' });
    await create({ user_identity_id });
    await create({ full_name: 'Ben', user_identity_id: add.userIdentity().user_identity_id });
    const names = async (filter: object) =>
      (await seam.acs.users.list(filter)).map(({ full_name }) => full_name);
    expect(await names({ user_identity_email_address: 'ada@example.com' })).toEqual(['Ada Okafor']);
    expect(await names({ user_identity_id })).toEqual(['Ada Okafor']);
  });
});
