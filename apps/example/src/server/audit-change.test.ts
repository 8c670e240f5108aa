import { expect, test, vi } from 'vitest';
import { startConsole } from '../../test/support/start-console.ts';
import { auditChange } from './audit-change.ts';

test('a change is written down with who asked for it and what came of it, a read is not', async () => {
  const log = vi.spyOn(console, 'info').mockImplementation(() => {});
  await using started = await startConsole({ audit: auditChange });
  const [ada] = started.fake.state.userIdentities;
  const params = { user_identity_id: ada?.user_identity_id };
  const call = async (role: 'manager' | 'viewer', path: string) => {
    const headers = { cookie: await started.signIn(role), 'content-type': 'application/json' };
    await fetch(`${started.url}/api/seam${path}`, { method: 'POST', headers, body: JSON.stringify(params) });
  };
  await call('viewer', '/user_identities/get');
  await call('viewer', '/user_identities/delete');
  await call('manager', '/user_identities/delete');
  expect(log.mock.calls.map(([line]) => JSON.parse(line as string) as unknown)).toMatchObject([
    { actor: 'viewer', endpoint: '/user_identities/delete', params, outcome: 'refused' },
    { actor: 'manager', endpoint: '/user_identities/delete', params, outcome: 'done' },
  ]);
});
