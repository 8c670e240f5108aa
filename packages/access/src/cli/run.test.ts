import { createFakeSeam } from '@org/seam-testing';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../offboarding/plan.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { runCli } from './run-cli.test-helper.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seam-access-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const path = (name: string) => join(folder, name);
const write = (name: string, content: unknown): string => {
  writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content));
  return path(name);
};
const words = (line: string) => line.split(' ').filter((word) => word !== '');

const ada = 'ada.okafor@example.com';
const who = ['--actor', 'hr@example.com', '--reason', 'left'];

/** A fake in which Ada's id is known. */
const building = () => {
  const fake = createFakeSeam();
  const person = fake.state.userIdentities.list().find(({ email_address }) => email_address === ada)!;
  return { fake, user_identity_id: person.user_identity_id };
};

describe('arguments', () => {
  it.each<[line: string, code: number, message: string]>([
    ['', 2, 'A command is missing.'],
    ['offbord', 2, 'There is no command offbord. Did you mean "offboard"?'],
    ['constructor', 2, 'There is no command constructor.'],
    ['explain', 2, 'Usage: seam-access explain <person> [door]'],
    ['explain a b c', 2, 'Usage: seam-access explain <person> [door]'],
    ['who', 2, 'Usage: seam-access who <door id>'],
    ['offboard', 2, 'Usage: seam-access offboard <person>'],
    ['offboard x --fake', 2, '--actor is missing. It is part of the receipt.'],
    ['offboard x --fake --actor hr', 2, '--reason is missing.'],
    ['offboard x --actor', 2, "Option '--actor <value>' argument missing"],
    ['offboard x --actor=', 2, '--actor must not be empty.'],
    [
      'offboard x --api-key seam_secret',
      2,
      'Unknown option --api-key. Credentials are read from SEAM_API_KEY',
    ],
    ['offboard x --sugest', 2, 'Unknown option --sugest.'],
    ['offboard x -y', 2, 'Unknown option -y.'],
    ['plan x --receipt f', 2, 'plan has no option --receipt.'],
    ['plan x --fake --settle 5s', 2, 'plan has no option --settle.'],
    [
      `offboard ${ada} --fake --actor a --reason b --settle 5`,
      2,
      '--settle takes a time such as 500ms, 5s, 10m or 72h, not 5.',
    ],
    [`offboard ${ada} --fake --actor a --reason b --deadline 1w`, 2, '--deadline takes a time'],
    ['plan x --fake --concurrency 0', 2, '--concurrency takes a whole number from 1 to 100, not 0.'],
    ['plan x --fake --seed castle', 2, 'castle'],
    ['plan x --seed hotel', 2, 'Add --fake.'],
    ['plan x --credentials /nowhere/.env', 2, '--credentials: /nowhere/.env cannot be read.'],
    ['offboard x --fake --continue run', 2, '--continue needs the --journal'],
    ['offboard --fake --continue run --journal j --dry-run', 2, 'Leave out --dry-run.'],
    [`offboard --fake --continue run --journal j --hash ${'f'.repeat(64)}`, 2, 'Leave out --hash.'],
    ['offboard --fake --continue run --journal j --delete', 2, 'Leave out --delete.'],
    [`offboard ${ada} --fake --continue run --journal j`, 2, `Leave out ${ada}.`],
    ['verify-receipt /nowhere/receipt.json', 2, '/nowhere/receipt.json: There is no such file.'],
    [
      'plan nobody@example.com --fake',
      1,
      'No user identity has this id, key, email address or phone number.',
    ],
    ['who 00000000-0000-4000-8000-000000000000 --fake', 1, 'There is no device and no entrance "00000000-'],
    [`explain ${ada} Attic --fake`, 1, 'There is no device and no entrance "Attic".'],
  ])('exits for `seam-access %s` with %i', async (line, code, message) => {
    const result = await runCli(words(line));
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('secret');
  });

  it('needs a credential, and says where it is read from', async () => {
    vi.stubEnv('SEAM_API_KEY', '');
    expect(await runCli(['plan', ada])).toMatchObject({
      code: 2,
      err: expect.stringContaining('SEAM_API_KEY') as string,
    });
  });

  it('takes the credential of the file that is named, also when the environment has another one', async () => {
    const fake = createFakeSeam();
    await using server = await fake.listen();
    vi.stubEnv('SEAM_API_KEY', 'seam_of_another_workspace');
    vi.stubEnv('SEAM_ENDPOINT', 'http://127.0.0.1:9');
    const file = write('.env', `SEAM_API_KEY=${fake.apiKey}\nSEAM_ENDPOINT=${server.url}\n`);
    expect(await runCli(['plan', ada, '--credentials', file])).toMatchObject({ code: 0, err: '' });
    const empty = write('empty.env', 'OTHER=1\n');
    expect(await runCli(['plan', ada, '--credentials', empty])).toMatchObject({
      code: 2,
      err: `--credentials: ${empty} has no line SEAM_API_KEY=…\n`,
    });
  });

  it('names the Node that it needs, instead of failing on the way', async () => {
    const { fromAsync } = Array;
    Reflect.deleteProperty(Array, 'fromAsync');
    try {
      expect(await runCli(['plan', ada, '--fake'])).toEqual({
        code: 1,
        out: '',
        err: `seam-access needs Node >=22.12; this is ${process.version}.\n`,
      });
      expect(await runCli(['--version'])).toMatchObject({ code: 0, err: '' });
    } finally {
      Array.fromAsync = fromAsync;
    }
  });

  it('prints its help and its version', async () => {
    const { code, out } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('offboard <person>');
    expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
    expect(await runCli(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it('prints errors as JSON with --json', async () => {
    const { code, out } = await runCli(['plan', 'nobody@example.com', '--fake', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      error: { exit_code: 1, message: 'No user identity has this id, key, email address or phone number.' },
    });
  });
});

describe('explain', () => {
  it('prints why each door opens, and what would close it', async () => {
    const { code, out } = await runCli(['explain', ada, '--fake']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Ada Okafor, ada.okafor@example.com, [\w-]{36}: open doors: 4\n/);
    expect(out).toMatch(
      /Roof terrace \(device [\w-]{36}\)\n  direct access to the device; to close: revoke the device\n/,
    );
    expect(out).toMatch(
      /Server room \(entrance [\w-]{36}\)\n  ACS user [\w-]{36}; to close: revoke all entrances of the ACS user\n/,
    );
  });

  it('explains one door, by name or id', async () => {
    const { out } = await runCli(['explain', ada, 'server room', '--fake']);
    expect(out).toMatch(/: open doors: 1\n\nServer room/);
    const id = /entrance ([\w-]{36})/.exec(out)?.[1] ?? '';
    expect((await runCli(['explain', ada, id, '--fake'])).out).toBe(out);
  });

  it('says that a person cannot open a door that exists', async () => {
    const { code, out } = await runCli(['explain', ada, 'Archive', '--fake']);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining(': cannot open Archive\n') as string,
    });
  });

  it('prints JSON without tokens of client sessions', async () => {
    const { out } = await runCli(['explain', ada, '--fake', '--json']);
    expect(Object.keys(JSON.parse(out) as object)).toEqual([
      'user_identity',
      'doors',
      'latent',
      'unassigned_codes',
    ]);
    expect(out).not.toMatch(/token/);
  });

  it('lists the people that match an ambiguous name', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    fake.add.userIdentity({ full_name: 'One', email_address: 'x@example.com' });
    fake.add.userIdentity({ full_name: 'Two', user_identity_key: 'x@example.com' });
    const { code, err } = await runCli(['explain', 'x@example.com'], { fake });
    expect(code).toBe(1);
    expect(err).toMatch(/Several user identities match.*\n {2}(One|Two), x@example.com, .*\n {2}(One|Two), /);
  });

  it('prints access that begins later, and codes without a user identity', async () => {
    const { fake, user_identity_id } = building();
    const device = fake.state.devices.list().find(({ properties }) => properties.name === 'Roof terrace')!;
    fake.add.accessCode({ device_id: device.device_id, name: 'Cleaner', is_managed: false });
    fake.add.accessGrant({
      user_identity_id,
      device_ids: [fake.add.device({ name: 'Annex' }).device_id],
      starts_at: '2030-01-01T00:00:00.000Z',
    });
    const { out } = await runCli(['explain', ada], { fake });
    expect(out).toMatch(/Opens nothing now, and may later:\n\nAnnex/);
    expect(out).toContain('opens nothing now: begins later, 2030-01-01T00:00:00.000Z');
    expect(out).toMatch(/ask who knows them:\n\nRoof terrace \(device [\w-]{36}\): Cleaner\n/);
  });

  it('prints no control characters of names', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    fake.add.userIdentity({ full_name: 'Eve\u001B[2K\rAda', email_address: 'eve@example.com' });
    const { out } = await runCli(['explain', 'eve@example.com'], { fake });
    expect(out).toContain('Eve [2K Ada');
  });

  it('prints no line and no hidden text that a name contains', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const full_name = 'Eve\nResult: Complete\u2028\u001B[8m';
    const person = fake.add.userIdentity({ full_name, email_address: 'eve@example.com' });
    const { device_id } = fake.add.device({ name: 'Door\n  Attic (device)\u001B[8m' });
    fake.state.deviceAccess.add(person.user_identity_id, device_id);
    for (const args of [['explain'], ['plan'], ['offboard', '--yes', ...who]]) {
      const { out, err } = await runCli([...args, 'eve@example.com'], { fake, typed: '' });
      expect(out).toContain('Eve Result: Complete');
      expect(out + err).not.toMatch(/^Result: Complete$|^ {2}Attic/m);
      expect(out + err).not.toContain('\u001B[8m');
    }
  });
});

describe('who', () => {
  it('prints who can open a door, by the id of a device or an entrance', async () => {
    const { fake } = building();
    for (const [id = '', names] of [
      [
        fake.state.devices.list().find(({ properties }) => properties.name === 'Roof terrace')?.device_id,
        ['Ada Okafor'],
      ],
      [
        fake.state.acsEntrances.list().find(({ display_name }) => display_name === 'Server room')
          ?.acs_entrance_id,
        ['Ada Okafor', 'Grace Mbeki'],
      ],
    ] as const) {
      const { code, out } = await runCli(['who', id], { fake });
      expect(code).toBe(0);
      expect(out).toContain(`Can open this door: ${names.length}`);
      for (const name of names) expect(out).toContain(`\n${name}, `);
    }
  });
});

describe('who, for a device that Seam does not manage', () => {
  it('prints who can open it, and explain finds it by its name', async () => {
    const fake = createFakeSeam();
    const { device_id } = fake.add.device({ name: 'Old lock', is_managed: false });
    expect(await runCli(['who', device_id], { fake })).toMatchObject({
      code: 0,
      out: 'Nobody can open this door.\n',
    });
    const { code, out } = await runCli(['explain', ada, 'old lock'], { fake });
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('cannot open old lock') as string,
    });
  });
});

describe('who, without a user identity', () => {
  it('names ACS users and codes without a user identity', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { device_id } = fake.add.device();
    const code = fake.add.accessCode({ device_id, name: 'Cleaner', is_managed: false });
    expect((await runCli(['who', device_id], { fake })).out).toContain(
      `\nAccess code ${code.access_code_id} (Cleaner), without a user identity\n  not managed by Seam`,
    );
    const { acs_system_id } = fake.add.acsSystem();
    const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id });
    expect((await runCli(['who', acs_entrance_id], { fake })).out).toBe('Nobody can open this door.\n');
  });
});

describe('plan', () => {
  it('prints the plan, and changes nothing', async () => {
    const { fake, user_identity_id } = building();
    const { code, out } = await runCli(['plan', ada, '--suspend', '--deactivate-phones', '--delete'], {
      fake,
    });
    expect(code).toBe(0);
    expect(out).toContain('Suspend the ACS user');
    expect(out).toContain('Delete the user identity');
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toHaveLength(1);
  });

  it('does not unlink ACS users with --keep-acs-users', async () => {
    expect((await runCli(['plan', ada, '--fake'])).out).toContain('Unlink the ACS user');
    expect((await runCli(['plan', ada, '--fake', '--keep-acs-users'])).out).not.toContain(
      'Unlink the ACS user',
    );
  });
});

describe('offboard', () => {
  it('shows the plan, asks, and prints the receipt', async () => {
    const { fake, user_identity_id } = building();
    const { code, out, err } = await runCli(['offboard', ada, ...who], { fake, typed: 'yes\n' });
    expect(code).toBe(0);
    expect(out).toContain('Roof terrace');
    expect(err).toContain('Carry out this plan? Type yes to continue: ');
    expect(err).toMatch(
      /containing\n(.*\n)?.* {2}done: Close every entrance of the ACS user "Ada Okafor" in Offices \(request\d+\)\n/,
    );
    expect(out).toMatch(/Result: {4}Complete: two reads found every door closed\./m);
    expect(out).toMatch(/Asked by: {2}hr@example.com\nReason: {4}left\n/);
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  });

  it.each([['no\n'], ['y\n'], ['\n'], ['']])('sends nothing after the answer %j', async (typed) => {
    const { fake, user_identity_id } = building();
    expect(await runCli(['offboard', ada, ...who], { fake, typed })).toMatchObject({
      code: 5,
      err: expect.stringContaining('Not confirmed. Nothing was sent.') as string,
    });
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toHaveLength(1);
  });

  it('needs --yes without a terminal', async () => {
    const { fake, user_identity_id } = building();
    expect(await runCli(['offboard', ada, ...who], { fake })).toMatchObject({
      code: 2,
      err: expect.stringContaining('Pass --yes.') as string,
    });
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toHaveLength(1);
  });

  it('prints the plan only with --dry-run, without asking', async () => {
    const { fake, user_identity_id } = building();
    const { code, out } = await runCli(['offboard', ada, '--dry-run', '--json'], { fake });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ user_identity_id });
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toHaveLength(1);
  });

  it('prints the receipt alone on stdout with --json, and writes the same with --receipt', async () => {
    const file = path('receipt.json');
    const { code, out } = await runCli([
      'offboard',
      ada,
      '--fake',
      '--yes',
      '--json',
      '--receipt',
      file,
      ...who,
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ state: 'complete', actor: 'hr@example.com' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(out));
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('does not overwrite a receipt, and notices it before it sends anything', async () => {
    const { fake, user_identity_id } = building();
    const file = write('existing.json', 'evidence');
    expect(await runCli(['offboard', ada, '--yes', '--receipt', file, ...who], { fake })).toMatchObject({
      code: 2,
      err: expect.stringContaining('The file exists already.') as string,
    });
    expect(readFileSync(file, 'utf8')).toBe('evidence');
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toHaveLength(1);
  });

  it('leaves no empty receipt behind', async () => {
    const file = path('none.json');
    expect(await runCli(['offboard', 'nobody', '--fake', '--yes', '--receipt', file, ...who])).toMatchObject({
      code: 1,
    });
    expect(existsSync(file)).toBe(false);
  });

  it('carries out the plan of a file, and refuses an outdated one', async () => {
    const { fake, user_identity_id } = building();
    const { out } = await runCli(['plan', ada, '--delete', '--json'], { fake });
    const file = write('plan.json', out);
    expect(await runCli(['offboard', '--plan', file, '--yes', '--delete', ...who], { fake })).toMatchObject({
      code: 2,
    });
    const other = await runCli(['offboard', 'ben.castillo@example.com', '--plan', file, '--yes', ...who], {
      fake,
    });
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining('The plan is for') as string });

    const device = fake.add.device();
    fake.state.deviceAccess.add(user_identity_id, device.device_id);
    const outdated = await runCli(['offboard', '--plan', file, '--yes', ...who], { fake });
    expect(outdated).toMatchObject({
      code: 6,
      err: expect.stringContaining('has changed since the plan') as string,
    });
    expect(fake.state.deviceAccess.rightsOf(user_identity_id)).toHaveLength(2);

    await fake.seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: device.device_id });
    expect(await runCli(['offboard', ada, '--plan', file, '--yes', ...who], { fake })).toMatchObject({
      code: 0,
    });
    expect(fake.state.userIdentities.get(user_identity_id)).toBeUndefined();
  });

  it('continues only with the hash that was approved', async () => {
    const { fake } = building();
    const { hash } = JSON.parse((await runCli(['plan', ada, '--json'], { fake })).out) as Plan;
    const wrong = await runCli(['offboard', ada, '--hash', 'f'.repeat(64), '--yes', ...who], { fake });
    expect(wrong).toMatchObject({ code: 6, err: expect.stringContaining(hash) as string });
    expect(await runCli(['offboard', ada, '--hash', hash, '--yes', ...who], { fake })).toMatchObject({
      code: 0,
    });
  });

  it.each([
    ['{"hash":1}', 'This is not a plan.'],
    ['{"hash":"1","steps":1}', 'This is not a plan.'],
    ['[]', 'This is not a plan.'],
    ['{', 'This is not JSON'],
  ])('refuses the plan %s', async (text, message) => {
    const { code, err } = await runCli([
      'offboard',
      '--plan',
      write('bad.json', text),
      '--fake',
      '--yes',
      ...who,
    ]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('exits with 4 while a door stays open, and says which', async () => {
    const fake = createFakeSeam({ assumptions: { acs_sync_ms: 86_400_000 } });
    const { code, out } = await runCli(['offboard', ada, '--yes', '--deadline', '2m', ...who], { fake });
    expect(code).toBe(4);
    expect(out).toContain('Stuck: not everything took effect before the deadline. Doors are still open.');
    expect(out).toMatch(
      /Access that is left: 3\n {2}Main entrance \(entrance\): the change is not applied yet/,
    );
  });

  it('exits with 5 when it is interrupted, and the receipt says so', async () => {
    const fake = createFakeSeam({ assumptions: { acs_sync_ms: 86_400_000 } });
    const controller = new AbortController();
    fake.clock.advance(0);
    const stop = vi
      .spyOn(fake.clock, 'advance')
      .mockImplementation(() => controller.abort(new Error('SIGINT')));
    const { code, out } = await runCli(['offboard', ada, '--yes', '--json', ...who], {
      fake,
      signal: controller.signal,
    });
    stop.mockRestore();
    expect(code).toBe(5);
    expect(JSON.parse(out)).toMatchObject({ state: 'cancelled' });
  });

  it('continues the run of the journal, with the plan and the actor that it has', async () => {
    const fake = createFakeSeam({ assumptions: { acs_sync_ms: 60_000 } });
    const journal = path('runs.db');
    // The first process ends in the middle: waiting fails.
    const stop = vi.spyOn(fake.clock, 'advance').mockImplementation(() => {
      throw new Error('The process ended.');
    });
    const first = await runCli(['offboard', ada, '--yes', '--journal', journal, ...who], { fake });
    stop.mockRestore();
    expect(first).toMatchObject({ code: 1, err: expect.stringContaining(`--journal ${journal}`) as string });
    const run_id = /run ([\w-]{36})/.exec(first.err)?.[1] ?? '';

    const args = ['--yes', '--json', '--actor', 'boss', '--reason', 'again', '--journal', journal];
    const second = await runCli(['offboard', ada, ...args], { fake });
    expect(second.err).toContain(`The run ${run_id} of hr@example.com has not ended.`);
    expect(second.code).toBe(0);
    const receipt = JSON.parse(second.out) as Receipt;
    expect(receipt).toMatchObject({ run_id, actor: 'hr@example.com', state: 'complete' });

    const third = await runCli(['offboard', '--continue', run_id, '--json', '--journal', journal], { fake });
    expect(JSON.parse(third.out)).toEqual(receipt);
    expect(await runCli(['offboard', '--continue', 'other', '--journal', journal], { fake })).toMatchObject({
      code: 1,
      err: expect.stringContaining('The journal has no run "other".') as string,
    });
  });
});

describe('verify-receipt', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const offboardWith = async (key: string): Promise<Receipt> =>
    JSON.parse(
      (await runCli(['offboard', ada, '--fake', '--yes', '--json', '--key-file', write('key', key), ...who]))
        .out,
    ) as Receipt;

  it('verifies an Ed25519 signature with the public key', async () => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const file = write('signed.json', await offboardWith(`Bag Attributes\n  friendlyName: HR\n${pem}`));
    const key = write('public.pem', publicKey.export({ type: 'spki', format: 'pem' }));
    expect(await runCli(['verify-receipt', file, '--key-file', key])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^valid: complete, offboarding of [\w-]{36} by hr@example.com/) as string,
      err: '',
    });
    expect(await runCli(['verify-receipt', file])).toMatchObject({
      code: 0,
      err: expect.stringContaining('The signature was not checked') as string,
    });
    const sign = await runCli(['offboard', ada, '--fake', '--yes', '--key-file', key, ...who]);
    expect(sign).toMatchObject({ code: 2, err: expect.stringContaining('cannot sign receipts') as string });
  });

  it('verifies a signature with a secret text', async () => {
    const file = write('hmac.json', await offboardWith('a secret of 16 characters\n'));
    const verify = async (key: string) =>
      await runCli(['verify-receipt', file, '--key-file', write('key', key)]);
    expect(await verify('a secret of 16 characters')).toMatchObject({ code: 0 });
    expect(await verify('another secret text')).toMatchObject({
      code: 7,
      out: expect.stringContaining('not by this key') as string,
    });
    expect(await verify('short')).toMatchObject({
      code: 2,
      err: expect.stringContaining('The key must have at least 16 characters.') as string,
    });
  });

  it('names what was changed', async () => {
    const receipt = await offboardWith('a secret of 16 characters');
    const changed = write('changed.json', { ...receipt, actor: 'somebody else' });
    expect(await runCli(['verify-receipt', changed, '--json'])).toMatchObject({
      code: 7,
      out: expect.stringContaining('"actor differs from the entries."') as string,
    });
  });

  it('prints no line that the file contains', async () => {
    const receipt = await offboardWith('a secret of 16 characters');
    const [first, ...rest] = receipt.entries;
    const odd = { ...receipt, entries: [{ ...first, type: 'x\nvalid: complete' }, ...rest] };
    const { code, out } = await runCli(['verify-receipt', write('lines.json', odd)]);
    expect(code).toBe(7);
    expect(out).toContain('x valid: complete');
  });

  it.each(['[]', '{}', '{"entries":[1]}', '{"entries":{}}', 'null'])('refuses %s', async (text) => {
    const { code, out } = await runCli(['verify-receipt', write('odd.json', text)]);
    expect({ code, out }).toEqual({ code: 7, out: expect.stringContaining('invalid') as string });
  });
});

describe('colors', () => {
  it('are printed on a terminal only, and not with NO_COLOR', async () => {
    const options = { typed: '' };
    expect((await runCli(['explain', ada, '--fake'], options)).out).toContain('\u001B[1m');
    expect(
      (await runCli(['explain', ada, '--fake'], { ...options, env: { NO_COLOR: '1' } })).out,
    ).not.toContain('\u001B');
    expect((await runCli(['explain', ada, '--fake'])).out).not.toContain('\u001B');
  });
});
