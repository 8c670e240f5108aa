import { createSeam } from '@org/seam-core';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { hashEntry, type Journal, type JournalEntry } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory.ts';
import { createSqliteJournal } from '../journal/sqlite.ts';
import { formatReceipt } from '../receipt/format-receipt.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { clockOf } from './fake-clock.test-helper.ts';
import { continueOffboarding, offboard } from './offboard.ts';
import type { OffboardOptions } from './options.ts';
import { planOffboarding } from './plan.ts';

const who = { actor: 'hr', reason: 'left' } as const;

/** A person with a device and an entrance. */
const setUp = (assumptions: Parameters<typeof createFakeSeam>[0] = {}) => {
  const fake = createFakeSeam({ seed: 'empty', wait: 'clock', ...assumptions });
  const { add, state } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { device_id } = add.device({ name: 'Front door' });
  state.deviceAccess.add(user_identity_id, device_id);
  const { acs_system_id } = add.acsSystem();
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const clock = clockOf(fake.clock);
  const person = { user_identity_id };
  const start = (options: Partial<OffboardOptions> = {}) =>
    offboard(fake.seam, person, { ...who, clock, ...options });
  return {
    ...fake,
    fake,
    person,
    user_identity_id,
    device_id,
    acs_system_id,
    acs_user_id,
    acs_entrance_id,
    clock,
    start,
  };
};

const changesOf = ({ journal }: FakeSeam) => journal.calls.filter(({ verb }) => verb !== 'GET');

/** A journal that calls back with each entry that it stored. */
const observed = (onEntry: (entry: JournalEntry) => void, journal = createMemoryJournal()): Journal => ({
  ...journal,
  start: async (event, at) => {
    const writer = await journal.start(event, at);
    return {
      ...writer,
      append: async (each, when) => {
        const entry = await writer.append(each, when);
        onEntry(entry);
        return entry;
      },
    };
  },
});

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

describe('an offboarding whose changes are sent minutes after the read', () => {
  /** Lets ten minutes pass after the first change of two, which are sent one after the other. */
  const setUpSlow = (happen: (world: ReturnType<typeof setUp> & { readonly later: string }) => void) => {
    const world = setUp();
    const { fake, acs_system_id, acs_entrance_id, user_identity_id, acs_user_id } = world;
    const second = fake.add.acsUser({ acs_system_id, user_identity_id }).acs_user_id;
    fake.state.entranceAccess.add(second, acs_entrance_id);
    const [, later = ''] = [acs_user_id, second].toSorted();
    let isOver = false;
    const journal = observed(({ type }) => {
      if (type !== 'step_finished' || isOver) return;
      isOver = true;
      fake.clock.advance(600_000);
      happen({ ...world, later });
    });
    return { ...world, later, result: () => world.start({ journal, concurrency: 1 }).result };
  };

  it('does not touch an ACS user that belongs to somebody else by now', async () => {
    const { fake, later, acs_entrance_id, result } = setUpSlow(({ fake: { add, state }, later: id }) => {
      state.acsUsers.patch(id, { user_identity_id: add.userIdentity().user_identity_id });
    });
    const { state, entries } = await result();
    expect(state).toBe('complete');
    expect(fake.state.entranceAccess.has(later, acs_entrance_id)).toBe(true);
    expect(entries).toContainEqual(
      expect.objectContaining({ outcome: 'not_sent', error: 'acs_user_of_somebody_else' }),
    );
  });

  it.each<[what: string, happen: Parameters<typeof setUpSlow>[0]]>([
    ['is still the person’s', () => {}],
    ['is unlinked', ({ fake, later }) => fake.state.acsUsers.patch(later, { user_identity_id: undefined })],
    [
      'could not be read at first',
      ({ faults }) => faults.queue('/acs/users/get', { kind: 'status', status: 400 }),
    ],
  ])('closes the entrances of an ACS user that %s', async (_, happen) => {
    const { fake, later, result } = setUpSlow(happen);
    expect((await result()).state).toBe('complete');
    expect(fake.state.entranceAccess.rightsOf(later)).toEqual([]);
  });
});

describe('an offboarding that is interrupted', () => {
  it('stops at a credential that is not valid any more, and continues with another one', async () => {
    const { start, fake, seam, clock } = setUp();
    const journal = createMemoryJournal();
    fake.faults.queue('/user_identities/revoke_access_to_device', { kind: 'status', status: 401 });
    await expect(start({ journal }).result).rejects.toMatchObject({ code: 'unauthorized' });
    const run_id = (await journal.openRunOf(fake.state.userIdentities.list()[0]!.user_identity_id))!;
    fake.faults.queue('/user_identities/get', { kind: 'status', status: 401 });
    await expect(continueOffboarding(seam, run_id, { journal, clock }).result).rejects.toMatchObject({
      code: 'unauthorized',
    });
    const receipt = await continueOffboarding(seam, run_id, { journal, clock }).result;
    expect(receipt).toMatchObject({ state: 'complete', run_id });
  });

  it.each(['run_started', 'step_started', 'step_finished', 'access_read', 'run_finished'])(
    'continues after the journal failed at %s, before and after it stored the entry',
    async (type) => {
      for (const isStored of [false, true]) {
        const { start, fake, seam, clock, user_identity_id } = setUp();
        const memory = createMemoryJournal();
        let hasFailed = false;
        const failing: Journal = {
          ...memory,
          start: async (event, at) => {
            if (type === 'run_started' && !isStored) throw new Error('disk full');
            const writer = await memory.start(event, at);
            if (type === 'run_started') throw new Error('disk full');
            return {
              ...writer,
              append: async (each, when) => {
                const fails = each.type === type && !hasFailed;
                hasFailed ||= fails;
                if (fails && !isStored) throw new Error('disk full');
                const entry = await writer.append(each, when);
                if (fails) throw new Error('disk full');
                return entry;
              },
            };
          },
        };
        await expect(start({ journal: failing }).result).rejects.toThrow('disk full');
        const open = await memory.openRunOf(user_identity_id);
        if (type === 'run_started' && !isStored) expect(open).toBeUndefined();
        if (type === 'run_started' || type === 'step_started')
          expect(changesOf(fake).map(({ endpoint }) => endpoint)).toEqual([]);
        const receipt = open
          ? await continueOffboarding(seam, open, { journal: memory, clock }).result
          : await start({ journal: memory }).result;
        expect(receipt.state).toBe('complete');
        expect(verifyReceipt(receipt).problems).toEqual([]);
      }
    },
  );

  it('reads again before it sends anything when it continues hours later', async () => {
    const { fake, start, seam, clock, user_identity_id, acs_user_id, acs_entrance_id } = setUp();
    const journal = createMemoryJournal();
    const failing: Journal = {
      ...journal,
      start: async (event, at) => {
        await journal.start(event, at);
        throw new Error('the process ended');
      },
    };
    await expect(start({ journal: failing }).result).rejects.toThrow('the process ended');
    fake.clock.advance(2 * 3_600_000);
    const other = fake.add.userIdentity();
    fake.state.acsUsers.patch(acs_user_id, { user_identity_id: other.user_identity_id });
    const run_id = (await journal.openRunOf(user_identity_id)) ?? '';
    const receipt = await continueOffboarding(seam, run_id, { journal, clock }).result;
    expect(receipt.state).toBe('complete');
    expect(receipt.entries.findIndex(({ type }) => type === 'access_read')).toBeLessThan(
      receipt.entries.findIndex(({ type }) => type === 'step_started'),
    );
    expect(fake.state.entranceAccess.has(acs_user_id, acs_entrance_id)).toBe(true);
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  });

  it('returns the same receipt for a run that has ended', async () => {
    const { start, seam, clock, fake } = setUp();
    const journal = createMemoryJournal();
    const receipt = await start({ journal }).result;
    const calls = fake.journal.calls.length;
    expect(await continueOffboarding(seam, receipt.run_id, { journal, clock }).result).toEqual(receipt);
    expect(fake.journal.calls).toHaveLength(calls);
    await expect(continueOffboarding(seam, 'unknown', { journal, clock }).result).rejects.toMatchObject({
      code: 'run_not_found',
    });
  });

  it('has one run that ends when it is called twice at once', async () => {
    const { start, fake, clock, seam, user_identity_id } = setUp();
    const journal = createMemoryJournal();
    const results = await Promise.allSettled([start({ journal }).result, start({ journal }).result]);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'run_taken_over' });
      else expect(result.value.state).toBe('complete');
    const open = await journal.openRunOf(user_identity_id);
    if (open)
      expect((await continueOffboarding(seam, open, { journal, clock }).result).state).toBe('complete');
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  });

  it('sends nothing twice at once from two journals of one file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-'));
    const file = join(folder, 'runs.db');
    try {
      const { start, fake, clock, seam, user_identity_id } = setUp();
      using one = createSqliteJournal(file);
      using other = createSqliteJournal(file);
      const results = await Promise.allSettled([
        start({ journal: one }).result,
        start({ journal: other }).result,
      ]);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'run_taken_over' });
      const open = await one.openRunOf(user_identity_id);
      if (open) await continueOffboarding(seam, open, { journal: one, clock }).result;
      expect(await other.openRunOf(user_identity_id)).toBeUndefined();
      expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[what: string, edit: (entry: JournalEntry & { type: 'run_started' }) => JournalEntry]>([
    ['the plan', (entry) => ({ ...entry, plan: { ...entry.plan, steps: [] } })],
    [
      'the plan and the hash of the entry',
      (entry) => {
        const edited = { ...entry, plan: { ...entry.plan, steps: [] } };
        return { ...edited, hash: hashEntry(edited) };
      },
    ],
    ['the actor', (entry) => ({ ...entry, actor: 'somebody else' })],
  ])('sends nothing when %s was changed in the journal', async (_, edit) => {
    const folder = mkdtempSync(join(tmpdir(), 'access-'));
    const file = join(folder, 'runs.db');
    try {
      const { start, fake, clock, seam, user_identity_id } = setUp();
      using journal = createSqliteJournal(file);
      const failing: Journal = {
        ...journal,
        start: async (event, at) => {
          await journal.start(event, at);
          throw new Error('the process ended');
        },
      };
      await expect(start({ journal: failing }).result).rejects.toThrow('the process ended');
      using database = new DatabaseSync(file);
      const stored = database.prepare('SELECT entry FROM entries').get()?.['entry'];
      const edited = edit(JSON.parse(String(stored)) as JournalEntry & { type: 'run_started' });
      database.prepare('UPDATE entries SET entry = ?').run(JSON.stringify(edited));
      const run_id = (await journal.openRunOf(user_identity_id)) ?? '';
      const invalid = { code: 'journal_invalid' };
      await expect(start({ journal }).result).rejects.toMatchObject(invalid);
      await expect(continueOffboarding(seam, run_id, { journal, clock }).result).rejects.toMatchObject(
        invalid,
      );
      expect(changesOf(fake)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['before the first change', 'run_started'],
    ['between two changes', 'step_finished'],
    ['after a read', 'access_read'],
  ])('is cancelled %s, says what may be open, and sends nothing more', async (_, type) => {
    const { start, fake, device_id, acs_entrance_id } = setUp({ assumptions: { acs_sync_ms: 60_000 } });
    const abort = new AbortController();
    let sent = 0;
    const onEntry = (entry: { readonly type: string }) => {
      if (entry.type !== type || abort.signal.aborted) return;
      abort.abort();
      sent = changesOf(fake).length;
    };
    const journal = observed(onEntry);
    const run = start({ journal, signal: abort.signal, concurrency: 1 });
    if (type === 'run_started') for await (const entry of run) onEntry(entry);
    const receipt = await run.result;
    expect(receipt.state).toBe('cancelled');
    expect(changesOf(fake)).toHaveLength(sent);
    const listed = receipt.residual.map(({ door }) => door?.id);
    expect(listed).toEqual(
      expect.arrayContaining(type === 'access_read' ? [acs_entrance_id] : [device_id, acs_entrance_id]),
    );
    expect(receipt.entries.at(-1)).toMatchObject({ type: 'run_finished', state: 'cancelled' });
  });

  it('waits for the settle delay again when the clock is set back', async () => {
    const { start, fake } = setUp();
    let back = 0;
    const clock = {
      now: () => new Date(fake.clock.now().getTime() - back),
      wait: (ms: number) => {
        fake.clock.advance(ms);
        return Promise.resolve();
      },
    };
    const journal = observed((entry) => {
      if (entry.type === 'access_read') back ||= 3_600_000;
    });
    const begun = fake.clock.now().getTime();
    const { state } = await start({ clock, journal, settle: 60_000 }).result;
    expect(state).toBe('complete');
    const took = fake.clock.now().getTime() - begun;
    expect(took).toBeGreaterThanOrEqual(120_000);
    expect(took).toBeLessThan(180_000);
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

describe('a run does not end as complete', () => {
  /** A person with an access grant for a device. */
  const setUpGrant = async (times: object = {}) => {
    const world = createFakeSeam({
      seed: 'empty',
      wait: 'clock',
      assumptions: { deletion_ends_backup_code: false },
    });
    const { user_identity_id } = world.add.userIdentity({ full_name: 'Ada' });
    const { device_id } = world.add.device({ name: 'Lock' });
    const { access_grant_id } = await world.seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      ...times,
    });
    const [code] = await world.seam.accessCodes.list({ access_grant_id });
    const access_code_id = code?.access_code_id ?? '';
    const clock = clockOf(world.clock);
    const start = (options: Partial<OffboardOptions> = {}) =>
      offboard(world.seam, { user_identity_id }, { ...who, clock, ...options }).result;
    return { ...world, user_identity_id, device_id, access_grant_id, access_code_id, start };
  };

  const [starts_at, ends_at] = ['2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'];

  it('while a code with the digits of a deleted access grant is left at the device', async () => {
    const { start, seam, access_code_id, access_grant_id, state } = await setUpGrant();
    await seam.accessCodes.update({ access_code_id, is_managed: false });
    expect(await start()).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { name: 'Lock' }, cause: 'unmanaged', until: null }],
    });
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
    expect(state.accessCodes.get(access_code_id)?.status).toBe('set');
  });

  it('while an access grant that Seam does not manage begins later', async () => {
    const { start, state, access_grant_id } = await setUpGrant({ starts_at, ends_at });
    state.accessGrants.patch(access_grant_id, { is_managed: false });
    for (const id of state.grantMethods.rightsOf(access_grant_id))
      state.accessMethods.patch(id, { is_managed: false });
    expect(await start()).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { name: 'Lock' }, cause: 'unmanaged', until: ends_at }],
    });
  });

  it('while an access grant for an entrance that Seam does not manage begins later', async () => {
    const { start, add, seam, state, user_identity_id } = await setUpGrant();
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id: add.acsSystem().acs_system_id });
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'card' }],
      starts_at,
      ends_at,
    });
    state.accessGrants.patch(access_grant_id, { is_managed: false });
    for (const id of state.grantMethods.rightsOf(access_grant_id))
      state.accessMethods.patch(id, { is_managed: false });
    const receipt = await start();
    expect(receipt).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: null, cause: 'unmanaged', until: ends_at }],
    });
    expect(formatReceipt(receipt)).toContain(
      `Doors that Seam does not list yet: access that was not made through Seam, until ${ends_at}`,
    );
  });

  it('while a backup code exists whose deletion has failed, although its access grant is gone', async () => {
    const { start, seam, state, faults, access_code_id, access_grant_id } = await setUpGrant({ ends_at });
    state.accessCodes.patch(access_code_id, { is_backup_access_code_available: true });
    await seam.accessCodes.pullBackupAccessCode({ access_code_id });
    faults.rate('/access_codes/delete', { kind: 'status', status: 500 }, 1);
    expect(await start()).toMatchObject({
      state: 'stuck',
      cause: 'doors_open',
      residual: [{ door: { name: 'Lock' }, cause: 'refused' }],
    });
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
  });

  it('while a proxy does not know an endpoint that shows what an access grant is for', async () => {
    const { start, faults, state, access_grant_id } = await setUpGrant({ starts_at });
    faults.queue('/access_grants/get_related', { kind: 'status', status: 404, type: 'endpoint_not_found' });
    await expect(start()).rejects.toMatchObject({ type: 'endpoint_not_found' });
    await start();
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
  });
});
