import { createFakeSeam, type Fault } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import { revokeAccess } from '../revoke/revoke-access.ts';
import { applyChange } from './changes.ts';

const setUp = () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, seam } = fake;
  const clock = clockOf(fake.clock);
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  return { fake, add, seam, clock, person: { user_identity_id } };
};

/** A person with an access grant that begins next year. */
const withGrant = async () => {
  const scene = setUp();
  const { device_id } = scene.add.device();
  const { access_grant_id } = await scene.seam.accessGrants.create({
    ...scene.person,
    device_ids: [device_id],
    requested_access_methods: [{ mode: 'code' }],
    starts_at: '2027-01-01T00:00:00.000Z',
    ends_at: '2027-02-01T00:00:00.000Z',
  });
  return { ...scene, access_grant_id };
};

const page: Fault = { kind: 'html', status: 404 };

describe('applyChange', () => {
  it.each<[fault: Fault, outcome: string]>([
    [page, 'unknown'],
    [{ kind: 'status', status: 404, type: 'endpoint_not_found' }, 'rejected'],
    [{ kind: 'status', status: 404, type: 'workspace_not_found' }, 'rejected'],
    [{ kind: 'status', status: 404, type: 'access_grant_not_found' }, 'already_absent'],
    [{ kind: 'status', status: 404, type: 'not_found' }, 'already_absent'],
  ])('after %j the outcome is %s', async (fault, outcome) => {
    const { fake, seam } = setUp();
    fake.faults.rate('/access_grants/delete', fault, 1);
    const params = { access_grant_id: '00000000-0000-4000-8000-000000000000' };
    expect(await applyChange(seam, { path: '/access_grants/delete', params })).toMatchObject({ outcome });
  });
});

describe('a 404', () => {
  it('of a proxy is no proof that a suspended ACS user has lost its entrances', async () => {
    const { fake, add, seam, clock, person } = setUp();
    const { acs_system_id } = add.acsSystem();
    const { acs_user_id } = add.acsUser({ acs_system_id, ...person });
    fake.state.entranceAccess.add(acs_user_id, add.acsEntrance({ acs_system_id }).acs_entrance_id);
    await seam.acs.users.suspend({ acs_user_id });
    fake.faults.rate('/acs/users/revoke_access_to_all_entrances', page, 1);
    const { result } = offboard(seam, person, { actor: 'hr', reason: 'left', clock });
    expect(await result).toMatchObject({ state: 'stuck' });
  });

  it('of a proxy is no proof that an access grant is deleted', async () => {
    const { fake, seam, clock, person, access_grant_id } = await withGrant();
    fake.faults.rate('/access_grants/delete', page, 1);
    expect(await revokeAccess(seam, person, { access_grant_id }, { clock })).toMatchObject({
      requested: [{ outcome: 'unknown' }],
      isComplete: false,
    });
  });

  it('of a proxy is no reason to leave an access grant out', async () => {
    const { fake, seam, clock, person } = await withGrant();
    fake.faults.rate('/access_grants/get_related', page, 1);
    await expect(revokeAccess(seam, person, 'everything', { clock })).rejects.toMatchObject({
      type: 'http_404',
    });
    await expect(offboard(seam, person, { actor: 'hr', reason: 'left', clock }).result).rejects.toMatchObject(
      { type: 'http_404' },
    );
  });

  it('about an access method is no reason to leave its access grant out', async () => {
    const { fake, add, seam, clock, person } = setUp();
    const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
    await seam.accessGrants.create({
      ...person,
      acs_entrance_ids: [add.acsEntrance({ acs_system_id }).acs_entrance_id],
      requested_access_methods: [{ mode: 'mobile_key' }],
      starts_at: '2027-01-01T00:00:00.000Z',
      ends_at: '2027-02-01T00:00:00.000Z',
    });
    const fault: Fault = { kind: 'status', status: 404, type: 'access_method_not_found' };
    fake.faults.rate('/access_methods/get_related', fault, 1);
    expect(await revokeAccess(seam, person, 'everything', { clock })).toMatchObject({ isComplete: true });
    expect(await seam.accessGrants.list(person)).toEqual([]);
  });

  it('for a path does not hide that an access grant belongs to somebody else', async () => {
    const { fake, add, seam, clock, access_grant_id } = await withGrant();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    fake.faults.rate('/access_grants/get', { kind: 'status', status: 404, type: 'endpoint_not_found' }, 1);
    await expect(
      revokeAccess(seam, { user_identity_id }, { access_grant_id }, { clock }),
    ).rejects.toMatchObject({ type: 'endpoint_not_found' });
  });
});
