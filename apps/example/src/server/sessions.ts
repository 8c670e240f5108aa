import { randomBytes } from 'node:crypto';
import type { Role } from '../roles.ts';

interface Session {
  readonly role: Role;
  readonly endsAt: number;
}

export interface SessionsOptions {
  /** How many sessions there may be. When there are as many, nobody else can sign in. */
  readonly limit?: number;
  /** How long a session lasts, in milliseconds. */
  readonly lifetime?: number;
  /** How long a session lasts that no request has used yet, in milliseconds. */
  readonly unusedLifetime?: number;
  readonly now?: () => number;
}

/** The sessions of this process. An id is random, says nothing, and is the only way to a session. */
export interface Sessions {
  /** @returns the id of a new session; `undefined` when there are too many */
  start(role: Role): string | undefined;
  find(id: string | undefined): Session | undefined;
  end(id: string | undefined): void;
}

/**
 * A bounded memory of sessions: a restart signs everybody out. Signing in needs no password, so it never ends the session of
 * another: when there are too many, it is refused, and those that nobody uses end soon.
 */
export const createSessions = ({
  limit = 1000,
  lifetime = 8 * 60 * 60 * 1000,
  unusedLifetime = Math.min(lifetime, 60_000),
  now = Date.now,
}: SessionsOptions = {}): Sessions => {
  // In each, the first is the one that ends first.
  const unused = new Map<string, Session>();
  const used = new Map<string, Session>();
  const dropEnded = (sessions: Map<string, Session>): void => {
    for (const [id, { endsAt }] of sessions) {
      if (endsAt > now()) return;
      sessions.delete(id);
    }
  };
  const end = (id: string): void => {
    unused.delete(id);
    used.delete(id);
  };
  return {
    start: (role) => {
      dropEnded(unused);
      dropEnded(used);
      if (unused.size + used.size >= limit) return undefined;
      const id = randomBytes(32).toString('base64url');
      unused.set(id, { role, endsAt: now() + unusedLifetime });
      return id;
    },
    find: (id = '') => {
      const session = used.get(id) ?? unused.get(id);
      if (!session || session.endsAt <= now()) {
        end(id);
        return undefined;
      }
      if (unused.delete(id)) used.set(id, { ...session, endsAt: now() + lifetime });
      return session;
    },
    end: (id = '') => end(id),
  };
};
