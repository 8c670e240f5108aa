import { describe, expect, it } from 'vitest';
import { hour, startWithLock } from './start-with-lock.test-helper.ts';

const day = 24 * hour;

describe('an ongoing access code', () => {
  it('starts right away and stays until it is deleted', async () => {
    const { seam, clock, device_id } = startWithLock();
    const { access_code_id, ...made } = await seam.accessCodes.create({ device_id });
    expect(made).toMatchObject({ type: 'ongoing', status: 'set' });
    clock.advance(400 * day);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('set');
  });

  it('becomes time-bound with both times, and ongoing again with the type', async () => {
    const { seam, clock, device_id } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    const times = { starts_at: clock.timestamp(), ends_at: clock.timestampIn(day) };
    await seam.accessCodes.update({ access_code_id, ...times });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ type: 'time_bound', ...times });
    await seam.accessCodes.update({ access_code_id, type: 'ongoing' });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      type: 'ongoing',
      starts_at: null,
      ends_at: null,
    });
  });
});

describe('an access code in a response', () => {
  it('has the properties that every documented sample shows', async () => {
    const { seam, device_id } = startWithLock();
    expect(await seam.accessCodes.create({ device_id })).toMatchObject({
      common_code_key: null,
      errors: [],
      is_backup: false,
      is_backup_access_code_available: false,
      is_external_modification_allowed: false,
      is_offline_access_code: false,
      is_one_time_use: false,
      is_scheduled_on_device: false,
      is_waiting_for_code_assignment: false,
      pending_mutations: [],
      pulled_backup_access_code_id: null,
      warnings: [],
    });
  });
});

describe('a time-bound access code on a lock with native scheduling', () => {
  it.each(['august_lock', 'yale_lock', 'schlage_lock', 'nuki_lock', 'kwikset_lock', 'ttlock_lock'] as const)(
    'is preloaded 72 hours before its start, and active from its start (%s)',
    async (device_type) => {
      const { seam, add, clock, eventTypes } = startWithLock();
      const { device_id } = add.device({ device_type });
      const [starts_at, ends_at] = [clock.timestampIn(4 * day), clock.timestampIn(5 * day)];
      const { access_code_id, ...made } = await seam.accessCodes.create({ device_id, starts_at, ends_at });
      expect(made).toMatchObject({
        status: 'unset',
        is_scheduled_on_device: false,
        pending_mutations: [
          { mutation_code: 'deferring_creation', scheduled_at: clock.timestampIn(4 * day - 72 * hour) },
        ],
      });
      const look = async () => await seam.accessCodes.get({ access_code_id });
      clock.advance(day);
      expect(await look()).toMatchObject({
        status: 'unset',
        is_scheduled_on_device: true,
        pending_mutations: [],
      });
      expect(eventTypes().at(-1)).toBe('access_code.scheduled_on_device');
      clock.advance(3 * day);
      expect((await look()).status).toBe('set');
      expect(eventTypes().at(-1)).toBe('access_code.set_on_device');
      clock.advance(day);
      expect(await look()).toMatchObject({ status: 'unset', is_scheduled_on_device: false });
    },
  );

  it('is setting when it could not be programmed by its start', async () => {
    const { seam, clock, device_id } = startWithLock();
    await seam.devices.simulate.disconnect({ device_id });
    const [starts_at, ends_at] = [clock.timestampIn(day), clock.timestampIn(2 * day)];
    const { access_code_id, status } = await seam.accessCodes.create({ device_id, starts_at, ends_at });
    expect(status).toBe('unset');
    clock.advance(day);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('setting');
  });

  it('counts as an active code of the device before its start', async () => {
    const { seam, add, clock, properties } = startWithLock();
    const { device_id } = add.device({ properties: { ...properties, max_active_codes_supported: 1 } });
    const times = { starts_at: clock.timestampIn(day), ends_at: clock.timestampIn(2 * day) };
    await seam.accessCodes.create({ device_id, ...times });
    expect((await seam.accessCodes.create({ device_id })).errors).toMatchObject([
      { error_code: 'no_space_for_access_code_on_device' },
    ]);
  });
});

describe('a time-bound access code on another lock', () => {
  it.each([
    { device_type: 'smartthings_lock', prefer_native_scheduling: undefined },
    { device_type: 'august_lock', prefer_native_scheduling: false },
  ] as const)('is programmed 60 minutes before its start ($device_type)', async (given) => {
    const { seam, add, clock, eventTypes } = startWithLock();
    const { device_type, prefer_native_scheduling } = given;
    const { device_id } = add.device({ device_type });
    const times = { starts_at: clock.timestampIn(day), ends_at: clock.timestampIn(2 * day) };
    const params = { device_id, ...times, prefer_native_scheduling };
    const { access_code_id, ...made } = await seam.accessCodes.create(params);
    const scheduled_at = clock.timestampIn(23 * hour);
    expect(made.pending_mutations).toMatchObject([{ mutation_code: 'deferring_creation', scheduled_at }]);
    clock.advance(23 * hour - 1);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('unset');
    clock.advance(1);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('set');
    expect(eventTypes()).not.toContain('access_code.scheduled_on_device');
    clock.advance(25 * hour);
    expect(eventTypes().at(-1)).toBe('access_code.removed_from_device');
  });
});

describe('an expired access code', () => {
  it.each([
    { expired_access_codes: 'keep', found: 1 },
    { expired_access_codes: 'delete', found: 0 },
  ] as const)('is kept or no longer exists, as assumed ($expired_access_codes)', async (assumed) => {
    const { found, ...assumptions } = assumed;
    const { seam, clock, device_id } = startWithLock(assumptions);
    await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(hour) });
    clock.advance(hour);
    expect(await seam.accessCodes.list({ device_id })).toHaveLength(found);
  });
});

describe('an access code of a disconnected account', () => {
  it('has an unknown status and shows the error of the account', async () => {
    const { seam, add, state, device_id } = startWithLock();
    const { access_code_id } = add.accessCode({ device_id });
    const { connected_account_id = '' } = state.devices.get(device_id) ?? {};
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id });
    const { status, errors } = await seam.accessCodes.get({ access_code_id });
    expect(status).toBe('unknown');
    expect(errors.map(({ error_code }) => error_code)).toEqual(['account_disconnected']);
  });
});

describe('an added access code', () => {
  it.each([
    { from: -2, to: -1, status: 'unset', is_scheduled_on_device: false },
    { from: -1, to: 1, status: 'set', is_scheduled_on_device: false },
    { from: 2, to: 4, status: 'unset', is_scheduled_on_device: true },
    { from: 200, to: 400, status: 'unset', is_scheduled_on_device: false },
  ])(
    'has the status of its time frame and follows it ($from to $to hours)',
    async ({ from, to, ...shown }) => {
      const { seam, add, clock, device_id } = startWithLock();
      clock.advance(day);
      const now = clock.now().getTime();
      const at = (hours: number) => new Date(now + hours * hour).toISOString();
      const { access_code_id } = add.accessCode({ device_id, starts_at: at(from), ends_at: at(to) });
      const look = async () => await seam.accessCodes.get({ access_code_id });
      expect(await look()).toMatchObject(shown);
      if (from > 0) clock.set(at(from));
      expect((await look()).status).toBe(to > 0 ? 'set' : 'unset');
      if (to > 0) clock.set(at(to));
      expect((await look()).status).toBe('unset');
    },
  );
});
