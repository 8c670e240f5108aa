import { createFakeSeam } from '@org/seam-testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { hashEntry } from '../src/journal/journal.ts';
import { createSqliteJournal } from '../src/journal/sqlite.ts';
import { receiptOf } from '../src/receipt/receipt.ts';
import { verifyReceipt } from '../src/receipt/verify-receipt.ts';

const kills = Number(process.env['KILLS'] ?? 3);
const seed = Number(process.env['SEED'] ?? 1);

/** Numbers that look random, the same for a seed. */
const numbers = (start: number) => {
  let state = start;
  return (least: number, greatest: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return least + (state % (greatest - least + 1));
  };
};

const source = (name: string) => JSON.stringify(join(import.meta.dirname, '../src', name));

/** Offboards the person, or continues the run, and prints the hash of each entry that it knows. */
const program = (options: Readonly<Record<string, string>>) => `
  import { createSeam } from '@org/seam-core';
  import { continueOffboarding, offboard } from ${source('index.ts')};
  import { createSqliteJournal } from ${source('journal/sqlite.ts')};
  const { file, endpoint, apiKey, person } = ${JSON.stringify(options)};
  const journal = createSqliteJournal(file);
  const seam = createSeam({ endpoint, apiKey, retry: { baseDelay: 1 } });
  const shared = { journal, settle: 50, deadline: 60_000, signingKey: 'a secret of 16 characters' };
  const open = await journal.openRunOf(person);
  const run = open === undefined
    ? offboard(seam, person, { ...shared, actor: 'hr', reason: 'left', deleteUserIdentity: true, suspend: true })
    : continueOffboarding(seam, open, shared);
  for await (const entry of run) console.log(entry.hash, entry.run_id ?? '');
`;

it(`loses no entry and completes when the process is killed ${kills} times`, async () => {
  const random = numbers(seed);
  const folder = mkdtempSync(join(tmpdir(), 'access-kill-'));
  const fake = createFakeSeam({ seed: 'empty', randomSeed: seed });
  const { add, state } = fake;
  const { user_identity_id: person } = add.userIdentity();
  for (let number = 0; number < 4; number += 1) state.deviceAccess.add(person, add.device().device_id);
  for (let number = 0; number < 2; number += 1) {
    const { acs_system_id } = add.acsSystem();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id: person });
    state.entranceAccess.add(acs_user_id, add.acsEntrance({ acs_system_id }).acs_entrance_id);
    add.clientSession({ user_identity_id: person });
  }
  fake.faults.rate('*', { kind: 'reset', applied: true }, 0.1);
  fake.faults.rate('*', { kind: 'status', status: 503 }, 0.1);
  const server = await fake.listen();
  const file = join(folder, 'runs.db');
  const seen: string[] = [];
  let killed = 0;
  let run_id = '';
  try {
    const isOver = () => seen.length > 0 && state.userIdentities.get(person) === undefined;
    for (;;) {
      const options = { file, endpoint: server.url, apiKey: fake.apiKey, person };
      const child = spawn(process.execPath, ['--input-type=module', '-e', program(options)], {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
      let errors = '';
      child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
      // The entries that were there before are printed again.
      let left = killed < kills ? new Set(seen).size + random(1, 8) : Infinity;
      for await (const line of createInterface({ input: child.stdout })) {
        const [hash = '', id] = line.split(' ');
        seen.push(hash);
        run_id = id || run_id;
        left -= 1;
        if (left === 0) child.kill('SIGKILL');
      }
      const [code, signal] = await exit;
      if (signal === 'SIGKILL') {
        killed += 1;
        using journal = createSqliteJournal(file);
        // It may have been killed right after the end of the run.
        if (isOver() && (await journal.openRunOf(person)) === undefined) break;
        continue;
      }
      expect([code, errors.replaceAll(/.*(?:ExperimentalWarning|--trace-warnings).*\n/g, '')]).toEqual([
        0,
        '',
      ]);
      break;
    }
    using journal = createSqliteJournal(file);
    const entries = (await journal.open(run_id))?.entries ?? [];
    const hashes = entries.map(({ hash }) => hash);
    expect(entries.map(hashEntry)).toEqual(hashes);
    expect(entries.map(({ previous_hash }) => previous_hash)).toEqual(['', ...hashes.slice(0, -1)]);
    expect([...new Set(seen)].every((hash) => hashes.includes(hash))).toBe(true);
    const receipt = receiptOf(entries, 'a secret of 16 characters');
    expect(receipt).toMatchObject({ state: 'complete', residual: [] });
    expect(verifyReceipt(receipt, { key: 'a secret of 16 characters' }).problems).toEqual([]);
    expect(state.deviceAccess.rightsOf(person)).toEqual([]);
    expect(state.userIdentities.get(person)).toBeUndefined();
    expect(killed).toBeGreaterThan(0);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}, 600_000);
