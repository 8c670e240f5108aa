import type { AccessCodesCreateParams } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import type { DeviceRow } from '../../fake/rows.ts';
import { hour, startWithLock } from './start-with-lock.test-helper.ts';

const day = 24 * hour;

const slots = [
  {
    name: 'Guest 4pm-10am',
    check_in_time: '16:00:00-08:00[America/Los_Angeles]',
    check_out_time: '10:00:00-08:00[America/Los_Angeles]',
    dormakaba_oracode_user_level_id: '00000000-0000-4000-8000-00000000aaaa',
    is_24_hour: false,
    is_master: false,
    is_one_shot: false,
  },
  {
    name: 'Owner',
    check_in_time: '00:00:00[America/Los_Angeles]',
    check_out_time: '00:00:00[America/Los_Angeles]',
    is_master: true,
  },
];

/** A lock for offline access codes, and a function that creates one from hours after now. */
const offlineLock = (device_type: DeviceRow['device_type'] = 'igloohome_lock') => {
  const fake = startWithLock();
  const { device_id } = fake.add.device({
    device_type,
    can_program_offline_access_codes: true,
    properties: {
      ...fake.properties,
      ...(device_type === 'dormakaba_oracode_door'
        ? { dormakaba_oracode_metadata: { door_name: 'Room 1', predefined_time_slots: slots } }
        : {}),
    },
  });
  const create = async (from: number, to: number, more: Partial<AccessCodesCreateParams> = {}) =>
    await fake.seam.accessCodes.create({
      device_id,
      starts_at: fake.clock.timestampIn(from),
      ends_at: fake.clock.timestampIn(to),
      is_offline_access_code: true,
      ...more,
    });
  return { ...fake, device_id, create };
};

const refusal = { statusCode: 400, type: 'invalid_input' };
const unsupported = { statusCode: 400, type: 'not_supported' };

describe('an offline access code', () => {
  it('needs a lock whose flag is present and true', async () => {
    const { seam, add, clock } = startWithLock();
    for (const can_program_offline_access_codes of [false, undefined]) {
      const flag = can_program_offline_access_codes === undefined ? {} : { can_program_offline_access_codes };
      const { device_id } = add.device({ ...flag });
      const params = { device_id, ends_at: clock.timestampIn(day), is_offline_access_code: true };
      await expect(seam.accessCodes.create(params)).rejects.toMatchObject(unsupported);
    }
  });

  it('cannot have a code of the caller', async () => {
    const { create } = offlineLock();
    await expect(create(0, day, { code: '1234' })).rejects.toMatchObject(refusal);
  });

  it('cannot be updated or deleted', async () => {
    const { seam, create } = offlineLock();
    const { access_code_id } = await create(0, day);
    await expect(seam.accessCodes.update({ access_code_id, name: 'x' })).rejects.toMatchObject(unsupported);
    await expect(seam.accessCodes.delete({ access_code_id })).rejects.toMatchObject(unsupported);
    expect(await seam.accessCodes.list()).toHaveLength(1);
  });

  it('is time-bound or for a single use, not ongoing', async () => {
    const { seam, device_id } = offlineLock();
    await expect(seam.accessCodes.create({ device_id, is_offline_access_code: true })).rejects.toMatchObject(
      refusal,
    );
  });

  it('is unset until its start is near, needs no connection of the lock, and ends by itself', async () => {
    const { seam, clock, device_id, create } = offlineLock('lockly_lock');
    await seam.devices.simulate.disconnect({ device_id });
    const { access_code_id, ...made } = await create(day, 2 * day);
    expect(made).toMatchObject({ status: 'unset', is_offline_access_code: true, type: 'time_bound' });
    clock.advance(day);
    const look = async () => await seam.accessCodes.get({ access_code_id });
    expect(await look()).toMatchObject({ status: 'set', warnings: [] });
    clock.advance(day);
    expect((await look()).status).toBe('unset');
  });
});

describe('an offline access code of igloohome', () => {
  it.each([
    ['30 minutes', 0.5 * hour, false],
    ['1 hour', hour, true],
    ['672 hours', 672 * hour, true],
    ['29 days', 29 * day, true],
    ['367 days', 367 * day, true],
    ['368 days', 368 * day, false],
    ['40 days and 6 hours', 40 * day + 6 * hour, false],
  ])('lasts 1 to 672 hours, or 29 to 367 whole days: %s', async (_, duration, isAccepted) => {
    const { create } = offlineLock();
    const made = await create(hour, hour + duration).then(
      () => true,
      () => false,
    );
    expect(made).toBe(isAccepted);
  });

  it('moves to whole days when max_time_rounding is a day', async () => {
    const { clock, create } = offlineLock();
    const made = await create(0, 40 * day + 6 * hour, { max_time_rounding: '1d' });
    expect(made.ends_at).toBe(clock.timestampIn(41 * day));
  });

  it('warns that one of more than 24 hours has to be used within 24 hours', async () => {
    const { create } = offlineLock();
    expect((await create(0, day)).warnings).toEqual([]);
    expect((await create(2 * hour, 3 * day)).warnings).toMatchObject([
      { warning_code: 'igloo_algopin_must_be_used_within_24_hours' },
    ]);
  });

  it('exists at most 3 times with a start in the same hour', async () => {
    const { create } = offlineLock();
    for (const minutes of [0, 10, 20]) await create(minutes * 60_000, day);
    await expect(create(30 * 60_000, day)).rejects.toMatchObject(refusal);
    await create(hour, day);
  });

  it('for a single use needs a start, lasts 24 hours, and exists at most 5 times with a start', async () => {
    const { seam, clock, device_id } = offlineLock();
    const params = { device_id, is_offline_access_code: true, is_one_time_use: true };
    await expect(seam.accessCodes.create(params)).rejects.toMatchObject(refusal);
    const starts_at = clock.timestampIn(hour);
    const made = await seam.accessCodes.create({ ...params, starts_at });
    expect(made).toMatchObject({ is_one_time_use: true, ends_at: clock.timestampIn(25 * hour) });
    for (let times = 1; times < 5; times += 1) await seam.accessCodes.create({ ...params, starts_at });
    await expect(seam.accessCodes.create({ ...params, starts_at })).rejects.toMatchObject(refusal);
  });
});

describe('an offline access code of dormakaba Oracode', () => {
  it('takes the times of the slot within an hour, in the time zone of the lock', async () => {
    const { clock, create } = offlineLock('dormakaba_oracode_door');
    // Now is 16:00 in Los Angeles.
    expect(clock.timestamp()).toBe('2026-01-01T00:00:00.000Z');
    const made = await create(day - hour / 4, 3 * day + 18.25 * hour);
    expect(made).toMatchObject({
      starts_at: '2026-01-02T00:00:00.000Z',
      ends_at: '2026-01-04T18:00:00.000Z',
      dormakaba_oracode_metadata: { user_level_name: 'Guest 4pm-10am' },
    });
  });

  it.each([
    ['times an hour and more from all slots', day + 2 * hour, 3 * day],
    ['more than 31 days', day, 35 * day + 18 * hour],
  ])('is refused: %s', async (_, from, to) => {
    const { create } = offlineLock('dormakaba_oracode_door');
    await expect(create(from, to)).rejects.toMatchObject(refusal);
  });

  it('cannot be for a single use', async () => {
    const { create } = offlineLock('dormakaba_oracode_door');
    const times = [day, 3 * day + 18 * hour] as const;
    await expect(create(...times, { is_one_time_use: true })).rejects.toMatchObject(refusal);
  });
});

describe('an offline access code of Lockly', () => {
  it('for a single use is valid between its two times', async () => {
    const { clock, create } = offlineLock('lockly_lock');
    expect(await create(hour, 50 * hour, { is_one_time_use: true })).toMatchObject({
      starts_at: clock.timestampIn(hour),
      ends_at: clock.timestampIn(50 * hour),
    });
  });
});

describe('a device with offline_time_frame_options', () => {
  it('accepts the time frames that they describe', async () => {
    const { seam, add, clock, properties } = startWithLock();
    const options = [{ display_name: 'Short', min_duration: 'PT2H', max_duration: 'P1D' }];
    const { device_id } = add.device({
      can_program_offline_access_codes: true,
      properties: { ...properties, offline_time_frame_options: options },
    });
    const create = async (hours: number) =>
      await seam.accessCodes.create({
        device_id,
        is_offline_access_code: true,
        starts_at: clock.timestamp(),
        ends_at: clock.timestampIn(hours * hour),
      });
    await create(24);
    await expect(create(1)).rejects.toMatchObject(refusal);
    await expect(create(25)).rejects.toMatchObject(refusal);
  });
});
