import { randomBytes } from 'node:crypto';
import type { Role } from '../roles.ts';

interface Session {
  readonly role: Role;
  readonly endsAt: number;
}

export interface SessionsOptions {
  /** How many are remembered; the oldest makes room for the next. */
  readonly limit?: number;
  /** How long one lasts, in milliseconds. */
  readonly lifetime?: number;
  readonly now?: () => number;
}

/** The sessions of this process. An id is random, says nothing, and is the only way to a session. */
export interface Sessions {
  start(role: Role): string;
  find(id: string | undefined): Session | undefined;
  end(id: string | undefined): void;
}

/** A bounded memory of sessions: a restart signs everybody out. */
export const createSessions = ({
  limit = 1000,
  lifetime = 8 * 60 * 60 * 1000,
  now = Date.now,
}: SessionsOptions = {}): Sessions => {
  const sessions = new Map<string, Session>();
  return {
    start: (role) => {
      const [oldest] = sessions.keys();
      if (sessions.size >= limit && oldest !== undefined) sessions.delete(oldest);
      const id = randomBytes(32).toString('base64url');
      sessions.set(id, { role, endsAt: now() + lifetime });
      return id;
    },
    find: (id = '') => {
      const session = sessions.get(id);
      if (session && session.endsAt > now()) return session;
      sessions.delete(id);
      return undefined;
    },
    end: (id = '') => {
      sessions.delete(id);
    },
  };
};
