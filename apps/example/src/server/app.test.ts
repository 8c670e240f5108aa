import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { gate } from '../../test/support/gate.ts';
import { startConsole } from '../../test/support/start-console.ts';
import { changes, reads } from './permissions.ts';
import { BoundedSessionStore } from './session-store.ts';

const call = (url: string, path: string, cookie = '', params: object = {}) =>
  fetch(`${url}/api/seam${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });

const typeOf = async (response: Response) =>
  ((await response.json()) as { error?: { type: string } }).error?.type;

const listPath = '/user_identities/list';
const revokePath = '/user_identities/revoke_access_to_device';
const cookieName = 'access_console_session';

test('returns 401 from every endpoint without a session', async () => {
  await using console = await startConsole();
  for (const path of [...reads, ...changes]) {
    const response = await call(console.url, path);
    expect(response.status).toBe(401);
    expect(await typeOf(response)).toBe('unauthorized');
  }
});

test.each([
  `${cookieName}=`,
  `${cookieName}=manager`,
  `${cookieName}=${'A'.repeat(43)}`,
  `${cookieName}=__proto__`,
  `${cookieName}=s%3A${'A'.repeat(32)}.${'A'.repeat(43)}`,
  `role=manager`,
])('returns 401 for a forged cookie: %s', async (cookie) => {
  await using console = await startConsole();
  await console.signIn('manager');
  expect((await call(console.url, listPath, cookie)).status).toBe(401);
});

test('returns 401 for a session cookie that was tampered with', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('manager');
  expect((await call(console.url, listPath, cookie.slice(0, -1))).status).toBe(401);
  expect((await call(console.url, listPath, `${cookie}A`)).status).toBe(401);
});

/** The parameters of a revoke that removes existing access. */
const existingAccess = ({ fake }: { fake: Awaited<ReturnType<typeof startConsole>>['fake'] }) => {
  const [identity] = fake.state.userIdentities;
  const user_identity_id = identity?.user_identity_id ?? '';
  const device_id = fake.state.deviceAccess.rightsOf(user_identity_id)[0] ?? '';
  return { user_identity_id, device_id };
};

test('a viewer may read, and receives 403 for every change', async () => {
  await using console = await startConsole();
  const { fake, url } = console;
  const access = existingAccess(console);
  const { user_identity_id, device_id } = access;
  const [user] = fake.state.acsUsers;
  const acs_user_id = user?.acs_user_id;
  const params: Record<(typeof changes)[number], object> = {
    '/acs/users/revoke_access_to_all_entrances': { user_identity_id },
    '/user_identities/delete': { user_identity_id },
    '/user_identities/grant_access_to_device': { user_identity_id, device_id },
    '/user_identities/remove_acs_user': { user_identity_id, acs_user_id },
    '/user_identities/revoke_access_to_device': { user_identity_id, device_id },
  };
  const cookie = await console.signIn('viewer');
  expect((await call(url, listPath, cookie)).status).toBe(200);

  const before = fake.state.userIdentities.size;
  for (const path of changes) {
    const response = await call(url, path, cookie, params[path]);
    expect(response.status).toBe(403);
    expect(await typeOf(response)).toBe('forbidden');
  }
  expect(fake.state.deviceAccess.has(user_identity_id, device_id)).toBe(true);
  expect(fake.state.userIdentities.size).toBe(before);
});

test('a viewer receives 403 for the documented verb, too', async () => {
  await using console = await startConsole();
  const access = existingAccess(console);
  const query = new URLSearchParams(access).toString();
  const cookie = await console.signIn('viewer');
  const response = await fetch(`${console.url}/api/seam${revokePath}?${query}`, {
    method: 'DELETE',
    headers: { cookie },
  });
  expect(response.status).toBe(403);
  expect(console.fake.state.deviceAccess.has(access.user_identity_id, access.device_id)).toBe(true);
});

test("a manager's session may change access, a viewer's may not", async () => {
  await using console = await startConsole();
  const access = existingAccess(console);
  const [manager, viewer, otherViewer] = [
    await console.signIn('manager'),
    await console.signIn('viewer'),
    await console.signIn('viewer'),
  ];
  expect(otherViewer).not.toBe(viewer);
  expect((await call(console.url, revokePath, otherViewer, access)).status).toBe(403);
  expect((await call(console.url, revokePath, manager, access)).status).toBe(200);
  expect(console.fake.state.deviceAccess.has(access.user_identity_id, access.device_id)).toBe(false);
});

test('signing out ends only this session', async () => {
  await using console = await startConsole();
  const [first, second] = [await console.signIn('viewer'), await console.signIn('viewer')];
  await fetch(`${console.url}/session`, { method: 'DELETE', headers: { cookie: first } });
  expect((await call(console.url, listPath, first)).status).toBe(401);
  expect((await call(console.url, listPath, second)).status).toBe(200);
});

test('makes no change that waits for an earlier one when its caller signs out', async () => {
  const held = gate();
  const sessionStore = new BoundedSessionStore();
  const read = vi.spyOn(sessionStore, 'get');
  await using console = await startConsole({
    sessionStore,
    target: ({ handlers }) => ({
      ...handlers,
      userIdentities: { ...handlers.userIdentities, revokeAccessToDevice: () => held.opened },
    }),
  });
  const access = existingAccess(console);
  const { user_identity_id } = access;
  const cookie = await console.signIn('manager');
  const revoking = call(console.url, revokePath, cookie, access);
  // The session is read with the request, and again by the router.
  await vi.waitUntil(() => read.mock.calls.length === 2, { interval: 1 });
  const deleting = call(console.url, '/user_identities/delete', cookie, { user_identity_id });
  await vi.waitUntil(() => read.mock.calls.length === 4, { interval: 1 });
  await fetch(`${console.url}/session`, { method: 'DELETE', headers: { cookie } });
  held.open();
  expect((await revoking).status).toBe(200);
  expect((await deleting).status).toBe(401);
  expect([...console.fake.state.userIdentities]).toContainEqual(
    expect.objectContaining({ user_identity_id }),
  );
});

test('returns 401 for an expired session', async () => {
  let time = 0;
  await using console = await startConsole({
    sessionStore: new BoundedSessionStore({ lifetime: 1000, now: () => time }),
  });
  const cookie = await console.signIn('manager');
  time = 1000;
  expect((await call(console.url, listPath, cookie)).status).toBe(401);
});

test('returns 404 for endpoints that are not exposed, also to a manager', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('manager');
  for (const path of ['/user_identities/create', '/acs/users/delete', '/workspaces/get', '/'])
    expect((await call(console.url, path, cookie)).status).toBe(404);
});

test('refuses requests with another Host (421)', async () => {
  await using console = await startConsole();
  const status = await new Promise((resolve, reject) => {
    request(`${console.url}/session`, { headers: { host: 'elsewhere.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(421);
});

test('no response contains the credential', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('manager');
  const response = await call(console.url, listPath, cookie);
  const text = JSON.stringify([...response.headers]) + (await response.text());
  expect(text).not.toContain(console.fake.apiKey);
});
