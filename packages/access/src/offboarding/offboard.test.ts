import { type AcsUser, createSeam } from '@org/seam-core';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../journal/memory.ts';
import { formatReceipt } from '../receipt/format-receipt.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { changesOf, observed, setUp, who } from './offboard.test-helper.ts';
import { offboard } from './offboard.ts';
import { planOffboarding } from './plan.ts';

describe('offboard', () => {
  it('closes every door and proves it', async () => {
    const { fake, start, user_identity_id, device_id, acs_user_id } = setUp({
      assumptions: { acs_sync_ms: 60_000 },
    });
    const run = start({ signingKey: 'a secret of 16 characters' });
    const types: string[] = [];
    for await (const entry of run) types.push(entry.type);
    const receipt = await run.result;
    expect(receipt).toMatchObject({ state: 'complete', residual: [], ...who, user_identity_id });
    expect(verifyReceipt(receipt, { key: 'a secret of 16 characters' }).problems).toEqual([]);
    expect(fake.state.deviceAccess.has(user_identity_id, device_id)).toBe(false);
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
    expect([types[0], types.at(-1)]).toEqual(['run_started', 'run_finished']);
  });

  it('reads twice with the settle delay between, also when it is 0', async () => {
    for (const settle of [0, 72 * 3_600_000]) {
      const { start } = setUp();
      const { entries, state } = await start({ settle }).result;
      const times = entries.flatMap((entry) =>
        entry.type === 'access_read' && entry.is_closed ? [Date.parse(entry.at)] : [],
      );
      expect(state).toBe('complete');
      expect(times.length).toBeGreaterThanOrEqual(2);
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(settle);
    }
  });

  it('deletes the user identity after the last read, where asked', async () => {
    const { start, fake, user_identity_id } = setUp({ assumptions: { user_identity_deletion_ms: 60_000 } });
    const { state } = await start({ deleteUserIdentity: true }).result;
    expect([state, fake.state.userIdentities.get(user_identity_id)]).toEqual(['complete', undefined]);
  });

  it('is the same whatever a caller does with the entries', async () => {
    const { fake, start, user_identity_id } = setUp();
    const run = start();
    for await (const entry of run)
      if (entry.type === 'run_started')
        Object.assign(entry.plan, { display_name: '***', steps: [], doors: [], choices: {} });
    const receipt = await run.result;
    expect(receipt).toMatchObject({ state: 'complete' });
    expect(verifyReceipt(receipt)).toEqual({ valid: true, problems: [] });
    expect(fake.state.acsUsers.by('user_identity_id', user_identity_id)).toEqual([]);
  });

  it('deletes only for whom it was asked, although the caller changes the options afterwards', async () => {
    const { fake, clock } = setUp();
    const options = { ...who, clock, deleteUserIdentity: false };
    const names = ['stays', 'leaves'];
    const runs = names.map((full_name) => {
      const { user_identity_id } = fake.add.userIdentity({ full_name });
      options.deleteUserIdentity = full_name === 'leaves';
      return offboard(fake.seam, { user_identity_id }, options).result;
    });
    await Promise.all(runs);
    const left = await fake.seam.userIdentities.list();
    expect(left.map(({ full_name }) => full_name)).toEqual(['Ada', 'stays']);
  });

  it.each<[what: string, obstacle: (world: ReturnType<typeof setUp>) => void, result: object]>([
    [
      'a door stays open because the access system is disconnected',
      ({ provider, acs_system_id }) => provider.disconnectAcsSystem(acs_system_id),
      {
        cause: 'doors_open',
        residual: [{ door: { name: 'Gate' }, cause: 'access_system_disconnected', until: null }],
      },
    ],
    [
      'Seam refuses a change',
      ({ faults }) =>
        faults.rate('/user_identities/revoke_access_to_device', { kind: 'status', status: 400 }, 1),
      { cause: 'doors_open', residual: [{ door: { name: 'Front door' }, cause: 'refused', until: null }] },
    ],
    [
      'Seam cannot be read',
      ({ faults }) => faults.rate('/acs/users/list_accessible_entrances', { kind: 'status', status: 500 }, 1),
      { cause: 'unreadable', residual: [{ cause: 'pending' }, { cause: 'pending' }] },
    ],
    [
      'an ACS user cannot be unlinked',
      ({ faults }) => faults.rate('/user_identities/remove_acs_user', { kind: 'status', status: 400 }, 1),
      { cause: 'acs_user_linked', residual: [] },
    ],
    [
      'the user identity cannot be deleted',
      ({ faults }) => faults.rate('/user_identities/delete', { kind: 'status', status: 400 }, 1),
      { cause: 'user_identity_exists', residual: [] },
    ],
    [
      'a client session does not end',
      ({ faults, add, user_identity_id }) => {
        add.clientSession({ user_identity_id });
        faults.rate('/client_sessions/delete', { kind: 'status', status: 400 }, 1);
      },
      { cause: 'changes_pending', residual: [] },
    ],
  ])('ends as stuck when %s', async (_, obstacle, result) => {
    const world = setUp();
    const { seam, person } = world;
    const plan = await planOffboarding(seam, person, { deleteUserIdentity: true });
    const journal = observed(({ type }) => {
      if (type === 'state_changed' && !isSet) obstacle(world);
      isSet ||= type === 'state_changed';
    });
    let isSet = false;
    const receipt = await world.start({ plan, journal }).result.catch((error: unknown) => {
      throw error;
    });
    expect(receipt).toMatchObject({ state: 'stuck', ...result });
    expect(formatReceipt(receipt)).toContain('Stuck');
  });

  it('reads and sends ever more rarely while it waits for a day', async () => {
    const { start, provider, acs_system_id } = setUp();
    provider.disconnectAcsSystem(acs_system_id);
    const { state, entries } = await start({ deadline: 24 * 3_600_000 }).result;
    expect(state).toBe('stuck');
    expect(entries.filter(({ type }) => type === 'access_read').length).toBeLessThan(300);
    expect(entries.filter(({ type }) => type === 'step_started').length).toBeLessThan(40);
  });

  it('finishes what is left when it is called again after it was stuck', async () => {
    const { start, provider, acs_system_id, fake, acs_user_id } = setUp();
    provider.disconnectAcsSystem(acs_system_id);
    const journal = createMemoryJournal();
    expect((await start({ journal }).result).state).toBe('stuck');
    expect((await start({ journal }).result).state).toBe('stuck');
    provider.connectAcsSystem(acs_system_id);
    expect((await start({ journal }).result).state).toBe('complete');
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  });

  it('removes access that is granted again during the run', async () => {
    const { start, fake, user_identity_id, device_id } = setUp();
    let reads = 0;
    const journal = observed(({ type }) => {
      reads += type === 'access_read' ? 1 : 0;
      if (type === 'access_read' && reads === 1) fake.state.deviceAccess.add(user_identity_id, device_id);
    });
    const { state, entries } = await start({ journal }).result;
    const reads_closed = entries.flatMap((entry) => (entry.type === 'access_read' ? [entry.is_closed] : []));
    expect(state).toBe('complete');
    expect(reads_closed.slice(0, 3)).toEqual([true, false, true]);
    expect(fake.state.deviceAccess.has(user_identity_id, device_id)).toBe(false);
  });

  it('removes direct access that is granted again beside an offline code, which hides it', async () => {
    const { start, fake, add, seam, user_identity_id } = setUp();
    const { device_id } = add.device({
      device_type: 'igloohome_lock',
      can_program_offline_access_codes: true,
      can_program_online_access_codes: false,
    });
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      starts_at: '2026-01-01T00:00:00Z',
      ends_at: '2026-01-20T00:00:00Z',
    });
    fake.state.deviceAccess.add(user_identity_id, device_id);
    let isGranted = false;
    const journal = observed((entry) => {
      if (entry.type !== 'access_read' || !entry.is_closed || isGranted) return;
      isGranted = true;
      fake.state.deviceAccess.add(user_identity_id, device_id);
    });
    const receipt = await start({ journal }).result;
    expect(receipt).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { id: device_id }, cause: 'offline_code' }],
    });
    expect(isGranted).toBe(true);
    expect(fake.state.deviceAccess.has(user_identity_id, device_id)).toBe(false);
  });

  it('ends when another device of an access grant has removed its code, and an offline code is left', async () => {
    const { start, add, seam, user_identity_id, device_id: online } = setUp();
    const { device_id } = add.device({
      device_type: 'igloohome_lock',
      can_program_offline_access_codes: true,
      can_program_online_access_codes: false,
    });
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [online, device_id],
      requested_access_methods: [{ mode: 'code' }],
      starts_at: '2026-01-01T00:00:00Z',
      ends_at: '2026-01-20T00:00:00Z',
    });
    expect(await start().result).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { id: device_id }, cause: 'offline_code' }],
    });
  });

  it('gives up when access is granted again each time', async () => {
    const { start, fake, user_identity_id, device_id } = setUp();
    const journal = observed((entry) => {
      if (entry.type === 'access_read' && entry.is_closed)
        fake.state.deviceAccess.add(user_identity_id, device_id);
    });
    expect(await start({ journal }).result).toMatchObject({
      state: 'stuck',
      cause: 'regranted',
      residual: [{ door: { id: device_id }, cause: 'regranted' }],
    });
  });

  it.each<[what: string, happen: (world: ReturnType<typeof setUp>) => unknown]>([
    ['the user identity is deleted', ({ fake, person }) => fake.handlers.userIdentities.delete(person, {})],
    [
      'an ACS user is unlinked',
      ({ fake, person, acs_user_id }) =>
        fake.handlers.userIdentities.removeAcsUser({ ...person, acs_user_id }, {}),
    ],
    [
      'an ACS user is suspended',
      ({ fake, acs_user_id }) => fake.handlers.acs.users.suspend({ acs_user_id }, {}),
    ],
    [
      'an ACS user is deleted',
      ({ fake, acs_user_id }) => fake.handlers.acs.users.delete({ acs_user_id }, {}),
    ],
    [
      'a client session is created',
      ({ fake, user_identity_id }) => fake.add.clientSession({ user_identity_id }),
    ],
  ])('completes when %s by somebody else during the run', async (_, happen) => {
    for (const state of ['containing', 'revoking', 'verifying']) {
      const world = setUp({ assumptions: { acs_sync_ms: 20_000 } });
      const { fake, start, user_identity_id, acs_user_id } = world;
      let happened: unknown;
      const journal = observed((entry) => {
        if (entry.type === 'state_changed' && entry.state === state) happened ??= happen(world) ?? true;
      });
      const receipt = await start({ journal }).result;
      await happened;
      expect(receipt.state).toBe('complete');
      expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
      fake.clock.advance(20_000);
      expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
      expect(fake.state.clientSessions.by('user_identity_id', user_identity_id)).toEqual([]);
    }
  });

  it('revokes again after a suspension, which hides that the access system failed to revoke', async () => {
    const { start, fake, acs_user_id } = setUp();
    fake.provider.failNext('acs_user.update');
    expect((await start({ suspend: true }).result).state).toBe('complete');
    expect(fake.state.acsUsers.get(acs_user_id)?.is_suspended).toBe(true);
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  });

  it('revokes again after later changes of a suspended ACS user, which end the error of the revocation', async () => {
    const { start, fake, acs_user_id, acs_system_id, acs_entrance_id } = setUp();
    const { acs_access_group_id } = fake.add.acsAccessGroup({ acs_system_id });
    fake.state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    fake.state.groupMembers.add(acs_user_id, acs_access_group_id);
    fake.state.acsUsers.patch(acs_user_id, { is_suspended: true });
    fake.provider.failNext('acs_user.update');
    fake.provider.failNext('acs_user.update');
    expect((await start().result).state).toBe('complete');
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  });

  it.each<[why: string, state: Partial<AcsUser>]>([
    ['is suspended', { is_suspended: true }],
    ['begins later', { access_schedule: { starts_at: '2026-06-01T00:00:00.000Z', ends_at: null } }],
    [
      'has no subscription',
      {
        warnings: [
          {
            warning_code: 'salto_ks_user_not_subscribed',
            message: '',
            created_at: '2026-01-01T00:00:00.000Z',
          },
        ],
      },
    ],
  ])('revokes again when the access system failed to revoke an ACS user that %s', async (_, state) => {
    const { start, fake, acs_user_id } = setUp();
    fake.state.acsUsers.patch(acs_user_id, state);
    fake.provider.failNext('acs_user.update');
    expect((await start().result).state).toBe('complete');
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  });

  it('is not complete while the access system of a suspended ACS user is disconnected', async () => {
    const { start, fake, acs_user_id, acs_system_id } = setUp();
    fake.state.acsUsers.patch(acs_user_id, { is_suspended: true });
    fake.provider.disconnectAcsSystem(acs_system_id);
    expect(await start().result).toMatchObject({
      state: 'stuck',
      cause: 'changes_pending',
      residual: [{ door: null, cause: 'access_system_disconnected', until: null }],
    });
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).not.toEqual([]);
    fake.provider.connectAcsSystem(acs_system_id);
    expect((await start().result).state).toBe('complete');
    expect(fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  });

  it('does not touch an ACS user that somebody gave to another person during the run', async () => {
    const { start, fake, acs_user_id, acs_entrance_id } = setUp();
    const other = fake.add.userIdentity();
    const journal = observed((entry) => {
      if (entry.type !== 'access_read') return;
      fake.state.acsUsers.patch(acs_user_id, { user_identity_id: other.user_identity_id });
      fake.state.entranceAccess.add(acs_user_id, acs_entrance_id);
    });
    expect((await start({ journal }).result).state).toBe('complete');
    expect(fake.state.entranceAccess.has(acs_user_id, acs_entrance_id)).toBe(true);
    expect(fake.state.acsUsers.get(acs_user_id)?.user_identity_id).toBe(other.user_identity_id);
  });
});

describe('the plan of an offboarding', () => {
  it('is refused when the access has changed, or when it was tampered with', async () => {
    const { start, seam, person, add, fake, user_identity_id } = setUp();
    const plan = await planOffboarding(seam, person);
    const other = await planOffboarding(seam, { user_identity_id: add.userIdentity().user_identity_id });
    const code = async (given: typeof plan) =>
      await start({ plan: given }).result.then(
        ({ state }) => state,
        (error: { code: string }) => error.code,
      );
    expect(await code({ ...plan, steps: [] })).toBe('plan_invalid');
    expect(await code({ ...plan, choices: { ...plan.choices, deleteUserIdentity: true } })).toBe(
      'plan_invalid',
    );
    expect(await code(other)).toBe('plan_invalid');
    const { device_id } = add.device();
    fake.state.deviceAccess.add(user_identity_id, device_id);
    expect(await code(plan)).toBe('plan_outdated');
    expect(changesOf(fake)).toEqual([]);
    fake.state.deviceAccess.delete(user_identity_id, device_id);
    expect(await code(JSON.parse(JSON.stringify(plan)) as typeof plan)).toBe('complete');
  });

  it.each<[name: string, options: object, message: string]>([
    ['actor', { actor: undefined }, 'actor is required'],
    ['actor', { actor: ' ' }, 'actor must be a text of 1 to 1000 characters; got " ".'],
    ['settle', { settle: -1 }, 'settle must be a number of milliseconds from 0'],
    ['settle', { settle: Number.NaN }, 'settle must be a number of milliseconds from 0'],
    ['deadline', { deadline: 0 }, 'deadline must be a number of milliseconds from 1'],
    ['concurrency', { concurrency: 0 }, 'concurrency must be a whole number from 1 to 100; got 0.'],
    ['signingKey', { signingKey: 'short' }, 'signingKey must be a secret text of at least 16 characters'],
    ['signingKey', { signingKey: 'short' }, 'got a string.'],
    [
      'signingKey',
      { signingKey: '-----BEGIN PRIVATE KEY-----' },
      'for a PEM text, createPrivateKey makes one',
    ],
    ['signingKey', { signingKey: generateKeyPairSync('x25519').privateKey }, 'KeyObject that can sign'],
    ['signingKey', { signingKey: createSecretKey(Buffer.alloc(8)) }, 'KeyObject that can sign'],
    ['suspend', { suspend: 'yes' }, 'suspend must be a boolean'],
    ['journal', { journal: {} }, 'journal must be a journal with start(), open(), openRunOf()'],
    ['clock', { clock: {} }, 'clock must be an object with now(), wait()'],
    ['unknown', { setle: 1 }, 'unknown option "setle". Did you mean "settle"?'],
  ])('is not begun with an invalid option: %s', (_, options, message) => {
    const { start, fake } = setUp();
    expect(() => start(options)).toThrow(message);
    expect(fake.journal.calls).toEqual([]);
  });
});

it('reports steps, states and figures without personal data', async () => {
  const { start, fake } = setUp({ assumptions: { acs_sync_ms: 60_000 } });
  const events: [string, object][] = [];
  const { state } = await start({
    hooks: {
      onStepStart: (event) => events.push(['start', event]),
      onStepEnd: (event) => events.push(['end', event]),
      onState: (event) => events.push(['state', event]),
      onEnd: (event) => {
        events.push(['finished', event]);
        throw new Error('a hook that fails');
      },
    },
  }).result;
  expect(state).toBe('complete');
  const states = events.flatMap(([name, event]) =>
    name === 'state' && 'state' in event ? [event.state] : [],
  );
  expect(states).toEqual(['planned', 'containing', 'revoking', 'verifying', 'unlinking', 'complete']);
  expect(events.filter(([name]) => name === 'start')).toHaveLength(changesOf(fake).length);
  expect(events.filter(([name]) => name === 'end')).toHaveLength(changesOf(fake).length);
  expect(events.at(-1)?.[1]).toMatchObject({ state: 'complete', residual: 0, changes: 3, failed_changes: 0 });
  const { contained_ms, verified_ms, total_ms } = (events.at(-1)?.[1] ?? {}) as Record<string, number>;
  expect(contained_ms).toBe(0);
  expect(verified_ms).toBeGreaterThanOrEqual(60_000);
  expect(total_ms).toBeGreaterThanOrEqual(verified_ms ?? Infinity);
  expect(JSON.stringify(events)).not.toMatch(/Ada|Front door|Gate|hr|left/);
});

it('records no token of a client session, no code and no key', async () => {
  const { start, fake, seam, user_identity_id, device_id } = setUp();
  const { token } = fake.add.clientSession({ user_identity_id });
  const grant = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    requested_access_methods: [{ mode: 'code', code: '736251' }],
  });
  expect(grant.access_grant_id).toBeDefined();
  const receipt = await start({ signingKey: 'a secret of 16 characters' }).result;
  const text = JSON.stringify(receipt) + formatReceipt(receipt);
  expect(receipt.state).toBe('complete');
  for (const secret of [token, '736251', 'a secret of 16', fake.apiKey]) expect(text).not.toContain(secret);
});

it('sends each change with a client of the application', async () => {
  const { fake, person, clock } = setUp();
  const seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.endpoint, fetch: fake.fetch });
  expect((await offboard(seam, person, { ...who, clock }).result).state).toBe('complete');
});
