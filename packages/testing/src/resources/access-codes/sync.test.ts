import { describe, expect, it } from 'vitest';
import { hour, slow, startWithLock } from './start-with-lock.test-helper.ts';

describe('a time-bound access code', () => {
  it('is on its device from its start to its end', async () => {
    const { seam, clock, device_id, eventTypes } = startWithLock();
    const starts_at = clock.timestampIn(hour);
    const ends_at = clock.timestampIn(2 * hour);
    const { access_code_id, ...made } = await seam.accessCodes.create({ device_id, starts_at, ends_at });
    expect(made).toMatchObject({
      type: 'time_bound',
      status: 'unset',
      starts_at,
      ends_at,
      is_scheduled_on_device: true,
      pending_mutations: [],
    });
    const look = async () => await seam.accessCodes.get({ access_code_id });
    clock.advance(hour - 1);
    expect((await look()).status).toBe('unset');
    clock.advance(1);
    expect(await look()).toMatchObject({ status: 'set', pending_mutations: [] });
    clock.advance(hour);
    expect(await look()).toMatchObject({ status: 'unset', pending_mutations: [] });
    expect(eventTypes().filter((type) => type.endsWith('_device'))).toEqual([
      'access_code.scheduled_on_device',
      'access_code.set_on_device',
      'access_code.removed_from_device',
    ]);
  });

  it('starts now when only its end is given', async () => {
    const { seam, clock, device_id } = startWithLock();
    const ends_at = '2026-01-01T02:00:00+01:00';
    expect(await seam.accessCodes.create({ device_id, ends_at })).toMatchObject({
      status: 'set',
      starts_at: clock.timestamp(),
      ends_at: '2026-01-01T01:00:00.000Z',
    });
  });

  it('can be moved, and become ongoing', async () => {
    const { seam, clock, device_id, state } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(hour) });
    const look = async () => await seam.accessCodes.get({ access_code_id });
    await seam.accessCodes.update({ access_code_id, ends_at: clock.timestampIn(3 * hour) });
    clock.advance(hour);
    expect((await look()).status).toBe('set');
    await seam.accessCodes.update({ access_code_id, starts_at: clock.timestampIn(hour) });
    expect(await look()).toMatchObject({
      status: 'unset',
      is_scheduled_on_device: true,
    });
    await seam.accessCodes.update({ access_code_id, type: 'ongoing' });
    expect(await look()).toMatchObject({ type: 'ongoing', status: 'set', starts_at: null, ends_at: null });
    clock.advance(9 * hour);
    expect((await look()).status).toBe('set');
    const change = [...state.events].find(({ event_type }) => event_type === 'access_code.changed');
    expect(change).toMatchObject({ changed_properties: [{ property: 'ends_at' }] });
  });

  it('stays on its device while it cannot be removed at its end', async () => {
    const { seam, clock, provider, device_id } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(hour) });
    provider.failNext('access_code.remove');
    clock.advance(hour);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      status: 'removing',
      errors: [{ error_code: 'failed_to_remove_from_device' }],
    });
    clock.advance(hour);
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ status: 'unset', errors: [] });
  });

  it('is unset once although it was moved twice', async () => {
    const { seam, clock, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = await seam.accessCodes.create({ device_id, ends_at: clock.timestampIn(hour) });
    clock.advance(5000);
    for (const hours of [3, 2])
      await seam.accessCodes.update({ access_code_id, ends_at: clock.timestampIn(hours * hour) });
    clock.advance(9 * hour);
    expect(eventTypes().filter((type) => type === 'access_code.removed_from_device')).toHaveLength(1);
    expect((await seam.accessCodes.get({ access_code_id })).status).toBe('unset');
  });
});
