import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const since = '2025-12-31T23:59:59Z';

/** Three ACS users, created one second apart from the start of the clock. */
const start = async () => {
  const fake = createCheckedFake({ seed: 'empty', now: '2026-01-01T00:00:00Z' });
  const { seam, clock } = fake;
  const { acs_system_id } = fake.add.acsSystem();
  const users: string[] = [];
  for (const full_name of ['Ada', 'Ben', 'Cem']) {
    users.push((await seam.acs.users.create({ acs_system_id, full_name })).acs_user_id);
    clock.advance(1000);
  }
  const list = async (params: Parameters<typeof seam.events.list>[0]) =>
    (await seam.events.list(params)).map((event) =>
      'acs_user_id' in event ? users.indexOf(event.acs_user_id ?? '') : event.event_type,
    );
  return { ...fake, acs_system_id, users, list };
};

describe('events', () => {
  it('are listed after a time and before another, both exclusive', async () => {
    const { list } = await start();
    expect(await list({ since })).toEqual([0, 1, 2]);
    expect(await list({ since: '2026-01-01T00:00:00Z' })).toEqual([1, 2]);
    expect(await list({ between: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:02Z'] })).toEqual([1]);
    expect(await list({ between: ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:05Z'] })).toEqual([1, 2]);
  });

  it('are listed with one valid interval only', async () => {
    const { list, fetch, endpoint, apiKey } = await start();
    await expect(list({ since: 'yesterday' })).rejects.toMatchObject({ type: 'invalid_input' });
    for (const body of [{}, { since, between: [since, since] }, { between: [since] }]) {
      const response = await fetch(`${endpoint}/events/list`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(400);
    }
  });

  it('are listed with a limit and an offset', async () => {
    const { list } = await start();
    expect(await list({ since, limit: 2 })).toEqual([0, 1]);
    expect(await list({ since, limit: 2, unstable_offset: 2 })).toEqual([2]);
    expect(await list({ since, unstable_offset: 3 })).toEqual([]);
  });

  it('are listed by type, by id, and by resource', async () => {
    const { seam, state, list, users, acs_system_id } = await start();
    const [first, second] = [...state.events].map(({ event_id }) => event_id);
    expect(await list({ since, event_type: 'acs_user.created' })).toEqual([0, 1, 2]);
    expect(await list({ since, event_types: ['acs_user.deleted', 'lock.locked'] })).toEqual([]);
    expect(await list({ since, event_ids: [second ?? '', first ?? ''] })).toEqual([0, 1]);
    expect(await list({ since, acs_user_id: users[2] })).toEqual([2]);
    expect(await list({ since, acs_system_ids: [acs_system_id] })).toEqual([0, 1, 2]);
    expect(await list({ since, acs_system_id, acs_user_id: users[0] })).toEqual([0]);
    const { connected_account_id } = await seam.acs.systems.get({ acs_system_id });
    expect(await list({ since, connected_account_id })).toEqual([0, 1, 2]);
    expect(await list({ since, device_id: first })).toEqual([]);
  });

  it('are listed by several resources', async () => {
    const { seam, add, list } = await start();
    const { device_id } = add.device();
    const { space_id } = await seam.spaces.create({ name: 'North' });
    await seam.spaces.addDevices({ space_id, device_ids: [device_id] });
    const expected = ['space.device_membership_changed'];
    expect(await list({ since, device_id })).toEqual(expected);
    expect(await list({ since, device_ids: [device_id] })).toEqual(expected);
    expect(await list({ since, space_ids: [space_id] })).toEqual(['space.created', ...expected]);
  });

  it('are found by id, or as the first that matches', async () => {
    const { seam, state } = await start();
    const [first, second] = await seam.events.list({ since });
    expect(await seam.events.get({ event_id: second?.event_id })).toEqual(second);
    expect(await seam.events.get({ event_type: 'acs_user.created' })).toEqual(first);
    await expect(seam.events.get({ event_type: 'lock.locked' })).rejects.toMatchObject({
      type: 'event_not_found',
    });
    await expect(seam.events.get()).rejects.toMatchObject({ type: 'invalid_input' });
    expect(state.events.size).toBe(3);
  });

  it('are visible in their workspace only', async () => {
    const { add, as } = await start();
    const other = as({ apiKey: add.apiKey(add.workspace().workspace_id) });
    expect(await other.events.list({ since })).toEqual([]);
  });
});
