import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { grantAccess } from '../grant/grant-access.ts';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { revokeAccess } from './revoke-access.ts';

const setUp = (acs_sync_ms = 0) => {
  const fake = createFakeSeam({ seed: 'empty', assumptions: { acs_sync_ms } });
  const { add, state, clock: time } = fake;
  const { user_identity_id } = add.userIdentity();
  const [one, other] = [add.device(), add.device()];
  for (const { device_id } of [one, other]) state.deviceAccess.add(user_identity_id, device_id);
  const { acs_system_id } = add.acsSystem();
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const clock = clockOf(time);
  return { ...fake, clock, user_identity_id, one, other, acs_entrance_id, acs_user_id };
};

const ids = (doors: readonly { readonly door: { readonly id: string } }[]) =>
  doors.map(({ door }) => door.id);

describe('revokeAccess', () => {
  it('revokes one device and proves it', async () => {
    const { seam, clock, user_identity_id, one, other } = setUp();
    const result = await revokeAccess(seam, user_identity_id, { device_id: one.device_id }, { clock });
    expect(result).toMatchObject({
      requested: [{ outcome: 'done', request_ids: [expect.any(String)] }],
      verified: [{ door: { kind: 'device', id: one.device_id }, request_ids: [expect.any(String)] }],
      pending: [],
      residual: [],
    });
    const left = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
    expect(left.map(({ device_id }) => device_id)).toEqual([other.device_id]);
  });

  it('waits for the access system', async () => {
    const { seam, clock, user_identity_id, acs_entrance_id } = setUp(20_000);
    const result = await revokeAccess(seam, user_identity_id, 'all_entrances', { clock });
    expect(ids(result.verified)).toEqual([acs_entrance_id]);
  });

  it('reports a door as pending when the access system takes longer than the deadline', async () => {
    const { seam, clock, user_identity_id, acs_entrance_id } = setUp(60_000);
    const result = await revokeAccess(seam, user_identity_id, 'all_entrances', { clock, deadline: 10_000 });
    expect(result).toMatchObject({
      verified: [],
      pending: [{ door: { id: acs_entrance_id }, cause: 'pending' }],
    });
  });

  it('reports a device that an access grant keeps open as residual', async () => {
    const { seam, clock, user_identity_id, one } = setUp();
    const grant = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [one.device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const result = await revokeAccess(seam, user_identity_id, { device_id: one.device_id }, { clock });
    expect(result).toMatchObject({
      verified: [],
      pending: [],
      residual: [
        {
          door: { id: one.device_id },
          reasons: [
            { via: 'direct', certain: false },
            { via: 'access_grant', access_grant_id: grant.access_grant_id },
          ],
        },
      ],
    });
  });

  it('reports a failed revocation with its cause', async () => {
    const { seam, clock, faults, user_identity_id, one } = setUp();
    faults.rate('/user_identities/revoke_access_to_device', { kind: 'status', status: 500 }, 1);
    const result = await revokeAccess(seam, user_identity_id, { device_id: one.device_id }, { clock });
    expect(result).toMatchObject({
      requested: [{ outcome: 'unknown', error: 'internal_server_error' }],
      verified: [],
      pending: [{ door: { id: one.device_id }, cause: 'failed', error: 'internal_server_error' }],
      isComplete: false,
    });
  });

  it('sends a revocation again whose outcome is unknown', async () => {
    const { seam, clock, faults, user_identity_id, one } = setUp();
    for (let time = 0; time < 4; time += 1)
      faults.queue('/user_identities/revoke_access_to_device', { kind: 'status', status: 500 });
    const result = await revokeAccess(seam, user_identity_id, { device_id: one.device_id }, { clock });
    expect(result).toMatchObject({
      requested: [{ outcome: 'done', request_ids: [expect.any(String), expect.any(String)] }],
      verified: [{ door: { id: one.device_id } }],
      isComplete: true,
    });
  });

  it('revokes everything', async () => {
    const { seam, clock, user_identity_id, one, other, acs_entrance_id } = setUp();
    const result = await revokeAccess(seam, user_identity_id, 'everything', { clock });
    expect(ids(result.verified)).toEqual([one.device_id, other.device_id, acs_entrance_id]);
  });

  it('sends the revocation of a door that was closed before, and has nothing to verify', async () => {
    const { seam, clock, user_identity_id, add } = setUp();
    const { device_id } = add.device();
    expect(await revokeAccess(seam, user_identity_id, { device_id }, { clock })).toMatchObject({
      requested: [{ outcome: 'done' }],
      verified: [],
      pending: [],
      residual: [],
    });
  });

  it('cancels a grant in progress, which opens no door afterwards', async () => {
    const { seam, clock, add, faults, state, user_identity_id } = setUp();
    const doors = Array.from({ length: 5 }, () => add.device().device_id);
    faults.queue('/user_identities/grant_access_to_device', { kind: 'latency', ms: 50 });
    const granting = grantAccess(seam, user_identity_id, { device_ids: doors }, { clock });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await revokeAccess(seam, user_identity_id, 'all_devices', { clock });
    const outcomes = (await granting).map(({ outcome }) => outcome);
    expect(outcomes).toContain('cancelled');
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  });
});

describe('grantAccess', () => {
  it('grants what is missing, and leaves what is open', async () => {
    const { seam, clock, add, user_identity_id, one, acs_entrance_id } = setUp();
    const { device_id } = add.device();
    const doors = await grantAccess(
      seam,
      user_identity_id,
      { device_ids: [one.device_id, device_id], acs_entrance_ids: [acs_entrance_id] },
      { clock },
    );
    expect(doors).toMatchObject([
      { door: { id: one.device_id }, outcome: 'already_open', request_ids: [] },
      { door: { id: device_id }, outcome: 'granted', request_ids: [expect.any(String)] },
      { door: { id: acs_entrance_id }, outcome: 'already_open' },
    ]);
  });

  it('reports a door that does not exist, and grants the others', async () => {
    const { seam, clock, add, user_identity_id } = setUp();
    const { device_id } = add.device();
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(
      await grantAccess(seam, user_identity_id, { device_ids: [unknown, device_id] }, { clock }),
    ).toMatchObject([{ outcome: 'failed', error: 'device_not_found' }, { outcome: 'granted' }]);
  });
});
