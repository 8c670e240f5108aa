import { describe, expect, it } from 'vitest';
import { hour, slow, startWithLock } from './start-with-lock.test-helper.ts';

const day = 24 * hour;
const minute = 60_000;

describe('a failure to set an access code', () => {
  it('is an error and an event, and Seam keeps trying until it works', async () => {
    const { seam, provider, clock, device_id, eventTypes } = startWithLock({ access_code_retry_ms: minute });
    provider.failNext('access_code.set');
    provider.failNext('access_code.set');
    const { access_code_id, ...made } = await seam.accessCodes.create({ device_id });
    expect(made).toMatchObject({
      status: 'setting',
      errors: [{ error_code: 'failed_to_set_on_device', is_access_code_error: true }],
    });
    clock.advance(minute);
    expect((await seam.accessCodes.get({ access_code_id })).errors).toHaveLength(1);
    clock.advance(minute);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', errors: [] });
    clock.advance(400 * day);
    const failures = eventTypes().filter((type) => type === 'access_code.failed_to_set_on_device');
    expect(failures).toHaveLength(1);
    expect(eventTypes().at(-1)).toBe('access_code.set_on_device');
  });

  it('is no longer retried when its time frame has ended', async () => {
    const { seam, provider, clock, device_id } = startWithLock({ access_code_retry_ms: hour });
    provider.failNext('access_code.set');
    const ends_at = clock.timestampIn(minute);
    const { access_code_id } = await seam.accessCodes.create({ device_id, ends_at });
    clock.advance(day);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'unset',
      pending_mutations: [],
    });
  });

  it.each([
    'access_code_inactive',
    'conflicting_external_modification',
    'duplicate_code_on_device',
    'failed_to_set_on_device',
    'insufficient_permissions',
    'no_space_for_access_code_on_device',
    'provider_issue',
  ])('has the error code that the provider reports: %s', async (type) => {
    const { seam, provider, device_id } = startWithLock();
    provider.failNext('access_code.set', { type, message: 'Reported.' });
    const { errors } = await seam.accessCodes.create({ device_id });
    expect(errors).toMatchObject([{ error_code: type, message: 'Reported.' }]);
  });

  it('is a duplicate when an unmanaged access code has the code by then', async () => {
    const { seam, add, clock, device_id } = startWithLock();
    await seam.devices.simulate.disconnect({ device_id });
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '2580' });
    const other = add.accessCode({ device_id, code: '2580', is_managed: false });
    await seam.devices.simulate.connect({ device_id });
    expect((await seam.accessCodes.get({ access_code_id })).errors).toMatchObject([
      { error_code: 'duplicate_code_on_device', unmanaged_access_code_id: other.access_code_id },
    ]);
    await seam.accessCodes.unmanaged.delete({ access_code_id: other.access_code_id });
    clock.advance(hour);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', errors: [] });
  });
});

describe('a deleted access code', () => {
  it('fails to be removed with an error, and Seam keeps trying', async () => {
    const { seam, provider, clock, device_id, eventTypes } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    provider.failNext('access_code.remove');
    await seam.accessCodes.delete({ access_code_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'removing',
      errors: [{ error_code: 'failed_to_remove_from_device' }],
      warnings: [{ warning_code: 'being_deleted' }],
    });
    expect(eventTypes().at(-1)).toBe('access_code.failed_to_remove_from_device');
    clock.advance(hour);
    await expect(seam.accessCodes.get({ access_code_id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('has no removed_from_device event when it was never programmed', async () => {
    const { seam, clock, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    await seam.accessCodes.delete({ access_code_id });
    clock.advance(hour);
    expect(eventTypes()).toContain('access_code.deleted');
    expect(eventTypes()).not.toContain('access_code.removed_from_device');
  });
});

describe('a third-party integration that is detected at the device', () => {
  it('is a warning of its access codes', async () => {
    const { seam, add, clock } = startWithLock();
    const created_at = clock.timestamp();
    const warning_code = 'third_party_integration_detected';
    const { device_id } = add.device({ warnings: [{ warning_code, message: 'Found.', created_at }] });
    expect((await seam.accessCodes.create({ device_id })).warnings).toMatchObject([{ warning_code }]);
  });
});

describe('documented errors and warnings', () => {
  const created_at = '2026-01-01T00:00:00.000Z';

  it.each([
    'code_rotates_periodically',
    'delay_in_removing_from_device',
    'delay_in_setting_on_device',
    'external_modification_in_effect',
    'igloo_algopin_must_be_used_within_24_hours',
    'management_transferred',
    'third_party_integration_detected',
    'time_frame_adjusted_for_unknown_time_zone',
    'unknown_issue_with_access_code',
    'using_backup_access_code',
  ] as const)('can be added to an access code: the warning %s', async (warning_code) => {
    const { seam, add, device_id } = startWithLock();
    const warnings = [{ warning_code, message: 'Added by a test.', created_at }];
    const { access_code_id } = add.accessCode({ device_id, warnings });
    expect((await seam.accessCodes.get({ access_code_id })).warnings).toEqual(warnings);
  });

  it.each(['unknown', 'setting', 'removing', 'unset', 'set'] as const)(
    'can be added to an access code: the status %s',
    async (status) => {
      const { seam, add, device_id } = startWithLock();
      const { access_code_id } = add.accessCode({ device_id, status });
      expect((await seam.accessCodes.get({ access_code_id })).status).toBe(status);
    },
  );
});

describe('an access code that becomes unmanaged', () => {
  it('has no pending changes any more', async () => {
    const { seam, clock, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    clock.advance(5000);
    await seam.accessCodes.update({ access_code_id, name: 'x', is_managed: false });
    const before = eventTypes().length;
    clock.advance(day);
    expect(eventTypes()).toHaveLength(before);
    expect(await seam.accessCodes.unmanaged.get({ access_code_id })).toMatchObject({ status: 'set' });
  });
});
