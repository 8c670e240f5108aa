import { describe, expect, it } from 'vitest';
import type { Assumptions } from '../fake/assumptions.ts';
import { createFakeSeam } from '../fake/create-fake.ts';
import { toHaveAccess, toHaveNoAccess } from './matchers.ts';

const minute = 60_000;

/** An access code without a user identity, on a lock with a backup pool. */
const start = async (assumptions: Partial<Assumptions> = {}) => {
  const fake = createFakeSeam({
    seed: 'empty',
    strict: true,
    assumptions: { access_code_sync_ms: minute, ...assumptions },
  });
  const { seam, clock, add } = fake;
  const { device_id } = add.device({ name: 'Front door' });
  const created = await seam.accessCodes.create({
    device_id,
    name: 'Cleaner',
    starts_at: '2026-01-01T00:00:00Z',
    ends_at: '2026-02-01T00:00:00Z',
    use_backup_access_code_pool: true,
  });
  const { access_code_id } = created;
  const isOpen = async () => (await toHaveAccess(fake, { access_code_id })).pass;
  const said = async () => (await toHaveNoAccess(fake, { access_code_id })).message();
  expect(await isOpen()).toBe(false);
  clock.advance(minute);
  return { fake, seam, clock, device_id, access_code_id, isOpen, said };
};

describe('an access code without a user identity', () => {
  it('opens its device once it is set', async () => {
    const { said, device_id, access_code_id } = await start();
    expect(await said()).toBe(
      `Access of access code ${access_code_id}: 1 door is open.\n- device "Front door" (${device_id}): access code "Cleaner" (${access_code_id})`,
    );
  });

  it('opens it until the lock has removed the code', async () => {
    const { seam, clock, access_code_id, isOpen } = await start();
    await seam.accessCodes.delete({ access_code_id });
    expect(await isOpen()).toBe(true);
    clock.advance(minute);
    expect(await isOpen()).toBe(false);
  });

  it('opens it after its deletion while the lock is offline, and until it ends', async () => {
    const { fake, seam, clock, device_id, access_code_id, isOpen } = await start();
    fake.provider.disconnectDevice(device_id);
    await seam.accessCodes.delete({ access_code_id });
    clock.advance(minute);
    expect(await isOpen()).toBe(true);
    clock.set('2026-02-01T00:00:00Z');
    expect(await isOpen()).toBe(false);
  });

  it('opens it after it became unmanaged', async () => {
    const { seam, access_code_id, said } = await start();
    await seam.accessCodes.update({ access_code_id, is_managed: false });
    expect(await said()).toContain(`unmanaged access code "Cleaner" (${access_code_id})`);
  });

  it('opens it by the backup that was pulled for it, also after its own deletion', async () => {
    const { seam, clock, access_code_id, said } = await start({ deletion_ends_backup_code: false });
    const backup = await seam.accessCodes.pullBackupAccessCode({ access_code_id });
    expect(backup).not.toHaveProperty('backup_of_access_code_id');
    await seam.accessCodes.delete({ access_code_id });
    clock.advance(minute);
    expect(await said()).toContain(`(${backup.access_code_id}), pulled as its backup`);
    await seam.accessCodes.delete({ access_code_id: backup.access_code_id });
    clock.advance(minute);
    expect(await said()).toBe(`No access of access code ${access_code_id}.`);
  });

  it.each([
    [{ access_code_id: undefined }, 'needs a user_identity_id, an acs_user_id or an access_code_id'],
    [{ access_code_id: 'x', device_id: 'y' }, 'takes access_code_id or device_id, not both'],
    [{ access_code_id: 'x', user_identity_id: 'y' }, 'takes access_code_id or user_identity_id, not both'],
    [{ access_code_id: 'x' }, 'got ids that never existed: access_code_id x'],
  ])('is not found by %j', async (subject, message) => {
    await expect(toHaveNoAccess(createFakeSeam(), subject as never)).rejects.toThrow(message);
  });
});
