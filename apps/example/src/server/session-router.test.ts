import { expect, test } from 'vitest';
import { createSessions } from './sessions.ts';
import { startConsole } from '../../test/support/start-console.ts';

const json = { 'content-type': 'application/json' };

test('says that nobody is signed in, and whose doors these are', async () => {
  await using console = await startConsole();
  const response = await fetch(`${console.url}/session`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({ role: null, source: 'demo' });
});

test.each(['manager', 'viewer'] as const)('signs in as %s', async (role) => {
  await using console = await startConsole({ source: 'seam' });
  const cookie = await console.signIn(role);
  const response = await fetch(`${console.url}/session`, { headers: { cookie } });
  expect(await response.json()).toEqual({ role, source: 'seam' });
});

test('the cookie is out of reach for scripts and other sites', async () => {
  await using console = await startConsole();
  const response = await fetch(`${console.url}/session`, {
    method: 'POST',
    headers: json,
    body: '{"role":"viewer"}',
  });
  expect(response.headers.get('set-cookie')).toMatch(
    /^access_console_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

test('W54 after many sign-ins everybody before is still signed in, and the next sign-in is refused', async () => {
  await using console = await startConsole({ sessions: createSessions({ limit: 20 }) });
  const cookie = await console.signIn('manager');
  const post = () =>
    fetch(`${console.url}/session`, { method: 'POST', headers: json, body: '{"role":"viewer"}' });
  const statuses: number[] = [];
  for (let times = 0; times < 20; times += 1) statuses.push((await post()).status);
  expect(statuses).toEqual([...Array<number>(19).fill(200), 503]);
  const refused = await post();
  expect([refused.headers.get('retry-after'), refused.headers.has('set-cookie')]).toEqual(['60', false]);
  const response = await fetch(`${console.url}/session`, { headers: { cookie } });
  expect(await response.json()).toMatchObject({ role: 'manager' });
});

test('signing in again ends the session before', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('viewer');
  const again = await fetch(`${console.url}/session`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: '{"role":"manager"}',
  });
  expect(again.headers.get('set-cookie')).not.toContain(cookie);
  const response = await fetch(`${console.url}/session`, { headers: { cookie } });
  expect(await response.json()).toMatchObject({ role: null });
});

test('signing out removes the cookie', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('viewer');
  const response = await fetch(`${console.url}/session`, { method: 'DELETE', headers: { cookie } });
  expect(response.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
  expect(await response.json()).toMatchObject({ role: null });
});

test.each([
  ['an unknown role', json, '{"role":"owner"}'],
  ['no role', json, '{}'],
  ['no object', json, '[]'],
  ['no JSON', json, '{"role":'],
  ['a form from another site', { 'content-type': 'application/x-www-form-urlencoded' }, 'role=manager'],
  ['JSON that a form could send', { 'content-type': 'text/plain' }, '{"role":"manager"}'],
])('refuses %s', async (_what, headers, body) => {
  await using console = await startConsole();
  const response = await fetch(`${console.url}/session`, { method: 'POST', headers, body });
  expect(response.status).toBe(400);
  expect(response.headers.has('set-cookie')).toBe(false);
  expect(await response.text()).not.toContain('node_modules');
});
