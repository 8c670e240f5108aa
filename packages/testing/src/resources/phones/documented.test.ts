import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem();
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  const createKey = (is_multi_phone_sync_credential = true) =>
    seam.acs.credentials.create({
      acs_user_id,
      access_method: 'mobile_key',
      is_multi_phone_sync_credential,
      allowed_acs_entrance_ids: [acs_entrance_id],
    });
  const addPhone = () => seam.phones.simulate.createSandboxPhone({ user_identity_id });
  const copies = async () =>
    (await seam.acs.credentials.list({ acs_user_id, is_multi_phone_sync_credential: false })).filter(
      ({ parent_acs_credential_id }) => parent_acs_credential_id !== undefined,
    );
  const events = () => [...state.events].map(({ event_type }) => event_type);
  return {
    ...fake,
    acs_system_id,
    acs_entrance_id,
    user_identity_id,
    acs_user_id,
    createKey,
    addPhone,
    copies,
    events,
  };
};

describe('a synced mobile key', () => {
  it('is issued to each phone of the user identity as a credential of its own', async () => {
    const { seam, createKey, addPhone, copies, acs_entrance_id } = start();
    const [first, second] = [await addPhone(), await addPhone()];
    const { acs_credential_id } = await createKey();
    const issued = await copies();
    expect(issued).toHaveLength(2);
    for (const copy of issued) {
      expect(copy).toMatchObject({
        parent_acs_credential_id: acs_credential_id,
        access_method: 'mobile_key',
        is_issued: true,
        visionline_metadata: { guest_acs_entrance_ids: [acs_entrance_id] },
      });
      expect(copy).not.toHaveProperty('phone_id');
    }
    const phonesOf = async (id: string | undefined = '') =>
      (await seam.phones.list({ acs_credential_id: id })).map(({ device_id }) => device_id);
    expect(await phonesOf(acs_credential_id)).toEqual([first.device_id, second.device_id]);
    expect(await phonesOf(issued[1]?.acs_credential_id)).toEqual([second.device_id]);
  });

  it('is issued to a phone that signs in later', async () => {
    const { createKey, addPhone, copies, events } = start();
    await createKey();
    expect(await copies()).toEqual([]);
    await addPhone();
    expect(await copies()).toHaveLength(1);
    expect(events()).toEqual(['acs_credential.issued', 'acs_credential.issued']);
  });

  it('stays when a phone is deactivated, and is issued to the next phone', async () => {
    const { seam, createKey, addPhone, copies, events } = start();
    const { acs_credential_id } = await createKey();
    const [lost] = [await addPhone(), await addPhone()];
    await seam.phones.deactivate({ device_id: lost.device_id });
    expect(await copies()).toHaveLength(1);
    expect(events().slice(-2)).toEqual(['acs_credential.deleted', 'phone.deactivated']);
    const [kept] = await seam.phones.list();
    await seam.phones.deactivate({ device_id: kept?.device_id ?? '' });
    expect(await copies()).toEqual([]);
    expect(await seam.acs.credentials.get({ acs_credential_id })).toMatchObject({ is_issued: true });
    await addPhone();
    expect(await copies()).toHaveLength(1);
  });

  it('takes its copies with it when it is deleted, and changes them when it is updated', async () => {
    const { seam, clock, createKey, addPhone, copies } = start();
    await addPhone();
    const { acs_credential_id } = await createKey();
    const ends_at = clock.timestampIn(60_000);
    await seam.acs.credentials.update({ acs_credential_id, ends_at });
    expect(await copies()).toMatchObject([{ ends_at }]);
    await seam.acs.credentials.delete({ acs_credential_id });
    expect(await seam.acs.credentials.list()).toEqual([]);
  });
});

describe('a mobile key that is not synced', () => {
  it('is revoked when the phone is deactivated', async () => {
    const { seam, createKey, addPhone } = start();
    const { device_id } = await addPhone();
    const { acs_credential_id } = await createKey(false);
    await seam.phones.deactivate({ device_id });
    await expect(seam.acs.credentials.get({ acs_credential_id })).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('a phone', () => {
  it.each(['ios', 'android'] as const)(
    'is simulated with the operating system %s',
    async (operating_system) => {
      const { seam, user_identity_id } = start();
      const phone = await seam.phones.simulate.createSandboxPhone({
        user_identity_id,
        phone_metadata: { operating_system },
      });
      expect(phone).toMatchObject({
        device_type: `${operating_system}_phone`,
        properties: { assa_abloy_credential_service_metadata: { has_active_endpoint: true } },
      });
      expect(await seam.phones.list({ owner_user_identity_id: user_identity_id })).toEqual([phone]);
    },
  );

  it('is deactivated with its user identity', async () => {
    const { seam, addPhone, events, user_identity_id } = start();
    const { device_id } = await addPhone();
    await seam.userIdentities.delete({ user_identity_id });
    await expect(seam.phones.get({ device_id })).rejects.toMatchObject({ type: 'phone_not_found' });
    expect(events().at(-1)).toBe('phone.deactivated');
  });
});
