/**
 * Builds applications with Next.js 14 and 15 from packed tarballs, against the fake. Counts the requests that three
 * revocations in one page send. Run it by hand after `pnpm build`: `node scripts/next-cache.ts`. It needs the npm registry
 * and is not part of `npm test`.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
// eslint-disable-next-line no-restricted-imports -- the root has no dependency on the packages
import type * as Testing from '../packages/testing/src/index.ts';

const root = join(import.meta.dirname, '..');
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };

const applications = {
  'Next.js 14': ['next@14.2.35', 'react@18.3.1', 'react-dom@18.3.1'],
  'Next.js 15': ['next@15.5.29', 'react@19.2.7', 'react-dom@19.2.7'],
};

const run = async (command: string, args: string[], cwd: string): Promise<void> => {
  // Not `execFileSync`: the fake runs in this process.
  await promisify(execFile)(command, args, { cwd, env });
};

/** Revokes the same access three times, and reads the same person three times. */
const page = `
import { createSeam } from '@org/seam-core';

export default async function Page() {
  const seam = createSeam({ apiKey: process.env.FAKE_KEY, endpoint: process.env.FAKE_URL });
  const params = { user_identity_id: process.env.PERSON, device_id: process.env.DEVICE };
  for (let index = 0; index < 3; index += 1) await seam.userIdentities.revokeAccessToDevice(params);
  for (let index = 0; index < 3; index += 1) await seam.userIdentities.get({ user_identity_id: process.env.PERSON });
  return <p>revoked</p>;
}
`;

/** The same revocations with the framework's fetch, for comparison. */
const plainPage = `
export default async function Page() {
  const query = new URLSearchParams({ user_identity_id: process.env.PERSON, device_id: process.env.DEVICE, _strict: 'true' });
  for (let index = 0; index < 3; index += 1) {
    const response = await fetch(process.env.FAKE_URL + '/user_identities/revoke_access_to_device?' + query, {
      method: 'DELETE',
      headers: { authorization: 'Bearer ' + process.env.FAKE_KEY },
    });
    await response.text();
  }
  return <p>revoked</p>;
}
`;

const layout = `
export default function Layout({ children }) {
  return <html><body>{children}</body></html>;
}
`;

const writeApplication = (folder: string): void => {
  for (const [path, text] of Object.entries({
    'app/layout.jsx': layout,
    'app/page.jsx': page,
    'app/plain/page.jsx': plainPage,
    'package.json': '{ "private": true }',
  })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const packAll = async (folder: string): Promise<string[]> => {
  for (const name of ['core', 'testing'])
    await run(
      'npx',
      ['--yes', 'pnpm@12.21.0', 'pack', '--pack-destination', folder],
      join(root, 'packages', name),
    );
  return globSync('*.tgz', { cwd: folder }).map((file) => join(folder, file));
};

const counted = (calls: readonly { endpoint: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { endpoint } of calls) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
  return counts;
};

const visit = async (folder: string, path: string): Promise<void> => {
  const port = await freePort();
  const server = spawn(
    'node',
    ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1'],
    {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    for await (const chunk of server.stdout) if (String(chunk).includes('Ready')) break;
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    assert.equal(response.status, 200, await response.text());
  } finally {
    server.kill();
  }
};

const folder = mkdtempSync(join(tmpdir(), 'next-cache-'));
try {
  const tarballs = await packAll(folder);
  const { createFakeSeam } = (await import(join(root, 'packages/testing/dist/index.js'))) as typeof Testing;
  for (const [name, packages] of Object.entries(applications)) {
    const application = join(folder, name.replaceAll(' ', '-'));
    writeApplication(application);
    await run('npm', ['install', '--no-audit', '--no-fund', ...packages, ...tarballs], application);

    await using fake = createFakeSeam();
    const { url } = await fake.listen();
    const [person] = await fake.seam.userIdentities.list({ search: 'Ada' });
    const [device] = await fake.seam.devices.list();
    Object.assign(env, {
      FAKE_URL: url,
      FAKE_KEY: fake.apiKey,
      PERSON: person?.user_identity_id,
      DEVICE: device?.device_id,
    });
    fake.journal.clear();
    await run('node', ['node_modules/next/dist/bin/next', 'build'], application);
    console.log(`${name}, while both pages are built:`, counted(fake.journal.calls));
    const requestsOf = async (path: string): Promise<Record<string, number>> => {
      fake.journal.clear();
      await visit(application, path);
      return counted(fake.journal.calls);
    };
    console.log(`${name}, plain fetch, one visit:`, await requestsOf('/plain'));
    const sent = await requestsOf('/');
    console.log(`${name}, the client, one visit:`, sent);
    assert.equal(sent['/user_identities/revoke_access_to_device'], 3, 'a revocation was not sent');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
