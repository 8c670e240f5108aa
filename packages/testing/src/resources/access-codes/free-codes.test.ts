import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

/** A lock with codes of one digit, of which some are taken. */
const start = ({
  taken,
  assumptions = {},
  constraints = [] as object[],
}: {
  taken: number;
  assumptions?: object;
  constraints?: object[];
}) => {
  const fake = createCheckedFake({ seed: 'empty', strict: true, assumptions });
  const { device_id } = fake.add.device({
    properties: { supported_code_lengths: [1], code_constraints: constraints } as never,
  });
  for (let code = 0; code < taken; code += 1) fake.add.accessCode({ device_id, code: String(code) });
  const rows = () => fake.state.accessCodes.by('device_id', device_id);
  return { fake, seam: fake.seam, clock: fake.clock, device_id, rows };
};

describe('a lock with few free codes', () => {
  it('keeps as many backup codes as it has free codes, and shows that some are missing', async () => {
    const { seam, clock, device_id, rows } = start({ taken: 7, assumptions: { access_code_sync_ms: 1000 } });
    await seam.accessCodes.create({ device_id, use_backup_access_code_pool: true });
    clock.advance(2000);
    expect(clock.timestamp()).toBe('2026-01-01T00:00:02.000Z');
    expect(rows().filter(({ is_in_backup_pool }) => is_in_backup_pool)).toHaveLength(2);
    const { warnings } = await seam.devices.get({ device_id });
    expect(warnings).toMatchObject([{ warning_code: 'partial_backup_access_code_pool' }]);
  });

  it('does not use the code of a new access code as a backup code, too', async () => {
    const { seam, device_id, rows } = start({ taken: 6 });
    await seam.accessCodes.create({ device_id, use_backup_access_code_pool: true });
    expect(new Set(rows().map(({ code }) => code)).size).toBe(10);
  });

  it('has no backup code for an access code that was added with one', async () => {
    const { fake, seam, device_id } = start({ taken: 9 });
    const { access_code_id } = fake.add.accessCode({
      device_id,
      code: '9',
      type: 'time_bound',
      ends_at: '2026-02-01T00:00:00.000Z',
      is_backup_access_code_available: true,
    });
    await expect(seam.accessCodes.pullBackupAccessCode({ access_code_id })).rejects.toMatchObject({
      type: 'backup_access_code_not_found',
    });
  });

  it('shows an error for a code that it cannot choose itself, until one is free', async () => {
    const constraint = { constraint_type: 'cannot_specify_pin_code' };
    const { fake, seam, clock, device_id, rows } = start({ taken: 10, constraints: [constraint] });
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    const get = () => seam.accessCodes.get({ access_code_id });
    expect(await get()).toMatchObject({
      code: null,
      status: 'setting',
      errors: [{ error_code: 'no_space_for_access_code_on_device' }],
    });
    await seam.accessCodes.delete({ access_code_id: rows()[3]?.access_code_id ?? '' });
    clock.advance(fake.assumptions.access_code_retry_ms);
    expect(await get()).toMatchObject({ code: '3', status: 'set', errors: [] });
  });
});
