import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem();
  const { user_identity_id } = fake.add.userIdentity();
  const { acs_user_id } = fake.add.acsUser({ acs_system_id, user_identity_id });
  const eventTypes = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, acs_system_id, user_identity_id, acs_user_id, eventTypes };
};

describe('phones', () => {
  it('are simulated in a sandbox, for a user identity', async () => {
    const { seam, add, user_identity_id, acs_user_id } = start();
    const phone = await seam.phones.simulate.createSandboxPhone({
      user_identity_id,
      phone_metadata: { operating_system: 'ios', device_model: 'iPhone 15' },
      assa_abloy_metadata: { seos_tsm_endpoint_id: 7 },
    });
    expect(phone).toMatchObject({
      device_type: 'ios_phone',
      display_name: 'iPhone 15',
      properties: { assa_abloy_credential_service_metadata: { endpoints: [{ endpoint_id: '7' }] } },
    });
    expect(phone).not.toHaveProperty('user_identity_id');
    const other = add.userIdentity().user_identity_id;
    add.phone({ user_identity_id: other });
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'mobile_key' });
    expect(await seam.phones.get({ device_id: phone.device_id })).toEqual(phone);
    expect(await seam.phones.list()).toHaveLength(2);
    expect(await seam.phones.list({ owner_user_identity_id: user_identity_id })).toEqual([phone]);
    expect(await seam.phones.list({ acs_credential_id })).toEqual([phone]);
  });

  it('are not simulated outside a sandbox, or without a user identity', async () => {
    const { add, as, seam } = start();
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const { user_identity_id } = add.userIdentity({ workspace_id });
    const real = as({ apiKey: add.apiKey(workspace_id) });
    await expect(real.phones.simulate.createSandboxPhone({ user_identity_id })).rejects.toMatchObject({
      statusCode: 400,
      type: 'workspace_not_sandbox',
    });
    await expect(seam.phones.simulate.createSandboxPhone({ user_identity_id })).rejects.toMatchObject({
      type: 'user_identity_not_found',
    });
  });

  it('delete their mobile keys when they are deactivated', async () => {
    const { seam, add, state, user_identity_id, acs_user_id, eventTypes } = start();
    const { device_id } = add.phone({ user_identity_id });
    add.acsCredential({ acs_user_id, access_method: 'mobile_key' });
    const card = add.acsCredential({ acs_user_id, access_method: 'card' });
    await seam.phones.deactivate({ device_id });
    expect([...state.acsCredentials].map((row) => row.acs_credential_id)).toEqual([card.acs_credential_id]);
    expect(eventTypes()).toEqual(['acs_credential.deleted', 'phone.deactivated']);
    await expect(seam.phones.get({ device_id })).rejects.toMatchObject({ type: 'phone_not_found' });
    await expect(seam.phones.deactivate({ device_id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('are deactivated by their owner, but not by another client session', async () => {
    const { add, as, state, user_identity_id } = start();
    const { device_id } = add.phone({ user_identity_id });
    const otherSession = as({ clientSessionToken: add.clientSession().token });
    await expect(otherSession.phones.deactivate({ device_id })).rejects.toMatchObject({ statusCode: 401 });
    const owner = as({ clientSessionToken: add.clientSession({ user_identity_id }).token });
    await owner.phones.deactivate({ device_id });
    expect(state.phones.size).toBe(0);
  });
});
