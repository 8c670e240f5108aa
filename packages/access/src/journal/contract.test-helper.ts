import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccessFacts } from '../doors/read-facts.ts';
import { planFrom } from '../offboarding/plan.ts';
import { hashEntry, type Journal, type JournalEvent, type RunStarted } from './journal.ts';

const factsOf = (user_identity_id: string): AccessFacts => ({
  user_identity: { user_identity_id, display_name: 'Ada "Ö" ✓' } as AccessFacts['user_identity'],
  devices: [],
  entrances: [],
  acs_users: [],
  access_grants: [],
  phones: [],
  client_sessions: [],
  instant_keys: [],
});

/** The first entry of a run. */
export const started = (run_id: string, user_identity_id = 'ada'): RunStarted => ({
  type: 'run_started',
  run_id,
  actor: 'hr',
  reason: "left; '); DROP TABLE entries; --",
  plan: planFrom(factsOf(user_identity_id)),
});

const at = new Date('2026-01-01T00:00:00.123Z');
const containing = { type: 'state_changed', state: 'containing' } as const;
const finished = { type: 'run_finished', state: 'complete', residual: [] } as const;
const step = (step_id: string): JournalEvent => ({
  type: 'step_started',
  step_id,
  phase: 'revoking',
  change: { path: '/access_grants/delete', params: { access_grant_id: 'grant' } },
});

/** The contract of a journal. `create` returns one that nothing else uses, or that other tests have used. */
export const describeJournal = (name: string, create: () => Journal | Promise<Journal>): void => {
  describe(name, () => {
    const open = async () => ({ journal: await create(), id: randomUUID(), person: randomUUID() });

    it('returns the entries of a run in order, each with the hash of the one before', async () => {
      const { journal, id, person } = await open();
      const writer = await journal.start(started(id, person), at);
      await writer.append(containing, at);
      const entries = (await journal.open(id))?.entries ?? [];
      expect(entries).toMatchObject([
        { seq: 0, previous_hash: '', at: at.toISOString(), ...started(id, person) },
        { seq: 1, ...containing },
      ]);
      expect(entries[1]?.previous_hash).toBe(entries[0]?.hash);
      expect(entries.map(hashEntry)).toEqual(entries.map(({ hash }) => hash));
      expect(await journal.open(randomUUID())).toBeUndefined();
    });

    it('appends after the entries that a writer found', async () => {
      const { journal, id, person } = await open();
      await journal.start(started(id, person), at);
      const writer = await journal.open(id);
      const appended = await writer?.append(step('one'), at);
      expect(appended).toMatchObject({ seq: 1, ...step('one') });
      expect((await journal.open(id))?.entries[1]).toEqual(appended);
    });

    it('rejects a writer when another one has continued the run', async () => {
      const { journal, id, person } = await open();
      const writer = await journal.start(started(id, person), at);
      await (await journal.open(id))?.append(containing, at);
      await expect(writer.append(finished, at)).rejects.toMatchObject({ code: 'run_taken_over' });
      expect((await journal.open(id))?.entries).toHaveLength(2);
    });

    it('lets one of two writers append at the same time', async () => {
      const { journal, id, person } = await open();
      const writer = await journal.start(started(id, person), at);
      const other = await journal.open(id);
      const results = await Promise.allSettled([
        writer.append(step('one'), at),
        other?.append(step('two'), at),
      ]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await journal.open(id))?.entries).toHaveLength(2);
    });

    it('has one open run of a person at a time', async () => {
      const { journal, id, person } = await open();
      const writer = await journal.start(started(id, person), at);
      expect(await journal.openRunOf(person)).toBe(id);
      expect(await journal.openRunOf(randomUUID())).toBeUndefined();
      const other = randomUUID();
      await expect(journal.start(started(other, person), at)).rejects.toMatchObject({
        code: 'run_taken_over',
      });
      expect(await journal.open(other)).toBeUndefined();
      await writer.append(finished, at);
      expect(await journal.openRunOf(person)).toBeUndefined();
      await journal.start(started(other, person), at);
      expect(await journal.openRunOf(person)).toBe(other);
    });

    it('starts one of two runs of a person that are started at the same time', async () => {
      const { journal, person } = await open();
      const results = await Promise.allSettled(
        [randomUUID(), randomUUID()].map(async (id) => journal.start(started(id, person), at)),
      );
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    it('appends nothing after the end of a run', async () => {
      const { journal, id, person } = await open();
      const writer = await journal.start(started(id, person), at);
      await writer.append(finished, at);
      await expect(writer.append(containing, at)).rejects.toMatchObject({ code: 'run_finished' });
      await expect((await journal.open(id))?.append(containing, at)).rejects.toMatchObject({
        code: 'run_finished',
      });
    });

    it('gives entries that cannot change what is recorded', async () => {
      const { journal, id, person } = await open();
      const writer = await journal.start(started(id, person), at);
      const appended = await writer.append(step('one'), at);
      Object.assign(appended, { seq: 7 });
      Object.assign((await journal.open(id))?.entries[1] ?? {}, { seq: 7 });
      expect((await journal.open(id))?.entries[1]?.seq).toBe(1);
    });
  });
};
