import { Cookie, type SessionData } from 'express-session';
import { expect, test } from 'vitest';
import { BoundedSessionStore, SessionLimitError, type SessionStoreOptions } from './session-store.ts';
import type { Role } from '../session.ts';

const createStore = (options?: SessionStoreOptions) => {
  const store = new BoundedSessionStore(options);
  let lastId = 0;
  return {
    /** Returns the id of a new session, or `undefined` when the store is full. */
    start: (role: Role): string | undefined => {
      lastId += 1;
      let id: string | undefined = `session-${lastId}`;
      store.set(id, { cookie: new Cookie(), role }, (error) => {
        if (error !== undefined) expect(error).toBeInstanceOf(SessionLimitError);
        if (error !== undefined) id = undefined;
      });
      return id;
    },
    find: (id: string | undefined): SessionData | undefined => {
      let found: SessionData | undefined;
      store.get(id ?? '', (_error, session) => {
        found = session ?? undefined;
      });
      return found;
    },
    end: (id: string | undefined) => store.destroy(id ?? ''),
  };
};

test('finds a session by its id only', () => {
  const sessions = createStore();
  const [first, second] = [sessions.start('viewer'), sessions.start('manager')];
  expect(sessions.find(first)?.role).toBe('viewer');
  expect(sessions.find(second)?.role).toBe('manager');
  expect(sessions.find(first?.slice(1))).toBeUndefined();
  expect(sessions.find('__proto__')).toBeUndefined();
  expect(sessions.find('')).toBeUndefined();
});

test('keeps the other sessions when one ends', () => {
  const sessions = createStore();
  const [first, second] = [sessions.start('viewer'), sessions.start('manager')];
  sessions.end(first);
  expect(sessions.find(first)).toBeUndefined();
  expect(sessions.find(second)?.role).toBe('manager');
});

test('W54 refuses a new session at the limit, and evicts none', () => {
  const sessions = createStore();
  const manager = sessions.start('manager');
  const others = Array.from({ length: 1000 }, () => sessions.start('viewer'));
  expect(others.filter((id) => id === undefined)).toHaveLength(1);
  expect(sessions.find(manager)?.role).toBe('manager');
  expect(sessions.find(others[0])?.role).toBe('viewer');
});

test('W54 an unused session expires after a minute, and a used one stays', () => {
  let time = 0;
  const sessions = createStore({ limit: 2, now: () => time });
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

test('W54 a session that ends frees its place immediately', () => {
  const sessions = createStore({ limit: 1 });
  sessions.end(sessions.start('viewer'));
  const id = sessions.start('viewer');
  sessions.find(id);
  sessions.end(id);
  expect(sessions.start('viewer')).toBeDefined();
});

test('a session expires, and requests do not extend it', () => {
  let time = 0;
  const sessions = createStore({ lifetime: 1000, now: () => time });
  const id = sessions.start('manager');
  expect(sessions.find(id)).toBeDefined();
  time = 999;
  expect(sessions.find(id)).toBeDefined();
  time = 1000;
  expect(sessions.find(id)).toBeUndefined();
});
