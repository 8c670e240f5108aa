import { createFakeSeam } from '@org/seam-testing';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyEmptyDatabase } from '../../../../scripts/pglite/empty-database.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { runCli } from './run-cli.test-helper.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seam-access-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const write = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

/** A folder of a queue whose database exists. Creating one is the longest part of a test. */
const dataFolder = async (name: string): Promise<string> => {
  const data = join(folder, name);
  await copyEmptyDatabase(join(data, 'postgres'));
  return data;
};

const who = ['--actor', 'hr@example.com', '--reason', 'left', '--yes'];
const people = () =>
  write(
    'people.csv',
    'name,email\nAda,ada.okafor@example.com\nBen,ben.castillo@example.com\nAda,ADA.okafor@example.com\n',
  );

describe('bulk, before anything is sent', () => {
  it.each<[args: string[], message: string]>([
    [['bulk', 'p.csv', '--fake'], '--actor is missing. It is part of the receipts.'],
    [['bulk', 'p.csv', ...who], 'Where is the queue? Pass --data <folder> or --database <url>'],
    [
      ['bulk', 'p.csv', '--data', 'd', '--database', 'postgres://x', ...who],
      'Pass --database or --data, not both.',
    ],
    [['bulk', 'p.csv', '--database', 'mysql://x', ...who], '--database takes a URL such as postgres://'],
    [
      ['bulk', 'p.csv', '--database', 'postgres://me:secret@host/db', ...who],
      '--database must not contain a password.',
    ],
    [
      ['bulk', 'p.csv', '--fake', '--per-system', '0', ...who],
      '--per-system takes a whole number from 1 to 1000, not 0.',
    ],
    [['bulk', '--dry-run'], '--dry-run needs a file of people.'],
    [['bulk', '/nowhere/p.csv', '--fake', ...who], '/nowhere/p.csv: The file cannot be read.'],
    [['status'], 'Where is the queue?'],
    [['status', '--cancel', '--data', 'd'], 'Usage: seam-access status <run id> --cancel'],
    [['status', '--pause', '--resume', '--data', 'd'], 'Pass one of --pause, --resume.'],
    [['status', 'run', '--pause', '--data', 'd'], '--pause and --resume are for the whole queue.'],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await runCli(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('secret');
  });

  it('reports every row with an error, and sends nothing', async () => {
    const fake = createFakeSeam();
    const file = write('errors.csv', 'email\nada.okafor@example.com\nnobody@example.com\nada\n');
    const odd = await runCli(['bulk', file, ...who, '--data', folder], { fake });
    expect(odd.code).toBe(2);
    expect(odd.err).toContain(`${file}:4: email_address is "ada", which is not an email address.`);
    expect(odd.err).toContain('Rows with errors: 1. Nothing was sent.');

    const unknown = write('unknown.csv', 'email\nada.okafor@example.com\nnobody@example.com\n');
    const { code, err } = await runCli(['bulk', unknown, ...who, '--data', folder], { fake });
    expect(code).toBe(2);
    expect(err).toContain(
      `${unknown}:3: No user identity has the email_address "nobody@example.com". Correct it, or remove the row.`,
    );
    expect(fake.journal.calls.filter(({ applied }) => applied)).toEqual([]);
  });

  it('does not skip the rows that were not read', async () => {
    const fake = createFakeSeam();
    const file = write('open-quote.csv', 'email\nada.okafor@example.com\n"ben\nhugo.lindqvist@example.com\n');
    const args = ['bulk', file, ...who, '--data', folder, '--skip-errors'];
    const { code, err } = await runCli(args, { fake });
    expect(code).toBe(2);
    expect(err).toContain(`${file}:4: A quote is opened and not closed. The rows after it were not read.`);
    expect(err).toContain('The file was not read to its end. Nothing was sent.');
  });

  it('prints a plan for each person with --dry-run', async () => {
    const { code, out, err } = await runCli(['bulk', people(), '--fake', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^line 2: Ada Okafor, ada.okafor@example.com, [\w-]{36}: doors: 4, changes: 6\nline 3: Ben Castillo, /,
    );
    expect(err).toContain('Ignored columns: name.');
    expect(err).toMatch(/people.csv:4: The same person as in line 2\./);
    const json = await runCli(['bulk', people(), '--fake', '--dry-run', '--json']);
    expect(JSON.parse(json.out)).toMatchObject([
      { line: 2, plan: { display_name: 'Ada Okafor' } },
      { line: 3 },
    ]);
  });

  it('asks on a terminal', async () => {
    const fake = createFakeSeam();
    const { code, err } = await runCli(['bulk', people(), ...who.slice(0, -1), '--data', folder], {
      fake,
      typed: 'no\n',
    });
    expect(code).toBe(5);
    expect(err).toContain('Offboard 2 people? Type yes to continue: ');
  });
});

describe('bulk', { timeout: 300_000 }, () => {
  it('offboards the people of a file, and writes their receipts', async () => {
    const fake = createFakeSeam();
    const receipts = join(folder, 'receipts');
    const key = write('key', 'a secret of HR, 2026');
    const data = await dataFolder('data');
    const args = ['--data', data, '--settle', '1ms', '--receipts', receipts, '--key-file', key];
    const { code, out, err } = await runCli(['bulk', people(), ...who, ...args, '--json'], { fake });
    expect(err).toMatch(/Offboarding \[.*\] 2\/2/);
    const { runs, byState } = JSON.parse(out) as {
      runs: { run_id: string; line: number }[];
      byState: object;
    };
    expect(code).toBe(0);
    expect(byState).toEqual({ complete: 2 });
    expect(runs).toMatchObject([
      { line: 2, person: 'Ada Okafor', state: 'complete' },
      { line: 3, person: 'Ben Castillo', state: 'complete' },
    ]);
    expect(readdirSync(receipts).toSorted()).toEqual(runs.map(({ run_id }) => `${run_id}.json`).toSorted());
    for (const file of readdirSync(receipts)) {
      const receipt = JSON.parse(readFileSync(join(receipts, file), 'utf8')) as Receipt;
      expect(receipt).toMatchObject({ state: 'complete', actor: 'hr@example.com', reason: 'left' });
      expect(verifyReceipt(receipt, { key: 'a secret of HR, 2026' })).toEqual({ valid: true, problems: [] });
    }

    const [first] = runs;
    const status = await runCli(['status', '--data', data]);
    expect(status).toMatchObject({ code: 0, out: expect.stringContaining('2/2') as string });
    expect(status.out).toContain('  2 complete');
    const one = await runCli(['status', first?.run_id ?? '', '--data', data]);
    expect(one.code).toBe(0);
    expect(one.out).toContain('Complete: two reads found every door closed.');
    const late = await runCli(['status', first?.run_id ?? '', '--cancel', '--data', data]);
    expect(late).toMatchObject({ code: 0, err: 'The run has ended already.\n' });
  });

  it('prints the report also when a receipt cannot be written, and says who had a run already', async () => {
    const fake = createFakeSeam();
    const data = await dataFolder('unwritten');
    const receipts = join(folder, 'unwritten-receipts');
    fake.faults.queue('/user_identities/revoke_access_to_device', {
      kind: 'status',
      status: 401,
      type: 'unauthorized',
    } as never);
    const args = ['bulk', people(), ...who, '--data', data, '--settle', '1ms'];
    const failed = await runCli(args, { fake });
    expect(failed).toMatchObject({
      code: 4,
      out: expect.stringContaining('does not accept the credential') as string,
    });
    const removing = setInterval(() => {
      if (fake.journal.calls.some(({ endpoint }) => endpoint.includes('remove_acs_user')))
        rmSync(receipts, { recursive: true, force: true });
    }, 5);
    fake.journal.clear();
    const again = await runCli([...args, '--receipts', receipts, '--json'], { fake });
    clearInterval(removing);
    expect(again.err).toContain('People who have a run already: 1.');
    expect(JSON.parse(again.out)).toMatchObject({ total: 2, byState: { complete: 2 } });
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringContaining(`--receipts: ${receipts}:`) as string,
    });
  });

  it('drains at the first signal; without a file it continues what is left', async () => {
    const fake = createFakeSeam({ assumptions: { acs_sync_ms: 60_000 } });
    const controller = new AbortController();
    const continued = await dataFolder('continued');
    const data = ['--data', continued, '--settle', '1ms'];
    fake.faults.rate('/acs/users/revoke_access_to_all_entrances', { kind: 'latency', ms: 1 }, 1);
    const running = runCli(['bulk', people(), ...who, ...data], { fake, signal: controller.signal });
    const stop = setInterval(() => {
      if (fake.journal.calls.some(({ endpoint }) => endpoint.includes('revoke_access')))
        controller.abort(new Error('SIGINT'));
    }, 10);
    const { code, err } = await running;
    clearInterval(stop);
    expect(code).toBe(5);
    expect(err).toContain(`The rest is in the queue. \`seam-access bulk --data ${continued}\` continues.`);

    // Changes that are sent now have to be applied, too.
    const later = setInterval(() => fake.clock.advance(60_000), 20);
    const rest = await runCli(['bulk', ...data, '--json'], { fake });
    clearInterval(later);
    expect(rest.code).toBe(0);
    expect(JSON.parse(rest.out)).toMatchObject({ total: 2, byState: { complete: 2 } });
  });

  it('says how many people were not added when a signal arrives meanwhile', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const controller = new AbortController();
    const ids = Array.from({ length: 502 }, () => fake.add.userIdentity().user_identity_id);
    const file = write('many.csv', ['user_identity_id', ...ids].join('\n'));
    const { userIdentities } = fake.seam;
    let lookups = 0;
    const get: typeof userIdentities.get = async (...call) => {
      lookups += 1;
      // After all were found, while the first 500 are added.
      if (lookups > ids.length) controller.abort(new Error('SIGINT'));
      return await userIdentities.get(...call);
    };
    const seam = { ...fake.seam, userIdentities: { ...userIdentities, get } };
    const data = await dataFolder('many');
    const { code, err } = await runCli(['bulk', file, ...who, '--data', data], {
      fake: { ...fake, seam },
      signal: controller.signal,
    });
    expect(code).toBe(5);
    expect(err).toContain('People who were not added: 2. Call the command again with the file. The rest is');
    const { out } = await runCli(['status', '--data', data, '--json']);
    expect(JSON.parse(out)).toMatchObject({ total: 500 });
  });

  it('exits with 4 when a run is stuck, and offboards the others with --skip-errors', async () => {
    const fake = createFakeSeam({ assumptions: { acs_sync_ms: 86_400_000 } });
    const file = write(
      'mixed.csv',
      'email\nhugo.lindqvist@example.com\nada.okafor@example.com\nnobody@example.com\n',
    );
    const data = await dataFolder('stuck');
    const args = ['--data', data, '--settle', '1ms', '--deadline', '1ms', '--skip-errors'];
    const { code, out, err } = await runCli(['bulk', file, ...who, ...args], { fake });
    expect(code).toBe(4);
    expect(err).toContain(`${file}:4: No user identity has`);
    expect(out).toMatch(
      /^line 3: stuck: Ada Okafor \(run [\w-]{36}\)\n {2}Main entrance \(entrance\): the change is not applied yet\n/,
    );
    expect(out).toMatch(/2 people: 1 complete, 1 stuck\n$/);

    // Until the person is offboarded again, every command that continues the queue says so.
    const waiting = args.filter((arg) => arg !== '--skip-errors');
    const rest = await runCli(['bulk', ...waiting], { fake });
    expect(rest.code).toBe(4);
    expect(rest.out).toMatch(/^stuck: Ada Okafor .*\n {2}Main entrance [^]*\n1 people: 1 stuck\n$/);
    fake.clock.advance(86_400_000);
    const ada = write('ada.csv', 'email\nada.okafor@example.com\n');
    expect((await runCli(['bulk', ada, ...who, ...waiting], { fake })).code).toBe(0);
    expect(await runCli(['bulk', ...waiting], { fake })).toMatchObject({ code: 0 });
  });

  it('exits with 4 when rows were skipped with --skip-errors, although every run is complete', async () => {
    const file = write('skipped.csv', 'email\nada.okafor@example.com\nnobody@example.com\n');
    const args = ['bulk', file, '--fake', ...who, '--settle', '1ms', '--skip-errors'];
    const { code, out, err } = await runCli(args);
    expect({ code, out }).toEqual({ code: 4, out: '1 people: 1 complete\n' });
    expect(err).toMatch(/Rows that were skipped: 1. Their people are not offboarded.\n$/);
    const json = await runCli([...args, '--json']);
    expect(json.code).toBe(4);
    expect(JSON.parse(json.out)).toMatchObject({
      skipped: [{ line: 3, message: expect.stringContaining('No user identity has') as string }],
    });
  });

  it('exits with 2 when --dry-run skips rows', async () => {
    const file = write('skipped-plan.csv', 'email\nada.okafor@example.com\nnobody@example.com\n');
    const { code, out, err } = await runCli(['bulk', file, '--fake', '--dry-run', '--skip-errors']);
    expect(code).toBe(2);
    expect(out).toMatch(/^line 2: Ada Okafor/);
    expect(err).toContain('Rows that were skipped: 1.');
  });

  it('runs on the fake in memory with --fake', async () => {
    const { code, out } = await runCli(['bulk', people(), '--fake', ...who, '--settle', '1ms']);
    expect({ code, out }).toEqual({ code: 0, out: '2 people: 2 complete\n' });
  });
});
