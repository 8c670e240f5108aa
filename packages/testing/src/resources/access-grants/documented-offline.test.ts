import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../fake/create-fake.ts';

const hours = 3_600_000;

/** A person with an access grant for a lock that takes offline access codes only. */
const setUp = async (ends_at: string | null = '2026-01-03T00:00:00.000Z') => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, seam } = fake;
  const { user_identity_id } = add.userIdentity();
  const { device_id } = add.device({
    device_type: 'igloohome_lock',
    can_program_online_access_codes: false,
    can_program_offline_access_codes: true,
  });
  const { access_grant_id } = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    starts_at: '2026-01-01T00:00:00.000Z',
    ends_at,
    requested_access_methods: [{ mode: 'code', code: '123456' }],
  });
  const openDevices = async () => {
    const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
    return devices.map((device) => device.device_id);
  };
  const codes = () => seam.accessCodes.list({ device_id });
  return { ...fake, user_identity_id, device_id, access_grant_id, openDevices, codes };
};

describe('access grants of locks with offline access codes only', () => {
  it('get a code that the lock generates, at once and without a connection', async () => {
    const { seam, access_grant_id, codes, openDevices, device_id } = await setUp();
    expect(await codes()).toMatchObject([
      { is_offline_access_code: true, status: 'set', ends_at: '2026-01-03T00:00:00.000Z' },
    ]);
    expect(await seam.accessMethods.list({ access_grant_id })).toMatchObject([{ is_issued: true }]);
    expect(await openDevices()).toEqual([device_id]);
  });

  it('show a warning instead of a code when they have no end', async () => {
    const { seam, access_grant_id, codes } = await setUp(null);
    expect(await codes()).toEqual([]);
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({
      warnings: [{ warning_code: 'device_time_constraints_violated', reason: 'ongoing_not_supported' }],
    });
  });

  it('do not change the code when their times change', async () => {
    const { seam, access_grant_id, codes } = await setUp();
    await seam.accessGrants.update({ access_grant_id, ends_at: '2026-01-02T00:00:00.000Z' });
    expect(await codes()).toMatchObject([{ status: 'set', ends_at: '2026-01-03T00:00:00.000Z' }]);
  });

  it('cannot recall the code: when they are deleted, it opens the lock until it ends', async () => {
    const { seam, access_grant_id, codes, openDevices, device_id, clock } = await setUp();
    await seam.accessGrants.delete({ access_grant_id });
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({
      warnings: [{ warning_code: 'being_deleted' }],
    });
    clock.advance(47 * hours);
    expect(await codes()).toMatchObject([{ is_offline_access_code: true, status: 'removing' }]);
    expect(await openDevices()).toEqual([device_id]);
    clock.advance(hours);
    expect(await codes()).toEqual([]);
    expect(await openDevices()).toEqual([]);
    await expect(seam.accessGrants.get({ access_grant_id })).rejects.toMatchObject({
      type: 'access_grant_not_found',
    });
  });
});
