import { describe, expect, it } from 'vitest';
import { hour, slow, startWithLock } from './start-with-lock.test-helper.ts';

describe('an access code that somebody changes at the device', () => {
  it('has an error until Seam has set it again', async () => {
    const { seam, provider, clock, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '1111' });
    clock.advance(5000);
    provider.changeAccessCode(access_code_id, { code: '2222' });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      code: '1111',
      status: 'setting',
      errors: [
        {
          error_code: 'conflicting_external_modification',
          change_type: 'modified',
          modified_fields: [{ field: 'code', from: '1111', to: '2222' }],
        },
      ],
    });
    expect(eventTypes()).toContain('access_code.modified_external_to_seam');
    clock.advance(5000);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'set', errors: [] });
    expect(eventTypes().at(-1)).toBe('access_code.set_on_device');
  });

  it('keeps the change, with a warning, when external modification is allowed', async () => {
    const { seam, provider, state, device_id } = startWithLock();
    for (const flag of ['allow_external_modification', 'is_external_modification_allowed']) {
      const { access_code_id } = await seam.accessCodes.create({ device_id, [flag]: true });
      provider.changeAccessCode(access_code_id, { ends_at: '2026-02-01T01:00:00+01:00' });
      expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
        status: 'set',
        type: 'time_bound',
        ends_at: '2026-02-01T00:00:00.000Z',
        errors: [],
        warnings: [{ warning_code: 'external_modification_in_effect', change_type: 'modified' }],
      });
      expect([...state.events].at(-1)?.event_type).toBe('access_code.modified_external_to_seam');
    }
  });
});

describe('an access code that somebody removes at the device', () => {
  it('is set again', async () => {
    const { seam, provider, clock, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    clock.advance(5000);
    provider.removeAccessCode(access_code_id);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'setting',
      errors: [{ error_code: 'conflicting_external_modification', change_type: 'removed' }],
    });
    clock.advance(5000);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('set');
    expect(eventTypes()).toContain('access_code.deleted_external_to_seam');
  });

  it('is not set again after its end', async () => {
    const { seam, provider, clock, device_id } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(hour) });
    await seam.devices.simulate.disconnect({ device_id });
    provider.removeAccessCode(access_code_id);
    clock.advance(hour);
    await seam.devices.simulate.connect({ device_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'unset',
      pending_mutations: [],
    });
  });

  it('stays removed when external modification is allowed', async () => {
    const { seam, provider, clock, device_id } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({
      device_id,
      is_external_modification_allowed: true,
      ends_at: clock.timestampIn(9 * hour),
    });
    provider.removeAccessCode(access_code_id);
    clock.advance(hour);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'unset',
      errors: [],
      warnings: [{ warning_code: 'external_modification_in_effect', change_type: 'removed' }],
    });
  });
});

describe('an access code that somebody disables in the app of the manufacturer', () => {
  it('is inactive and does not open the door until it is enabled', async () => {
    const { seam, provider, state, device_id } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '1111' });
    const enter = async () => {
      await seam.locks.simulate.keypadCodeEntry({ device_id, code: '1111' });
      return [...state.events].map(({ event_type }) => event_type).filter((type) => type.startsWith('lock.'));
    };
    provider.disableAccessCode(access_code_id);
    expect((await seam.accessCodes.get({ access_code_id })).errors).toMatchObject([
      { error_code: 'access_code_inactive' },
    ]);
    expect(await enter()).toEqual(['lock.access_denied']);
    provider.enableAccessCode(access_code_id);
    expect((await seam.accessCodes.get({ access_code_id })).errors).toEqual([]);
    expect(await enter()).toEqual(['lock.access_denied', 'lock.unlocked']);
  });
});

describe('an access code that was not created through Seam', () => {
  it('is found as unmanaged, changed and removed', async () => {
    const { seam, provider, device_id, eventTypes } = startWithLock();
    const access_code_id = provider.addAccessCode(device_id, { code: '7788', name: 'Neighbour' });
    expect(await seam.accessCodes.list({ device_id })).toEqual([]);
    provider.changeAccessCode(access_code_id, { name: 'Sister' });
    expect(await seam.accessCodes.unmanaged.get({ access_code_id })).toMatchObject({
      code: '7788',
      name: 'Sister',
      status: 'set',
      type: 'ongoing',
    });
    provider.removeAccessCode(access_code_id);
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toEqual([]);
    expect(eventTypes()).toEqual(['access_code.unmanaged.created', 'access_code.unmanaged.removed']);
  });

  it('is found with the next sync', async () => {
    const { seam, provider, state, device_id } = startWithLock({ provider_sync_ms: hour });
    provider.addAccessCode(device_id, { code: '7788' });
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toEqual([]);
    const { connected_account_id = '' } = state.devices.get(device_id) ?? {};
    await seam.connectedAccounts.sync({ connected_account_id });
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toMatchObject([{ code: '7788' }]);
  });

  it('is converted to a managed one, or shows why it could not be', async () => {
    const { seam, add, provider, device_id, eventTypes } = startWithLock();
    const { access_code_id } = add.accessCode({ device_id, is_managed: false });
    provider.failNext('access_code.convert_to_managed', { message: 'The provider refused.' });
    await seam.accessCodes.unmanaged.convertToManaged({ access_code_id });
    expect((await seam.accessCodes.unmanaged.get({ access_code_id })).errors).toMatchObject([
      { error_code: 'provider_issue', message: 'The provider refused.' },
    ]);
    await seam.accessCodes.unmanaged.convertToManaged({ access_code_id });
    expect((await seam.accessCodes.get({ access_code_id })).errors).toEqual([]);
    expect(eventTypes()).toEqual([
      'access_code.unmanaged.failed_to_convert_to_managed',
      'access_code.unmanaged.converted_to_managed',
    ]);
  });

  it.each(['igloohome_lock', 'kwikset_lock', 'smartthings_lock'] as const)(
    'cannot be converted on a %s',
    async (device_type) => {
      const { seam, add } = startWithLock();
      const { device_id } = add.device({ device_type });
      const { access_code_id } = add.accessCode({ device_id, is_managed: false });
      expect(await seam.accessCodes.unmanaged.get({ access_code_id })).toMatchObject({
        cannot_be_managed: true,
      });
      await expect(seam.accessCodes.unmanaged.convertToManaged({ access_code_id })).rejects.toMatchObject({
        type: 'not_supported',
      });
    },
  );

  it('shows no code on a SmartThings lock', async () => {
    const { seam, add } = startWithLock();
    const { device_id } = add.device({ device_type: 'smartthings_lock' });
    const { access_code_id } = add.accessCode({ device_id, code: '1234', is_managed: false });
    expect((await seam.accessCodes.unmanaged.get({ access_code_id })).code).toBeNull();
  });
});

describe('misuse of the provider', () => {
  it('is an error that names the access code, the device or the property', () => {
    const { provider, add, device_id } = startWithLock();
    const { access_code_id } = add.accessCode({ device_id });
    expect(() => provider.removeAccessCode('nope')).toThrow('there is no access code with the id "nope"');
    expect(() => provider.addAccessCode('nope')).toThrow('there is no device with the id "nope"');
    expect(() => provider.changeAccessCode(access_code_id, { pin: '1' } as never)).toThrow(
      'provider.changeAccessCode(): unknown option "pin"',
    );
    expect(() => provider.changeAccessCode(access_code_id, { ends_at: 'soon' })).toThrow(
      'ends_at must be a Date',
    );
  });
});
