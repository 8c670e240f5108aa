import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it as plain } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { createSeamTest, it, test } from './index.ts';

const seen = new Set<object>();

// The last test reads what the others left in `seen`.
describe('test', { shuffle: false }, () => {
  test.concurrent.for([1, 2, 3, 4])(
    'creates a separate fake for each test (%i)',
    async (count, { fake, seam }) => {
      expect(seen).not.toContain(fake);
      seen.add(fake);
      for (let added = 0; added < count; added += 1) {
        await seam.userIdentities.create({ full_name: `Person ${added}` });
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await seam.userIdentities.list()).toHaveLength(8 + count);
      expect(fake.journal.find('/user_identities/create')).toHaveLength(count);
    },
  );

  it('is also exported as it', () => {
    expect(it).toBe(test);
  });

  plain('makes no fake for a test that asks for none', () => {
    expect(seen.size).toBe(4);
  });
});

describe('fakeOptions', () => {
  test.describe('in a suite', () => {
    test.override({ fakeOptions: { seed: 'empty', now: '2030-01-01T00:00:00.000Z' } });
    test('are those of the suite', async ({ seam, fake }) => {
      expect(await seam.userIdentities.list()).toEqual([]);
      expect(fake.clock.timestamp()).toBe('2030-01-01T00:00:00.000Z');
    });
  });

  test('are unchanged in other suites', ({ fake }) => {
    expect(fake.clock.timestamp()).toBe('2026-01-01T00:00:00.000Z');
  });

  test.extend({ fakeOptions: { seed: 'empty' } })('can be set for an extended test', async ({ seam }) => {
    expect(await seam.userIdentities.list()).toEqual([]);
  });

  const strictTest = createSeamTest({ strict: true, seed: 'hotel' });
  strictTest.describe('of a suite', () => {
    strictTest.override({ fakeOptions: { seed: 'empty', strict: undefined } });
    strictTest('change only what they name', async ({ fake, seam }) => {
      expect(await seam.userIdentities.list()).toEqual([]);
      fake.faults.queue('/devices/list', { kind: 'hang', applied: false });
      await expect(fake[Symbol.asyncDispose]()).rejects.toThrow('not used');
      fake.reset();
    });
  });

  const emptyTest = createSeamTest({ seed: 'empty' });
  emptyTest('can be set in createSeamTest()', async ({ seam }) => {
    expect(await seam.userIdentities.list()).toEqual([]);
  });

  const withPerson = emptyTest.extend('person', ({ fake }) => fake.add.userIdentity({ full_name: 'Ada' }));
  withPerson('and further fixtures can be built on them', async ({ person, seam }) => {
    expect(await seam.userIdentities.list()).toMatchObject([
      { user_identity_id: person.user_identity_id, full_name: 'Ada' },
    ]);
  });
});

describe('a suite that misuses the fake', () => {
  const run = (code: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'suite-'));
    const config = { test: { include: ['suite.ts'], globals: true } };
    const entry = JSON.stringify(join(import.meta.dirname, 'index.ts'));
    try {
      writeFileSync(join(folder, 'vitest.config.ts'), `export default ${JSON.stringify(config)};`);
      writeFileSync(join(folder, 'suite.ts'), `import { createSeamTest } from ${entry};\n${code}`);
      const { status, stdout, stderr } = spawnSync('vitest', ['run', '--root', folder], {
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      });
      return { status, output: stdout + stderr };
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  plain('fails where it should, and shows the seed and the calls', () => {
    const { status, output } = run(`
      const test = createSeamTest({ strict: true, randomSeed: 4711 });
      test('door open', async ({ fake, seam }) => {
        const [person] = await seam.userIdentities.list();
        await expect(fake).toHaveNoAccess({ user_identity_id: person.user_identity_id });
      });
      test('fault unused', ({ fake }) => {
        fake.faults.queue('/devices/list', { kind: 'reset', applied: true });
      });
      test('unknown parameter', async ({ fake }) => {
        const headers = { authorization: 'Bearer ' + fake.apiKey, 'content-type': 'application/json' };
        const body = JSON.stringify({ colour: 'red' });
        await fake.fetch(fake.endpoint + '/devices/list', { method: 'POST', headers, body });
      });
      test('fine', async ({ fake, seam }) => {
        fake.faults.queue('/devices/list', { kind: 'status', status: 500 });
        await seam.devices.list();
      });
    `);
    expect(status).toBe(1);
    expect(output).toContain('3 failed | 1 passed');
    expect(output).toMatch(/Error: Access of user identity .*: 4 doors are open/);
    expect(output).toContain('was queued for /devices/list but not used');
    expect(output).toContain('Unknown parameter colour in a request to');
    expect(output).toContain('createFakeSeam({ randomSeed: 4711 })');
    expect(output).toContain('POST /devices/list {} → 400');
  });
});

// The second test needs the first to be over.
describe('the fake after its test', { shuffle: false }, () => {
  let url = '';
  let keptFake = createFakeSeam();
  test('listens while the test runs', async ({ fake }) => {
    keptFake = fake;
    ({ url } = await fake.listen());
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });
  plain('does not after it', async () => {
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(keptFake.journal.calls).toHaveLength(1);
  });
});
