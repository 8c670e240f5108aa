import { describe, expect, it } from 'vitest';
import type { DeviceRow } from '../../fake/rows.ts';
import { hour, startWithLock } from './start-with-lock.test-helper.ts';

type Constraints = DeviceRow['properties']['code_constraints'];

const lockWith = (properties: Partial<DeviceRow['properties']>, overrides: Partial<DeviceRow> = {}) => {
  const fake = startWithLock({ access_code_name_constraints: 'refuse' });
  const { device_id } = fake.add.device({
    ...overrides,
    properties: { ...fake.properties, ...properties },
  });
  return { ...fake, device_id };
};

const refusal = { statusCode: 400, type: 'invalid_input' };

describe('a code constraint of a device', () => {
  it.each([
    ['no_zeros', '1203', '1243'],
    ['cannot_start_with_12', '1299', '2199'],
    ['no_triple_consecutive_ints', '12347', '12367'],
    ['no_triple_consecutive_ints', '77771', '77721'],
    ['no_ascending_or_descending_sequence', '9876', '9875'],
    ['at_least_three_unique_digits', '1122', '1123'],
    ['no_all_same_digits', '5555', '5556'],
    ['unique_first_four_digits', '12135', '12344'],
    ['cannot_contain_089', '4589', '4567'],
    ['cannot_contain_0789', '4567', '4566'],
  ])('refuses codes that violate it, and no others: %s, %s', async (constraint_type, bad, good) => {
    const { seam, device_id } = lockWith({ code_constraints: [{ constraint_type }] as Constraints });
    await expect(seam.accessCodes.create({ device_id, code: bad })).rejects.toMatchObject(refusal);
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: good });
    await expect(seam.accessCodes.update({ access_code_id, code: bad })).rejects.toMatchObject(refusal);
  });

  it('cannot_specify_pin_code: the device assigns the code', async () => {
    const code_constraints = [{ constraint_type: 'cannot_specify_pin_code' as const }];
    const { seam, device_id } = lockWith({ code_constraints });
    await expect(seam.accessCodes.create({ device_id, code: '1234' })).rejects.toMatchObject(refusal);
    await seam.devices.simulate.disconnect({ device_id });
    const { access_code_id, ...made } = await seam.accessCodes.create({ device_id });
    expect(made).toMatchObject({ code: null, is_waiting_for_code_assignment: true });
    await seam.devices.simulate.connect({ device_id });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      code: expect.stringMatching(/^\d{4}$/) as string,
      is_waiting_for_code_assignment: false,
    });
  });

  it('pin_code_matches_existing_set: the account has to have the code', async () => {
    const code_constraints = [{ constraint_type: 'pin_code_matches_existing_set' as const }];
    const { seam, add, state, device_id } = lockWith({ code_constraints });
    await expect(seam.accessCodes.create({ device_id, code: '4711' })).rejects.toMatchObject(refusal);
    const { connected_account_id = '' } = state.devices.get(device_id) ?? {};
    add.accessCode({ device_id: add.device({ connected_account_id }).device_id, code: '4711' });
    await seam.accessCodes.create({ device_id, code: '4711' });
  });

  it('start_date_in_future: a time-bound access code cannot start now', async () => {
    const code_constraints = [{ constraint_type: 'start_date_in_future' as const }];
    const { seam, clock, device_id } = lockWith({ code_constraints });
    const ends_at = clock.timestampIn(2 * hour);
    await expect(seam.accessCodes.create({ device_id, ends_at })).rejects.toMatchObject(refusal);
    const times = { starts_at: clock.timestampIn(hour), ends_at };
    await seam.accessCodes.create({ device_id, ...times });
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    await expect(seam.accessCodes.update({ access_code_id, ends_at })).rejects.toMatchObject(refusal);
    await seam.accessCodes.update({ access_code_id, ...times });
    clock.advance(hour);
    await seam.accessCodes.update({ access_code_id, ends_at: clock.timestampIn(9 * hour) });
  });

  it('name_length and name_must_be_unique apply to names, if assumed', async () => {
    const code_constraints = [
      { constraint_type: 'name_length', max_length: 5 },
      { constraint_type: 'name_must_be_unique' },
    ] as Constraints;
    const { seam, device_id } = lockWith({ code_constraints });
    await expect(seam.accessCodes.create({ device_id, name: 'Visitor' })).rejects.toMatchObject(refusal);
    const { access_code_id } = await seam.accessCodes.create({ device_id, name: 'Ada' });
    await expect(seam.accessCodes.create({ device_id, name: 'Ada' })).rejects.toMatchObject(refusal);
    await seam.accessCodes.update({ access_code_id, name: 'Ada' });
  });

  it('is kept by the codes that Seam generates', async () => {
    const code_constraints = [{ constraint_type: 'unique_first_four_digits' as const }];
    const { seam, device_id } = lockWith({ code_constraints });
    for (let times = 0; times < 20; times += 1) {
      const { code } = await seam.accessCodes.generateCode({ device_id });
      expect(new Set(code)).toHaveProperty('size', 4);
    }
  });
});

describe('the length of a code', () => {
  it('is the preferred one if the device supports it, otherwise the shortest that it supports', async () => {
    const { seam, device_id } = lockWith({ supported_code_lengths: [6, 8, 7] });
    const lengthOf = async (preferred_code_length: number) =>
      (await seam.accessCodes.create({ device_id, preferred_code_length })).code?.length;
    expect([await lengthOf(8), await lengthOf(4)]).toEqual([8, 6]);
    await expect(seam.accessCodes.create({ device_id, code: '1234' })).rejects.toMatchObject(refusal);
  });
});

describe('a device with online_time_frame_options', () => {
  it('accepts the time frames that they describe, and any ongoing access code', async () => {
    const { seam, clock, device_id } = lockWith({
      online_time_frame_options: [{ display_name: 'Short', max_duration: 'PT8H' }],
    });
    const ends_at = clock.timestampIn(9 * hour);
    await expect(seam.accessCodes.create({ device_id, ends_at })).rejects.toMatchObject(refusal);
    await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(8 * hour) });
    await seam.accessCodes.create({ device_id });
  });
});

describe('the capability flag for online access codes', () => {
  it('refuses access codes with an explicit false', async () => {
    const { seam, device_id } = lockWith({}, { can_program_online_access_codes: false });
    await expect(seam.accessCodes.create({ device_id })).rejects.toMatchObject({ type: 'not_supported' });
    await expect(seam.accessCodes.createMultiple({ device_ids: [device_id] })).rejects.toMatchObject({
      type: 'not_supported',
    });
  });

  it('is false while the accessory keypad is disconnected', async () => {
    const { seam, device_id, provider } = lockWith({});
    provider.setAccessoryKeypad(device_id, false);
    await expect(seam.accessCodes.create({ device_id })).rejects.toMatchObject({ type: 'not_supported' });
    provider.setAccessoryKeypad(device_id, true);
    expect((await seam.accessCodes.create({ device_id })).status).toBe('set');
  });

  it('is about hardware: an access code for a lock that is offline waits, unless the caller declines', async () => {
    const { seam, device_id, eventTypes } = lockWith({});
    await seam.devices.simulate.disconnect({ device_id });
    const refused = seam.accessCodes.create({ device_id, attempt_for_offline_device: false });
    await expect(refused).rejects.toMatchObject(refusal);
    const { status } = await seam.accessCodes.create({ device_id });
    expect(status).toBe('setting');
    expect(eventTypes()).toContain('access_code.delay_in_setting_on_device');
  });
});

describe('an access code of Ultraloq', () => {
  it('has 4 to 8 digits, and both times or none', async () => {
    const { seam, clock, device_id } = lockWith({}, { device_type: 'ultraloq_lock' });
    for (const code of ['123', '123456789', 'abcd', '12-34'])
      await expect(seam.accessCodes.create({ device_id, code })).rejects.toMatchObject(refusal);
    const ends_at = clock.timestampIn(hour);
    await expect(seam.accessCodes.create({ device_id, ends_at })).rejects.toMatchObject(refusal);
    const ultraloq_metadata = { time_zone: 'America/New_York' };
    await seam.devices.reportProviderMetadata({ devices: [{ device_id, ultraloq_metadata }] });
    await seam.accessCodes.create({ device_id, starts_at: clock.timestamp(), ends_at, code: '56789' });
  });

  it('needs the time zone of the device when it is time-bound', async () => {
    const { seam, clock, device_id } = lockWith(
      {},
      {
        device_type: 'ultraloq_lock',
        warnings: [
          {
            warning_code: 'ultraloq_time_zone_unknown',
            message: 'The time zone is not known.',
            created_at: '2026-01-01T00:00:00.000Z',
          },
        ],
      },
    );
    const times = { starts_at: clock.timestamp(), ends_at: clock.timestampIn(hour) };
    await expect(seam.accessCodes.create({ device_id, ...times })).rejects.toMatchObject(refusal);
    await seam.accessCodes.create({ device_id });
  });
});

describe('linked access codes', () => {
  it('have a common_code_key unless the caller specifies the code', async () => {
    const { seam, add } = startWithLock();
    const device_ids = [add.device().device_id, add.device().device_id];
    const [linked, other] = await seam.accessCodes.createMultiple({ device_ids });
    expect(linked?.common_code_key).toEqual(expect.any(String));
    expect([other?.common_code_key, other?.code]).toEqual([linked?.common_code_key, linked?.code]);
    expect(await seam.accessCodes.createMultiple({ device_ids, code: '8642' })).toMatchObject([
      { common_code_key: null, code: '8642' },
      { common_code_key: null, code: '8642' },
    ]);
  });
});
