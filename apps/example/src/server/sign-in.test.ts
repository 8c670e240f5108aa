import { expect, test } from 'vitest';
import { BoundedSessionStore } from './session-store.ts';
import { startConsole } from '../../test/support/start-console.ts';

const json = { 'content-type': 'application/json' };

test('returns no role without a session, and the source of the data', async () => {
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

test('scripts cannot read the cookie, and other sites cannot send it', async () => {
  await using console = await startConsole();
  const response = await fetch(`${console.url}/session`, {
    method: 'POST',
    headers: json,
    body: '{"role":"viewer"}',
  });
  expect(response.headers.get('set-cookie')).toMatch(
    /^access_console_session=s%3A[\w-]{32}\.[\w%]{43,}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

test.each([
  ['https', /; Secure/],
  ['http', /SameSite=Strict$/],
])('behind a proxy that received %s, the cookie is set accordingly', async (scheme, expected) => {
  await using console = await startConsole({ trustProxy: 'loopback' });
  const response = await fetch(`${console.url}/session`, {
    method: 'POST',
    headers: { ...json, 'x-forwarded-proto': scheme },
    body: '{"role":"viewer"}',
  });
  expect(response.headers.get('set-cookie')).toMatch(expected);
});

test('ignores X-Forwarded-Proto without a trusted proxy', async () => {
  await using console = await startConsole();
  const headers = { ...json, 'x-forwarded-proto': 'https' };
  const response = await fetch(`${console.url}/session`, {
    method: 'POST',
    headers,
    body: '{"role":"viewer"}',
  });
  expect(response.headers.get('set-cookie')).not.toContain('Secure');
});

test('a session id chosen by another does not survive the sign-in', async () => {
  await using console = await startConsole();
  const fixed = await console.signIn('viewer');
  const response = await fetch(`${console.url}/session`, {
    method: 'POST',
    headers: { ...json, cookie: fixed },
    body: '{"role":"manager"}',
  });
  const own = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const roleWith = async (cookie: string) =>
    (await fetch(`${console.url}/session`, { headers: { cookie } })).json();
  expect(await roleWith(own)).toMatchObject({ role: 'manager' });
  expect(await roleWith(fixed)).toMatchObject({ role: null });
});

test('W54 refuses a sign-in beyond the limit, and keeps the earlier sessions', async () => {
  await using console = await startConsole({ sessionStore: new BoundedSessionStore({ limit: 20 }) });
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

test('signing in again ends the previous session', async () => {
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
  ['an array', json, '[]'],
  ['malformed JSON', json, '{"role":'],
  ['a form from another site', { 'content-type': 'application/x-www-form-urlencoded' }, 'role=manager'],
  ['JSON with the media type of a form', { 'content-type': 'text/plain' }, '{"role":"manager"}'],
])('refuses %s (400)', async (_what, headers, body) => {
  await using console = await startConsole();
  const response = await fetch(`${console.url}/session`, { method: 'POST', headers, body });
  expect(response.status).toBe(400);
  expect(response.headers.has('set-cookie')).toBe(false);
  expect(await response.text()).not.toContain('node_modules');
});
