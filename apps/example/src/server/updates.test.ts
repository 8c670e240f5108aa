import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { startConsole } from '../../test/support/start-console.ts';
import { findInFake } from '../../test/support/find-in-fake.ts';
import { createUpdates, type Updates } from './updates.ts';

const open = async (url: string, cookie: string) => {
  const response = await fetch(`${url}/api/access/updates`, { headers: { cookie } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async (): Promise<string | undefined> => (await reader?.read())?.value;
  return { response, next, close: () => reader?.cancel() };
};

test('a page receives the changes of another session, with the person they are about', async () => {
  await using console = await startConsole();
  const [viewer, manager] = [await console.signIn('viewer'), await console.signIn('manager')];
  const stream = await open(console.url, viewer);
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
  expect(await stream.next()).toBe('retry: 1000\n\n');
  const find = findInFake(console.fake);
  const params = {
    user_identity_id: find.person('Ada Okafor'),
    device_id: find.lock('Roof terrace'),
  };
  await fetch(`${console.url}/api/seam/user_identities/revoke_access_to_device`, {
    method: 'POST',
    headers: { cookie: manager, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  expect(await stream.next()).toBe(`data: {"user_identity_id":"${params.user_identity_id}"}\n\n`);
  await stream.close();
});

test('requires a session', async () => {
  await using console = await startConsole();
  expect((await open(console.url, '')).response.status).toBe(401);
});

test('refuses streams beyond the limit (503)', async () => {
  await using console = await startConsole({ updates: createUpdates({ limit: 1 }) });
  const cookie = await console.signIn('viewer');
  const first = await open(console.url, cookie);
  expect(first.response.status).toBe(200);
  expect((await open(console.url, cookie)).response.status).toBe(503);
});

test('ends a stream after its lifetime, so that the session is checked again', async () => {
  await using console = await startConsole({ updates: createUpdates({ lifetime: 1 }) });
  const stream = await open(console.url, await console.signIn('viewer'));
  await stream.next();
  expect(await stream.next()).toBeUndefined();
});

test.each([
  ['the server closes it', (updates: Updates) => updates.close(), 60_000],
  ['its lifetime ends', () => {}, 1],
])('an update right after %s is not written to the stream', async (_, close, lifetime) => {
  vi.useFakeTimers();
  try {
    const updates = createUpdates({ lifetime });
    const [req, res] = [new EventEmitter(), { writeHead: vi.fn(), write: vi.fn(), end: vi.fn() }];
    await updates.stream(req as never, res as never, () => {});
    close(updates);
    vi.advanceTimersByTime(1);
    updates.publish({});
    expect(res.end).toHaveBeenCalledOnce();
    expect(res.write).toHaveBeenCalledExactlyOnceWith('retry: 1000\n\n');
  } finally {
    vi.useRealTimers();
  }
});
