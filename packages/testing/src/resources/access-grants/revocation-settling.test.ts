import { describe, expect, it } from 'vitest';
import { grantScene } from './grant-scene.test-helper.ts';

const minute = 60_000;
const day = 86_400_000;
const later = '2026-01-06T00:00:00.000Z';

type Scene = Awaited<ReturnType<typeof scene>>;

/** A scene whose user identity has an ACS user already. */
const scene = async (assumptions: object = {}) => {
  const fake = grantScene({ assumptions });
  const { add, seam, state, acs_system_id, user_identity_id, acs_entrance_id, device_id } = fake;
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, email_address: 'ada@example.com' });
  const request = async (mode: 'code' | 'mobile_key', fields: object) => {
    const grant = await seam.accessGrants.create({
      user_identity_id,
      ends_at: '2026-01-05T00:00:00.000Z',
      requested_access_methods: [{ mode }],
      ...fields,
    });
    return { access_grant_id: grant.access_grant_id, access_method_id: grant.access_method_ids[0] ?? '' };
  };
  const withCode = (fields: object = {}) => request('code', { device_ids: [device_id], ...fields });
  const withKey = () => request('mobile_key', { acs_entrance_ids: [acs_entrance_id] });
  const method = (access_method_id: string) => seam.accessMethods.get({ access_method_id });
  const stateOf = async (access_method_id: string) => {
    const { is_issued, errors } = await method(access_method_id);
    return [is_issued, errors.length];
  };
  const codeId = () => [...state.accessCodes][0]?.access_code_id ?? '';
  const warnings = async (access_grant_id: string) =>
    (await seam.accessGrants.get({ access_grant_id })).warnings.map(({ warning_code }) => warning_code);
  return { ...fake, acs_user_id, withCode, withKey, stateOf, codeId, warnings };
};

const endings = (fake: Scene) =>
  fake.eventTypes().filter((type) => type === 'access_method.deleted' || type === 'access_grant.deleted');

describe('an access grant that is being deleted ends', () => {
  it('when its ACS user, whose deletion was already pending, is deleted', async () => {
    const fake = await scene({ acs_sync_ms: minute });
    const { seam, clock, acs_user_id } = fake;
    const { access_grant_id } = await fake.withKey();
    clock.advance(5 * minute);
    await seam.acs.users.delete({ acs_user_id });
    clock.advance(1000);
    await seam.accessGrants.delete({ access_grant_id });
    clock.advance(minute);
    expect(endings(fake)).toEqual(['access_method.deleted', 'access_grant.deleted']);
    await expect(seam.accessGrants.get({ access_grant_id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('when its ACS user is deleted after the access system kept the credential', async () => {
    const fake = await scene();
    const { access_grant_id } = await fake.withKey();
    fake.provider.failNext('acs_credential.delete');
    await fake.seam.accessGrants.delete({ access_grant_id });
    expect(endings(fake)).toEqual([]);
    await fake.seam.acs.users.delete({ acs_user_id: fake.acs_user_id });
    expect(endings(fake)).toEqual(['access_method.deleted', 'access_grant.deleted']);
  });

  it.each([
    [
      'the credential',
      ({ provider, state }: Scene) => {
        for (const row of state.acsCredentials) provider.removeAcsCredential(row.acs_credential_id);
      },
    ],
    ['the ACS user', ({ provider, acs_user_id }: Scene) => provider.removeAcsUser(acs_user_id)],
  ] as const)('when somebody else removes %s', async (_, remove) => {
    const fake = await scene({ acs_sync_ms: minute });
    const { access_grant_id } = await fake.withKey();
    fake.clock.advance(5 * minute);
    await fake.seam.accessGrants.delete({ access_grant_id });
    remove(fake);
    fake.clock.advance(minute);
    expect(endings(fake)).toEqual(['access_method.deleted', 'access_grant.deleted']);
  });

  it('when its device becomes unmanaged, which keeps the code on the lock', async () => {
    const fake = await scene({ access_code_sync_ms: minute });
    const { seam, clock, device_id } = fake;
    const { access_grant_id } = await fake.withCode({ ends_at: null });
    clock.advance(5 * minute);
    await seam.accessGrants.delete({ access_grant_id });
    await seam.devices.update({ device_id, is_managed: false });
    expect(endings(fake)).toEqual(['access_method.deleted', 'access_grant.deleted']);
    expect(await fake.devices()).toEqual([]);
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toMatchObject([{ status: 'set' }]);
  });
});

it('an access method that is being deleted ends when its ACS user is deleted', async () => {
  const fake = await scene({ acs_sync_ms: minute });
  const { access_method_id } = await fake.withKey();
  fake.clock.advance(5 * minute);
  await fake.seam.acs.users.delete({ acs_user_id: fake.acs_user_id });
  fake.clock.advance(1000);
  await fake.seam.accessMethods.delete({ access_method_id });
  fake.clock.advance(minute);
  expect(endings(fake)).toEqual(['access_method.deleted']);
});

describe('an access method is issued', () => {
  it('when its device is reconnected at the moment it counts as failed', async () => {
    const fake = await scene();
    fake.provider.disconnectDevice(fake.device_id);
    const { access_method_id } = await fake.withCode();
    fake.clock.advance(600_000);
    expect(await fake.stateOf(access_method_id)).toEqual([false, 1]);
    fake.provider.reconnectDevice(fake.device_id);
    expect(await fake.stateOf(access_method_id)).toEqual([true, 0]);
  });

  it('when its access system is connected at the moment it counts as failed', async () => {
    const fake = await scene();
    fake.provider.disconnectAcsSystem(fake.acs_system_id);
    const { access_method_id } = await fake.withKey();
    fake.clock.advance(600_000);
    expect(await fake.stateOf(access_method_id)).toEqual([false, 1]);
    fake.provider.connectAcsSystem(fake.acs_system_id);
    expect(await fake.stateOf(access_method_id)).toEqual([true, 0]);
  });

  it('when a change of the code makes the lock try again at the moment of the failure', async () => {
    const fake = await scene();
    fake.provider.failNext('access_code.set');
    const { access_method_id } = await fake.withCode();
    expect(await fake.stateOf(access_method_id)).toEqual([false, 1]);
    await fake.seam.accessCodes.update({ access_code_id: fake.codeId(), name: 'Stay' });
    expect(await fake.stateOf(access_method_id)).toEqual([true, 0]);
  });

  it('when the code is set at the moment it counts as failed', async () => {
    const fake = await scene({ access_code_sync_ms: minute, issue_delay_ms: minute / 2 });
    const { access_grant_id, access_method_id } = await fake.withCode();
    await fake.seam.accessGrants.update({ access_grant_id, ends_at: later });
    fake.clock.advance(day);
    expect(await fake.stateOf(access_method_id)).toEqual([true, 0]);
  });

  it('when its ACS user is active again', async () => {
    const fake = await scene();
    const { provider, acs_user_id } = fake;
    provider.changeAcsUser(acs_user_id, { is_active: false });
    const { access_method_id } = await fake.withKey();
    expect([await fake.stateOf(access_method_id), await fake.entrances()]).toEqual([[false, 0], []]);
    provider.changeAcsUser(acs_user_id, { is_active: true });
    expect([await fake.stateOf(access_method_id), await fake.entrances()]).toEqual([[true, 0], ['Gate']]);
  });

  it('when a later change of its ACS user ends an error that shut the user out', async () => {
    const fake = await scene();
    const { seam, provider, acs_user_id } = fake;
    provider.failNext('acs_user.update', { type: 'salto_ks_subscription_limit_exceeded' });
    await seam.acs.users.update({ acs_user_id, full_name: 'Ada L.' });
    const { access_method_id } = await fake.withKey();
    expect(await fake.stateOf(access_method_id)).toEqual([false, 0]);
    await seam.acs.users.update({ acs_user_id, full_name: 'Ada' });
    expect(await fake.stateOf(access_method_id)).toEqual([true, 0]);
  });
});

describe('after the access code of an access grant is taken away', () => {
  it('by deleting it before it is set, the access method is revoked', async () => {
    const fake = await scene();
    const { access_grant_id, access_method_id } = await fake.withCode({
      starts_at: '2026-01-10T00:00:00.000Z',
      ends_at: null,
    });
    expect(await fake.stateOf(access_method_id)).toEqual([true, 0]);
    await fake.seam.accessCodes.delete({ access_code_id: fake.codeId() });
    fake.clock.advance(20 * day);
    expect(await fake.stateOf(access_method_id)).toEqual([false, 0]);
    expect(fake.eventTypes().filter((type) => type === 'access_method.revoked')).toHaveLength(1);
    expect(await fake.warnings(access_grant_id)).toEqual(['underprovisioned_access']);
  });

  it('by deleting it, it opens the lock until it is removed, and a later change does not restore it', async () => {
    const fake = await scene({ access_code_sync_ms: minute });
    const { seam, clock } = fake;
    const { access_grant_id, access_method_id } = await fake.withCode();
    clock.advance(minute);
    await seam.accessCodes.delete({ access_code_id: fake.codeId() });
    expect([await fake.devices(), await fake.stateOf(access_method_id)]).toEqual([['Front door'], [true, 0]]);
    clock.advance(minute);
    expect([await fake.devices(), await fake.stateOf(access_method_id)]).toEqual([[], [false, 0]]);
    await seam.accessGrants.update({ access_grant_id, ends_at: later });
    clock.advance(minute);
    expect([await fake.devices(), fake.state.accessCodes.size]).toEqual([[], 0]);
    expect(await fake.warnings(access_grant_id)).toEqual(['underprovisioned_access']);
  });

  it('by deleting it, a later change restores it, if assumed', async () => {
    const fake = await scene({ revoked_access_of_grants: 'grants_again' });
    const { access_grant_id, access_method_id } = await fake.withCode();
    await fake.seam.accessCodes.delete({ access_code_id: fake.codeId() });
    await fake.seam.accessGrants.update({ access_grant_id, ends_at: later });
    expect([await fake.devices(), await fake.stateOf(access_method_id)]).toEqual([['Front door'], [true, 0]]);
    expect(await fake.warnings(access_grant_id)).toEqual([]);
  });

  it('by making it unmanaged, it stays on the lock and is no longer of the access grant', async () => {
    const fake = await scene();
    const { seam, device_id } = fake;
    const { access_grant_id, access_method_id } = await fake.withCode();
    await seam.accessCodes.update({ access_code_id: fake.codeId(), is_managed: false });
    expect([await fake.devices(), await fake.stateOf(access_method_id)]).toEqual([[], [false, 0]]);
    await seam.accessGrants.update({ access_grant_id, ends_at: later });
    await seam.accessGrants.delete({ access_grant_id });
    expect(endings(fake)).toEqual(['access_method.deleted', 'access_grant.deleted']);
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toMatchObject([{ status: 'set' }]);
  });
});
