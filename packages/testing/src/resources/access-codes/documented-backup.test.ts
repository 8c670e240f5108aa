import { describe, expect, it } from 'vitest';
import type { Assumptions } from '../../fake/assumptions.ts';
import { hour, slow, startWithLock } from './start-with-lock.test-helper.ts';

const day = 24 * hour;

/** A lock with an enabled backup pool, and a time-bound access code of it. */
const lockWithPool = async (assumptions: Partial<Assumptions> = {}) => {
  const fake = startWithLock(assumptions);
  const { device_id } = fake.add.device({
    properties: { ...fake.properties, supports_backup_access_code_pool: true },
  });
  const create = async (use_backup_access_code_pool = true) =>
    await fake.seam.accessCodes.create({
      device_id,
      ends_at: fake.clock.timestampIn(day),
      use_backup_access_code_pool,
    });
  const device = async () => await fake.seam.devices.get({ device_id });
  const issues = async () => {
    const { errors, warnings } = await device();
    return [
      ...errors.map(({ error_code }) => error_code),
      ...warnings.map(({ warning_code }) => warning_code),
    ];
  };
  return { ...fake, device_id, create, device, issues, code: await create() };
};

describe('the backup access code pool', () => {
  it('is enabled by the first access code that uses it, for all of the device', async () => {
    const { create, device, code } = await lockWithPool();
    expect((await device()).properties.backup_access_code_pool_enabled).toBe(true);
    const other = await create(false);
    expect([code, other]).toMatchObject([
      { is_backup_access_code_available: true },
      { is_backup_access_code_available: true },
    ]);
  });

  it('does not exist on a device that does not support it', async () => {
    const { seam, add, clock, properties } = startWithLock();
    const withoutPool = { ...properties, supports_backup_access_code_pool: false };
    for (const device of [{ properties: withoutPool }, { device_type: 'salto_lock' as const }]) {
      const { device_id } = add.device(device);
      const params = { device_id, ends_at: clock.timestampIn(day), use_backup_access_code_pool: true };
      expect((await seam.accessCodes.create(params)).is_backup_access_code_available).toBe(false);
    }
  });

  it('is not listed, and takes space on the device', async () => {
    const { seam, add, clock, properties } = startWithLock();
    const { device_id } = add.device({
      properties: {
        ...properties,
        supports_backup_access_code_pool: true,
        max_active_codes_supported: 4,
      },
    });
    const params = { device_id, ends_at: clock.timestampIn(day) };
    await seam.accessCodes.create({ ...params, use_backup_access_code_pool: true });
    expect(await seam.accessCodes.list({ device_id })).toHaveLength(1);
    expect((await seam.accessCodes.create(params)).errors).toMatchObject([
      { error_code: 'no_space_for_access_code_on_device' },
    ]);
  });

  it('is removed with the device becoming unmanaged', async () => {
    const { seam, state, device_id } = await lockWithPool();
    await seam.devices.update({ device_id, is_managed: false });
    expect([...state.accessCodes].filter((row) => row.is_backup === true)).toEqual([]);
  });

  it('can be disabled and enabled with the device', async () => {
    const { seam, device_id, code } = await lockWithPool();
    const { access_code_id } = code;
    const isAvailable = async () =>
      (await seam.accessCodes.get({ access_code_id })).is_backup_access_code_available;
    await seam.devices.update({ device_id, backup_access_code_pool_enabled: false });
    expect(await isAvailable()).toBe(false);
    await seam.devices.update({ device_id, backup_access_code_pool_enabled: true });
    expect(await isAvailable()).toBe(true);
  });

  it('is empty, with an error of the device, when it was just enabled', async () => {
    const { clock, issues } = await lockWithPool(slow);
    expect(await issues()).toEqual(['empty_backup_access_code_pool']);
    clock.advance(5000);
    expect(await issues()).toEqual([]);
  });

  it('shows a warning while it cannot be refilled, and an error when all are used', async () => {
    const { seam, device_id, code, create, issues } = await lockWithPool({ backup_pool_size: 2 });
    const other = await create();
    await seam.devices.simulate.disconnect({ device_id });
    await seam.accessCodes.pullBackupAccessCode(code);
    expect(await issues()).toEqual(['device_disconnected', 'partial_backup_access_code_pool']);
    await seam.accessCodes.pullBackupAccessCode(other);
    expect(await issues()).toEqual([
      'device_disconnected',
      'empty_backup_access_code_pool',
      'many_active_backup_codes',
    ]);
    await seam.devices.simulate.connect({ device_id });
    expect(await issues()).toEqual(['many_active_backup_codes']);
  });
});

describe('pulling a backup access code', () => {
  it('returns one that works at once, also while the device is offline, until the original ends', async () => {
    const { seam, clock, device_id, code } = await lockWithPool();
    await seam.devices.simulate.disconnect({ device_id });
    const backup = await seam.accessCodes.pullBackupAccessCode(code);
    expect(backup).toMatchObject({
      status: 'set',
      type: 'time_bound',
      is_backup: true,
      is_backup_access_code_available: false,
      ends_at: code.ends_at,
      name: `Backup ${backup.access_code_id} (Seam)`,
    });
    await seam.devices.simulate.connect({ device_id });
    clock.advance(day);
    expect((await seam.accessCodes.get({ access_code_id: backup.access_code_id })).status).toBe('unset');
  });

  it('returns the same one again', async () => {
    const { seam, code, state } = await lockWithPool();
    const backup = await seam.accessCodes.pullBackupAccessCode(code);
    expect(await seam.accessCodes.pullBackupAccessCode(code)).toEqual(backup);
    const pulls = [...state.events].filter(
      ({ event_type }) => event_type === 'access_code.backup_access_code_pulled',
    );
    expect(pulls).toHaveLength(1);
  });

  it('is for time-bound access codes only', async () => {
    const { seam, device_id } = await lockWithPool();
    const ongoing = await seam.accessCodes.create({ device_id });
    expect(ongoing.is_backup_access_code_available).toBe(false);
    await expect(seam.accessCodes.pullBackupAccessCode(ongoing)).rejects.toMatchObject({ statusCode: 400 });
  });

  it.each([
    { deletion_ends_backup_code: true, left: 0 },
    { deletion_ends_backup_code: false, left: 1 },
  ])('ends with the deletion of the original, as assumed ($deletion_ends_backup_code)', async (assumed) => {
    const { left, ...assumptions } = assumed;
    const { seam, device_id, code } = await lockWithPool(assumptions);
    await seam.accessCodes.pullBackupAccessCode(code);
    await seam.accessCodes.delete(code);
    expect(await seam.accessCodes.list({ device_id })).toHaveLength(left);
  });

  it('leaves no trace in the original when the backup is deleted', async () => {
    const { seam, code } = await lockWithPool();
    await seam.accessCodes.delete(await seam.accessCodes.pullBackupAccessCode(code));
    expect(await seam.accessCodes.get({ access_code_id: code.access_code_id })).toMatchObject({
      pulled_backup_access_code_id: null,
      is_backup_access_code_available: true,
      warnings: [],
    });
  });
});
