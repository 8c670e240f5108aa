import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { planFrom } from '../offboarding/plan.ts';
import type { Journal } from './journal.ts';
import { createMemoryJournal } from './memory.ts';
import { createSqliteJournal } from './sqlite.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const newFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  folders.push(folder);
  return join(folder, 'runs.db');
};

const plan = planFrom({
  user_identity: { user_identity_id: 'ada' } as never,
  devices: [],
  entrances: [],
  acs_users: [],
  access_grants: [],
  phones: [],
  client_sessions: [],
  instant_keys: [],
});
const at = new Date('2026-01-01T00:00:00Z');
const started = (run_id: string) =>
  ({ type: 'run_started', run_id, actor: 'hr', reason: 'left', plan }) as const;
const containing = { type: 'state_changed', state: 'containing' } as const;
const finished = { type: 'run_finished', state: 'complete', residual: [] } as const;

describe.each<[string, () => Journal]>([
  ['the journal in memory', createMemoryJournal],
  ['the journal in SQLite', () => createSqliteJournal(newFile())],
])('%s', (_, create) => {
  it('returns the entries of a run in order, each with the hash of the one before', async () => {
    const journal = create();
    const writer = await journal.start(started('one'), at);
    await writer.append(containing, at);
    const entries = (await journal.open('one'))?.entries ?? [];
    expect(entries).toMatchObject([
      { seq: 0, run_id: 'one', previous_hash: '' },
      { seq: 1, ...containing },
    ]);
    expect(entries[1]?.previous_hash).toBe(entries[0]?.hash);
    expect(await journal.open('two')).toBeUndefined();
  });

  it('rejects a writer when another one has continued the run', async () => {
    const journal = create();
    const writer = await journal.start(started('one'), at);
    await (await journal.open('one'))?.append(containing, at);
    await expect(writer.append(finished, at)).rejects.toMatchObject({ code: 'run_taken_over' });
    expect((await journal.open('one'))?.entries).toHaveLength(2);
  });

  it('has one open run of a person at a time', async () => {
    const journal = create();
    const writer = await journal.start(started('one'), at);
    expect(await journal.openRunOf('ada')).toBe('one');
    await expect(journal.start(started('two'), at)).rejects.toMatchObject({ code: 'run_taken_over' });
    await writer.append(finished, at);
    expect(await journal.openRunOf('ada')).toBeUndefined();
    await journal.start(started('two'), at);
    expect(await journal.openRunOf('ada')).toBe('two');
  });
});

describe('the journal in SQLite', () => {
  it('keeps what was appended when the process is killed', async () => {
    const file = newFile();
    const program = `
      import { createSqliteJournal } from ${JSON.stringify(join(import.meta.dirname, 'sqlite.ts'))};
      const journal = createSqliteJournal(${JSON.stringify(file)});
      await journal.start(${JSON.stringify(started('one'))}, new Date());
      process.kill(process.pid, 'SIGKILL');
    `;
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', program]).signal).toBe('SIGKILL');
    using journal = createSqliteJournal(file);
    expect(await journal.openRunOf('ada')).toBe('one');
    expect((await journal.open('one'))?.entries).toMatchObject([started('one')]);
  });

  it('lets one of many processes start the run of a person', () => {
    const file = newFile();
    const program = `
      import { createSqliteJournal } from ${JSON.stringify(join(import.meta.dirname, 'sqlite.ts'))};
      const journal = createSqliteJournal(${JSON.stringify(file)});
      const results = await Promise.allSettled([journal.start({ ...${JSON.stringify(started('one'))}, run_id: String(process.pid) }, new Date())]);
      console.log(results[0].status);
    `;
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).trim();
    expect([run(), run(), run()].toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
