import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { AccessError } from '../access-error.ts';
import { hashEntry, type Journal, type JournalEntry } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory.ts';
import { createSqliteJournal } from '../journal/sqlite.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { changesOf, observed, setUp } from './offboard.test-helper.ts';
import { continueOffboarding } from './offboard.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const newFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'access-'));
  folders.push(folder);
  return join(folder, 'runs.db');
};

/** A journal whose process ends right after the start of a run. */
const endingAfterStart = (journal: Journal): Journal => ({
  ...journal,
  start: async (event, at) => {
    await journal.start(event, at);
    throw new Error('the process ended');
  },
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
    await expect(start({ journal: endingAfterStart(journal) }).result).rejects.toThrow('the process ended');
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
    const file = newFile();
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
    const file = newFile();
    const { start, fake, clock, seam, user_identity_id } = setUp();
    using journal = createSqliteJournal(file);
    await expect(start({ journal: endingAfterStart(journal) }).result).rejects.toThrow('the process ended');
    using database = new DatabaseSync(file);
    const stored = database.prepare('SELECT entry FROM entries').get()?.['entry'];
    const edited = edit(JSON.parse(String(stored)) as JournalEntry & { type: 'run_started' });
    database.prepare('UPDATE entries SET entry = ?').run(JSON.stringify(edited));
    const run_id = (await journal.openRunOf(user_identity_id)) ?? '';
    const invalid = { code: 'journal_invalid' };
    await expect(start({ journal }).result).rejects.toMatchObject(invalid);
    await expect(continueOffboarding(seam, run_id, { journal, clock }).result).rejects.toMatchObject(invalid);
    expect(changesOf(fake)).toEqual([]);
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

  it('is cancelled whatever the reason of the abort is', async () => {
    for (const reason of [new AccessError('cancelled_by_revocation', 'Another workflow.'), 'a text', null]) {
      const controller = new AbortController();
      const journal = observed(({ type }) => {
        if (type === 'step_started') controller.abort(reason);
      });
      const { start, user_identity_id } = setUp();
      const { state } = await start({ journal, signal: controller.signal }).result;
      expect(state).toBe('cancelled');
      expect(await journal.openRunOf(user_identity_id)).toBeUndefined();
    }
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
