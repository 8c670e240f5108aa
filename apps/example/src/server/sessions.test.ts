import { expect, test } from 'vitest';
import { createSessions } from './sessions.ts';

test('an id is long, random and the only way to a session', () => {
  const sessions = createSessions();
  const [first, second] = [sessions.start('viewer'), sessions.start('viewer')];
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(second).not.toBe(first);
  expect(sessions.find(first)?.role).toBe('viewer');
  expect(sessions.find(first?.slice(1))).toBeUndefined();
  expect(sessions.find('')).toBeUndefined();
  expect(sessions.find(undefined)).toBeUndefined();
});

test('ending one session leaves the others', () => {
  const sessions = createSessions();
  const [first, second] = [sessions.start('viewer'), sessions.start('manager')];
  sessions.end(first);
  expect(sessions.find(first)).toBeUndefined();
  expect(sessions.find(second)?.role).toBe('manager');
});

test('W54 signing in ends no session of another: it is refused when there are too many', () => {
  const sessions = createSessions();
  const manager = sessions.start('manager');
  const others = Array.from({ length: 1000 }, () => sessions.start('viewer'));
  expect(others.filter((id) => id === undefined)).toHaveLength(1);
  expect(sessions.find(manager)?.role).toBe('manager');
  expect(sessions.find(others[0])?.role).toBe('viewer');
});

test('W54 a session that no request has used makes room after a minute, and a used one stays', () => {
  let time = 0;
  const sessions = createSessions({ limit: 2, now: () => time });
  const [used, unused] = [sessions.start('manager'), sessions.start('viewer')];
  sessions.find(used);
  time = 59_999;
  expect(sessions.start('viewer')).toBeUndefined();
  time = 60_000;
  const next = sessions.start('viewer');
  expect(sessions.find(unused)).toBeUndefined();
  expect(sessions.find(used)).toBeDefined();
  expect(sessions.find(next)).toBeDefined();
  time = 8 * 60 * 60 * 1000;
  expect(sessions.find(used)).toBeUndefined();
  expect(sessions.start('viewer')).toBeDefined();
});

test('W54 a session that ends makes room at once', () => {
  const sessions = createSessions({ limit: 1 });
  sessions.end(sessions.start('viewer'));
  const id = sessions.start('viewer');
  sessions.find(id);
  sessions.end(id);
  expect(sessions.start('viewer')).toBeDefined();
});

test('a session ends by itself', () => {
  let time = 0;
  const sessions = createSessions({ lifetime: 1000, now: () => time });
  const id = sessions.start('manager');
  expect(sessions.find(id)).toBeDefined();
  time = 999;
  expect(sessions.find(id)).toBeDefined();
  time = 1000;
  expect(sessions.find(id)).toBeUndefined();
});
