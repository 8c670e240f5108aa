import { expect, test } from 'vitest';
import { createSessions } from './sessions.ts';

test('an id is long, random and the only way to a session', () => {
  const sessions = createSessions();
  const [first, second] = [sessions.start('viewer'), sessions.start('viewer')];
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(second).not.toBe(first);
  expect(sessions.find(first)?.role).toBe('viewer');
  expect(sessions.find(first.slice(1))).toBeUndefined();
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

test('the oldest session makes room', () => {
  const sessions = createSessions({ limit: 2 });
  const [first, second, third] = [
    sessions.start('viewer'),
    sessions.start('viewer'),
    sessions.start('viewer'),
  ];
  expect(sessions.find(first)).toBeUndefined();
  expect(sessions.find(second)).toBeDefined();
  expect(sessions.find(third)).toBeDefined();
});

test('a session ends by itself', () => {
  let time = 0;
  const sessions = createSessions({ lifetime: 1000, now: () => time });
  const id = sessions.start('manager');
  time = 999;
  expect(sessions.find(id)).toBeDefined();
  time = 1000;
  expect(sessions.find(id)).toBeUndefined();
});
