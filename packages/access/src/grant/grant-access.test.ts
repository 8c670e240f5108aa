import { createSeam } from '@org/seam-core';
import { createFakeSeam, type FakeSeamOptions } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { revokeAccess } from '../revoke/revoke-access.ts';
import { grantAccess } from './grant-access.ts';

const grantPath = '/acs/entrances/grant_access';

const setUp = (assumptions: FakeSeamOptions['assumptions'] = {}) => {
  const fake = createFakeSeam({ seed: 'empty', assumptions });
  const { add, state, clock: time } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { device_id } = add.device({ name: 'Lock' });
  const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
  const [gate, room] = ['Gate', 'Room'].map(
    (display_name) => add.acsEntrance({ acs_system_id, display_name }).acs_entrance_id,
  ) as [string, string];
  const acsUsers = () => state.acsUsers.by('user_identity_id', user_identity_id);
  const sentTo = (path: string) => fake.journal.calls.filter(({ endpoint }) => endpoint === path).length;
  return {
    ...fake,
    clock: clockOf(time),
    time,
    user_identity_id,
    device_id,
    acs_system_id,
    gate,
    room,
    acsUsers,
    sentTo,
  };
};

/** A client that calls a function when it sends its first, second, … request to a path. */
const observed = (
  { fetch, apiKey, endpoint }: ReturnType<typeof setUp>,
  path: string,
  onRequest: (time: number) => void,
) => {
  let times = 0;
  return createSeam({
    apiKey,
    endpoint,
    fetch: (input, init) => {
      const { url } = new Request(input, init);
      if (new URL(url).pathname === path) onRequest((times += 1));
      return fetch(input, init);
    },
  });
};

const outcomes = (doors: Awaited<ReturnType<typeof grantAccess>>) => doors.map(({ outcome }) => outcome);

describe('grantAccess', () => {
  describe('after a revocation that is not applied yet', () => {
    const setUpRevoked = async () => {
      const world = setUp({ acs_sync_ms: 60_000 });
      const { seam, clock, add, state, user_identity_id, acs_system_id, gate } = world;
      const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
      state.entranceAccess.add(acs_user_id, gate);
      const { pending } = await revokeAccess(seam, user_identity_id, 'all_entrances', {
        clock,
        deadline: 1000,
      });
      expect(pending).toMatchObject([{ door: { id: gate }, cause: 'pending' }]);
      const grant = (deadline: number) =>
        grantAccess(seam, user_identity_id, { acs_entrance_ids: [gate] }, { clock, deadline });
      const isOpen = () => state.entranceAccess.has(acs_user_id, gate);
      return { ...world, grant, isOpen };
    };

    it('waits for it, and grants the door then', async () => {
      const { grant, time, isOpen } = await setUpRevoked();
      expect(outcomes(await grant(120_000))).toEqual(['granted']);
      time.advance(120_000);
      expect(isOpen()).toBe(true);
    });

    it('does not call the door open when it takes longer than the deadline', async () => {
      const { grant, sentTo } = await setUpRevoked();
      expect(outcomes(await grant(10_000))).toEqual(['pending']);
      expect(sentTo(grantPath)).toBe(1);
    });

    it('waits also for one that was aborted while its request was on its way', async () => {
      const { add, state, apiKey, endpoint, fetch, clock, time, user_identity_id, acs_system_id, gate } =
        setUp({ acs_sync_ms: 60_000 });
      const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
      state.entranceAccess.add(acs_user_id, gate);
      const controller = new AbortController();
      const seam = createSeam({
        apiKey,
        endpoint,
        fetch: async (url, init = {}) => {
          const { signal, ...rest } = init;
          if (!(url as string).endsWith('/revoke_access_to_all_entrances')) return await fetch(url, init);
          await fetch(url, rest);
          controller.abort(new Error('The caller has left.'));
          throw signal?.reason;
        },
      });
      const { pending } = await revokeAccess(seam, user_identity_id, 'all_entrances', {
        clock,
        signal: controller.signal,
      });
      expect(pending).toMatchObject([{ door: { id: gate }, cause: 'aborted', request_ids: [] }]);
      const wanted = { acs_entrance_ids: [gate] };
      expect(
        outcomes(await grantAccess(seam, user_identity_id, wanted, { clock, deadline: 120_000 })),
      ).toEqual(['granted']);
      time.advance(120_000);
      expect(state.entranceAccess.has(acs_user_id, gate)).toBe(true);
    });

    it('grants the door at once when it is closed by now, and calls it open then', async () => {
      const { grant, time, sentTo } = await setUpRevoked();
      time.advance(60_000);
      expect(outcomes(await grant(10_000))).toEqual(['granted']);
      expect(outcomes(await grant(10_000))).toEqual(['already_open']);
      expect(sentTo(grantPath)).toBe(1);
    });
  });

  it('grants what is missing, and sends nothing for what is open', async () => {
    const { seam, clock, add, state, user_identity_id, device_id, gate, acs_system_id } = setUp();
    const open = add.device({ name: 'Open' }).device_id;
    state.deviceAccess.add(user_identity_id, open);
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    state.entranceAccess.add(acs_user_id, gate);
    const doors = await grantAccess(
      seam,
      user_identity_id,
      { device_ids: [open, device_id, device_id], acs_entrance_ids: [gate] },
      { clock },
    );
    expect(doors).toEqual([
      { door: { kind: 'device', id: open, name: 'Open' }, outcome: 'already_open', request_ids: [] },
      {
        door: { kind: 'device', id: device_id, name: 'Lock' },
        outcome: 'granted',
        request_ids: [expect.any(String)],
      },
      { door: { kind: 'entrance', id: gate, name: 'Gate' }, outcome: 'already_open', request_ids: [] },
    ]);
  });

  it('names doors that were not opened, and leaves out the name of a door that cannot be read', async () => {
    const { seam, clock, faults, user_identity_id, device_id, room } = setUp();
    const refused = { kind: 'status', status: 400 } as const;
    faults.queue('/user_identities/grant_access_to_device', refused, refused);
    faults.queue(grantPath, refused);
    const unknown = '00000000-0000-4000-8000-00000000dead';
    const doors = await grantAccess(
      seam,
      user_identity_id,
      { device_ids: [device_id, unknown], acs_entrance_ids: [room] },
      { clock },
    );
    expect(doors.map(({ door, outcome }) => [door, outcome])).toEqual([
      [{ kind: 'device', id: device_id, name: 'Lock' }, 'failed'],
      [{ kind: 'device', id: unknown }, 'failed'],
      [{ kind: 'entrance', id: room, name: 'Room' }, 'failed'],
    ]);
  });

  it('leaves doors that are not wanted', async () => {
    const { seam, clock, add, state, user_identity_id, device_id } = setUp();
    const other = add.device().device_id;
    state.deviceAccess.add(user_identity_id, other);
    await grantAccess(seam, user_identity_id, { device_ids: [device_id] }, { clock });
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([other, device_id]);
  });

  it('reports a door that does not exist, and grants the others', async () => {
    const { seam, clock, user_identity_id, device_id, gate } = setUp();
    const unknown = '00000000-0000-4000-8000-000000000000';
    const doors = await grantAccess(
      seam,
      user_identity_id,
      { device_ids: [unknown, device_id], acs_entrance_ids: [unknown, gate] },
      { clock },
    );
    expect(doors).toMatchObject([
      { outcome: 'failed', error: 'device_not_found' },
      { outcome: 'granted' },
      { outcome: 'failed', error: 'acs_entrance_not_found' },
      { outcome: 'granted' },
    ]);
  });

  it('makes one ACS user for several entrances of an access system', async () => {
    const { seam, clock, user_identity_id, gate, room, acsUsers } = setUp({ acs_users_per_system: 'many' });
    const wanted = { acs_entrance_ids: [gate, room] };
    expect(outcomes(await grantAccess(seam, user_identity_id, wanted, { clock }))).toEqual([
      'granted',
      'granted',
    ]);
    expect(acsUsers()).toHaveLength(1);
  });

  it.each([
    ['finds the ACS user that a lost response had made, and grants it the entrance', true, 2],
    ['sends a lost request once more when it cannot arrive any more', false, 2],
  ])('%s', async (_, applied, times) => {
    const { seam, clock, faults, user_identity_id, gate, acsUsers, sentTo, time, journal } = setUp({
      acs_users_per_system: 'many',
    });
    faults.queue(grantPath, { kind: 'reset', applied });
    const start = time.now().getTime();
    const doors = await grantAccess(seam, user_identity_id, { acs_entrance_ids: [gate] }, { clock });
    expect(outcomes(doors)).toEqual(['granted']);
    expect(acsUsers()).toHaveLength(1);
    expect(sentTo(grantPath)).toBe(times);
    // Only a request that names the user identity makes an ACS user.
    const making = journal.calls.filter(
      ({ endpoint, params }) => endpoint === grantPath && Object.hasOwn(params ?? {}, 'user_identity_id'),
    );
    expect(making).toHaveLength(applied ? 1 : 2);
    expect(time.now().getTime() - start >= 10_000).toBe(!applied);
  });

  it('does not send it a third time, and says that the outcome is unknown', async () => {
    const { seam, clock, faults, user_identity_id, gate, sentTo } = setUp();
    faults.rate(grantPath, { kind: 'reset', applied: false }, 1);
    const doors = await grantAccess(seam, user_identity_id, { acs_entrance_ids: [gate] }, { clock });
    expect(doors).toMatchObject([{ outcome: 'unknown', error: 'SeamConnectionError', request_ids: [] }]);
    expect(sentTo(grantPath)).toBe(2);
  });

  it('keeps an unknown outcome when the repetition is refused', async () => {
    const { seam, clock, faults, add, user_identity_id, acs_system_id, gate } = setUp();
    add.acsUser({ acs_system_id, user_identity_id });
    faults.queue(grantPath, { kind: 'reset', applied: false }, { kind: 'status', status: 403 });
    const doors = await grantAccess(seam, user_identity_id, { acs_entrance_ids: [gate] }, { clock });
    expect(doors).toMatchObject([{ outcome: 'unknown', error: 'forbidden' }]);
  });

  it('has a revocation wait for its first attempt, which may arrive after the second one succeeded', async () => {
    const scene = setUp();
    const { fetch, apiKey, endpoint, user_identity_id, device_id, clock, time, state } = scene;
    let isFirst = true;
    let arrive: (() => Promise<unknown>) | undefined;
    const seam = createSeam({
      apiKey,
      endpoint,
      retry: { baseDelay: 0 },
      fetch: async (url, { signal: _, ...init } = {}) => {
        if (!(url as string).endsWith('/user_identities/grant_access_to_device') || !isFirst)
          return await fetch(url, init);
        isFirst = false;
        arrive = () => fetch(url, init);
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      },
    });
    const granted = await grantAccess(seam, user_identity_id, { device_ids: [device_id] }, { clock });
    expect(outcomes(granted)).toEqual(['granted']);
    const late = time.now().getTime() + 9000;
    const lateClock = {
      ...clock,
      wait: async (ms: number) => {
        if (time.now().getTime() + ms >= late) await arrive?.();
        arrive = undefined;
        await clock.wait(ms);
      },
    };
    const { isComplete } = await revokeAccess(seam, user_identity_id, { device_id }, { clock: lateClock });
    // One that has not arrived by now does not arrive at all.
    expect({ isComplete, isHeld: arrive !== undefined }).toEqual({ isComplete: true, isHeld: false });
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  });

  it('grants a door whose access grant is being deleted', async () => {
    const { seam, clock, time, user_identity_id, device_id, state } = setUp({ access_code_sync_ms: 60_000 });
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    time.advance(60_000);
    await seam.accessGrants.delete({ access_grant_id });
    await grantAccess(seam, user_identity_id, { device_ids: [device_id] }, { clock, deadline: 1000 });
    expect(state.deviceAccess.has(user_identity_id, device_id)).toBe(true);
  });

  it('waits until the access system has made the ACS user', async () => {
    const { seam, clock, user_identity_id, gate } = setUp({ acs_sync_ms: 20_000 });
    const wanted = { acs_entrance_ids: [gate] };
    expect(outcomes(await grantAccess(seam, user_identity_id, wanted, { clock }))).toEqual(['granted']);
  });

  it('reports a door as pending when the access system takes longer than the deadline', async () => {
    const { seam, clock, user_identity_id, gate } = setUp({ acs_sync_ms: 20_000 });
    const wanted = { acs_entrance_ids: [gate] };
    expect(outcomes(await grantAccess(seam, user_identity_id, wanted, { clock, deadline: 1000 }))).toEqual([
      'pending',
    ]);
  });

  it('waits for a revocation that was started before, and grants after it', async () => {
    const { seam, clock, user_identity_id, device_id, state } = setUp();
    state.deviceAccess.add(user_identity_id, device_id);
    const [revocation, doors] = await Promise.all([
      revokeAccess(seam, user_identity_id, 'everything', { clock }),
      grantAccess(seam, user_identity_id, { device_ids: [device_id] }, { clock }),
    ]);
    expect(revocation.isComplete).toBe(true);
    expect(outcomes(doors)).toEqual(['granted']);
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([device_id]);
  });

  it('is cancelled by a revocation that is started later, whatever was sent', async () => {
    const scene = setUp();
    const { clock, add, user_identity_id, state, journal } = scene;
    const device_ids = Array.from({ length: 5 }, () => add.device().device_id);
    let revoking: ReturnType<typeof revokeAccess> | undefined;
    const seam = observed(scene, '/user_identities/grant_access_to_device', (time) => {
      if (time === 2) revoking = revokeAccess(seam, user_identity_id, 'all_devices', { clock });
    });
    const doors = await grantAccess(seam, user_identity_id, { device_ids }, { clock });
    const revocation = await revoking;
    expect(new Set(outcomes(doors))).toEqual(new Set(['cancelled']));
    expect(revocation?.isComplete).toBe(true);
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
    const last = journal.calls.findLast(
      ({ endpoint }) => endpoint.startsWith('/user_identities/') && endpoint.includes('access_to_device'),
    );
    expect(last?.endpoint).toBe('/user_identities/revoke_access_to_device');
  });

  it('revokes once more when a cancelled grant may still arrive', async () => {
    const { seam, clock, faults, user_identity_id, device_id, state, time, sentTo } = setUp();
    faults.queue(
      '/user_identities/grant_access_to_device',
      ...Array.from({ length: 4 }, () => ({ kind: 'status' as const, status: 500 })),
    );
    expect(
      outcomes(
        await grantAccess(seam, user_identity_id, { device_ids: [device_id] }, { clock, deadline: 1 }),
      ),
    ).toEqual(['unknown']);
    const start = time.now().getTime();
    const late = {
      ...clock,
      wait: async (ms: number) => {
        // The request arrives after the first revocation.
        state.deviceAccess.add(user_identity_id, device_id);
        await clock.wait(ms);
      },
    };
    const result = await revokeAccess(seam, user_identity_id, { device_id }, { clock: late });
    expect(sentTo('/user_identities/revoke_access_to_device')).toBe(2);
    expect(time.now().getTime() - start).toBeGreaterThan(5000);
    expect(result.isComplete).toBe(true);
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  });

  it.each([
    [undefined, 'the wanted doors must be { device_ids, acs_entrance_ids }; got undefined.'],
    [['a'], 'the wanted doors must be { device_ids, acs_entrance_ids }; got an array.'],
    [{ device_id: ['a'] }, 'unknown list of doors "device_id". Did you mean "device_ids"?'],
    [{ device_ids: 'a' }, 'device_ids must be a list of ids that are not empty; got "a".'],
    [{ acs_entrance_ids: [''] }, 'acs_entrance_ids must be a list of ids that are not empty; got an array.'],
  ])('refuses the doors %j before anything is sent', async (wanted, message) => {
    const { seam, journal, user_identity_id } = setUp();
    await expect(grantAccess(seam, user_identity_id, wanted as never)).rejects.toMatchObject({
      code: 'invalid_option',
      message: `grantAccess: ${message}`,
    });
    expect(journal.calls).toEqual([]);
  });

  it('returns cancelled doors when the caller aborts, and rejects before anything was read', async () => {
    const scene = setUp();
    const { clock, user_identity_id, device_id } = scene;
    const controller = new AbortController();
    const { signal } = controller;
    const seam = observed(scene, '/access_grants/list', () => controller.abort());
    const wanted = { device_ids: [device_id] };
    expect(outcomes(await grantAccess(seam, user_identity_id, wanted, { clock, signal }))).toEqual([
      'cancelled',
    ]);
    await expect(
      grantAccess(seam, user_identity_id, wanted, { clock, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
  });
});
