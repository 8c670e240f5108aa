import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { describeJournal, started } from './contract.test-helper.ts';
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

describeJournal('the journal in memory', createMemoryJournal);
describeJournal('the journal in SQLite', () => createSqliteJournal(newFile()));

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

  it('waits while another process creates the file', async () => {
    const file = newFile();
    const program = `
      import { DatabaseSync } from 'node:sqlite';
      const database = new DatabaseSync(${JSON.stringify(file)});
      database.exec('BEGIN EXCLUSIVE; CREATE TABLE busy (id INTEGER)');
      console.log('locked');
      process.stdin.once('data', () => {
        database.exec('COMMIT');
        process.stdin.destroy();
      });
    `;
    const other = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program]);
    await once(other.stdout, 'data');
    // The other process commits while this one is waiting: opening the file blocks this thread.
    other.stdin.write('commit');
    using journal = createSqliteJournal(file);
    expect(await journal.openRunOf('ada')).toBeUndefined();
    await once(other, 'exit');
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
