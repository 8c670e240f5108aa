import { describe, expect, it } from 'vitest';
import { hour, slow, startWithLock } from './start-with-lock.test-helper.ts';

describe('the device of an access code', () => {
  it('takes time to set it and to remove it', async () => {
    const { seam, clock, state, device_id } = startWithLock(slow);
    const { access_code_id, status, pending_mutations } = await seam.accessCodes.create({ device_id });
    expect([status, pending_mutations]).toMatchObject(['setting', [{ mutation_code: 'creating' }]]);
    clock.advance(5000);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'set',
      pending_mutations: [],
    });
    await seam.accessCodes.delete({ access_code_id });
    await seam.accessCodes.delete({ access_code_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'removing',
      pending_mutations: [{ mutation_code: 'deleting' }],
      warnings: [{ warning_code: 'being_deleted' }],
    });
    await expect(seam.accessCodes.update({ access_code_id, name: 'x' })).rejects.toMatchObject({
      statusCode: 409,
    });
    clock.advance(5000);
    expect(state.accessCodes.size).toBe(0);
  });

  it('does not set one that is deleted before', async () => {
    const { seam, clock, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    await seam.accessCodes.delete({ access_code_id });
    clock.advance(hour);
    expect(eventTypes().at(-1)).toBe('access_code.deleted');
    expect(eventTypes()).not.toContain('access_code.set_on_device');
  });

  it('keeps the old code until the new one is set, and applies the last of several', async () => {
    const { seam, clock, device_id } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '1111' });
    clock.advance(5000);
    await seam.accessCodes.update({ access_code_id, code: '2222' });
    clock.advance(3000);
    await seam.accessCodes.update({ access_code_id, code: '3333' });
    const code = async () => (await seam.accessCodes.get({ access_code_id })).code;
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'setting',
      code: '1111',
      pending_mutations: [{ mutation_code: 'updating_code', from: { code: '1111' }, to: { code: '3333' } }],
    });
    clock.advance(4999);
    expect(await code()).toBe('1111');
    clock.advance(1);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', code: '3333' });
  });

  it('may fail to set it: it shows the error and is tried again', async () => {
    const { seam, provider, state, clock, device_id } = startWithLock();
    provider.failNext('access_code.set', { message: 'The keypad is wet.' });
    const { access_code_id, status, errors } = await seam.accessCodes.create({ device_id });
    expect([status, errors]).toMatchObject([
      'setting',
      [{ error_code: 'failed_to_set_on_device', message: 'The keypad is wet.', is_access_code_error: true }],
    ]);
    expect([...state.events].at(-1)).toMatchObject({
      event_type: 'access_code.failed_to_set_on_device',
      access_code_id,
      access_code_errors: [{ error_code: 'failed_to_set_on_device' }],
      device_errors: [],
    });
    clock.advance(10 * 60_000);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', errors: [] });
  });

  it('may fail to remove it: it stays on the device, and deleting it again retries at once', async () => {
    const { seam, provider, state, device_id, eventTypes } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    provider.failNext('access_code.remove');
    await seam.accessCodes.delete({ access_code_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'removing',
      warnings: [{ warning_code: 'being_deleted' }],
      errors: [{ error_code: 'failed_to_remove_from_device' }],
    });
    expect(eventTypes().at(-1)).toBe('access_code.failed_to_remove_from_device');
    await seam.accessCodes.delete({ access_code_id });
    expect(state.accessCodes.size).toBe(0);
  });

  it('makes the pending changes when it is connected again', async () => {
    const { seam, device_id, eventTypes } = startWithLock();
    await seam.devices.simulate.disconnect({ device_id });
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'setting',
      warnings: [{ warning_code: 'delay_in_setting_on_device' }],
    });
    await seam.devices.simulate.connect({ device_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', warnings: [] });
    expect(eventTypes()).toEqual(
      expect.arrayContaining(['access_code.delay_in_setting_on_device', 'access_code.set_on_device']),
    );
  });

  it('holds a limited number of access codes, and sets another when there is space', async () => {
    const { seam, add, clock, properties } = startWithLock();
    const { device_id } = add.device({ properties: { ...properties, max_active_codes_supported: 1 } });
    const first = await seam.accessCodes.create({ device_id });
    const { access_code_id, ...second } = await seam.accessCodes.create({ device_id });
    expect(second).toMatchObject({
      status: 'setting',
      errors: [{ error_code: 'no_space_for_access_code_on_device' }],
    });
    await seam.accessCodes.delete({ access_code_id: first.access_code_id });
    clock.advance(10 * 60_000);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', errors: [] });
  });
});

describe('a snapshot', () => {
  it('keeps the pending changes of devices', async () => {
    const fake = startWithLock(slow);
    const { seam, clock, device_id } = fake;
    const { access_code_id } = await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(hour) });
    const taken = fake.snapshot();
    clock.advance(2 * hour);
    fake.restore(JSON.parse(JSON.stringify(taken)) as typeof taken);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('setting');
    clock.advance(5000);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('set');
    clock.advance(hour);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('unset');
  });
});
