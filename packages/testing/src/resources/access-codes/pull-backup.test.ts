import { describe, expect, it } from 'vitest';
import { hour, startWithLock } from './start-with-lock.test-helper.ts';

describe('the backup of an access code', () => {
  it('is available when the device has a pool, works at once, and ends with the original', async () => {
    const { seam, clock, add, properties, state } = startWithLock();
    const { device_id } = add.device({
      properties: { ...properties, supports_backup_access_code_pool: true },
    });
    const ends_at = clock.timestampIn(hour);
    const use_backup_access_code_pool = true;
    const { access_code_id, ...made } = await seam.accessCodes.create({
      device_id,
      ends_at,
      use_backup_access_code_pool,
    });
    expect(made.is_backup_access_code_available).toBe(true);
    const backup = await seam.accessCodes.pullBackupAccessCode({ access_code_id });
    expect(backup).toMatchObject({ is_backup: true, status: 'set', ends_at });
    expect(backup.code).not.toBe(made.code);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      pulled_backup_access_code_id: backup.access_code_id,
      is_backup_access_code_available: false,
      warnings: [{ warning_code: 'using_backup_access_code' }],
    });
    expect([...state.events].at(-1)).toMatchObject({
      event_type: 'access_code.backup_access_code_pulled',
      backup_access_code_id: backup.access_code_id,
    });
    expect(await seam.accessCodes.pullBackupAccessCode({ access_code_id })).toEqual(backup);
    clock.advance(hour);
    const shown = await seam.accessCodes.list({ device_id });
    expect(shown.map(({ status }) => status)).toEqual(['unset', 'unset']);
  });

  it('is not available when the pool is disabled, or for an ongoing access code', async () => {
    const { seam, clock, device_id } = startWithLock();
    await seam.devices.update({ device_id, backup_access_code_pool_enabled: true });
    const use_backup_access_code_pool = true;
    const ongoing = await seam.accessCodes.create({ device_id, use_backup_access_code_pool });
    await expect(seam.accessCodes.pullBackupAccessCode(ongoing)).rejects.toMatchObject({ statusCode: 400 });
    const ends_at = clock.timestampIn(hour);
    const bound = await seam.accessCodes.create({ device_id, ends_at, use_backup_access_code_pool });
    await seam.devices.update({ device_id, backup_access_code_pool_enabled: false });
    await expect(seam.accessCodes.pullBackupAccessCode(bound)).rejects.toMatchObject({ statusCode: 404 });
  });
});
