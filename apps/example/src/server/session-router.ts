import express, { Router } from 'express';
import { isRole } from '../roles.ts';
import type { SessionAnswer } from '../session-answer.ts';
import type { Source } from '../source.ts';
import { sessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';

/** `GET` says who is signed in, `POST` signs in with a role, `DELETE` signs out. */
export const createSessionRouter = (sessions: Sessions, source: Source): Router => {
  const router = Router();

  router.use((_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });

  router.get('/', (req, res) => {
    const role = sessions.find(sessionCookie.read(req))?.role ?? null;
    res.json({ role, source } satisfies SessionAnswer);
  });

  // JSON is what other sites cannot send here without being asked first, so a form elsewhere signs nobody in.
  router.post('/', express.json({ limit: '1kb' }), (req, res) => {
    const { role } = (req.body ?? {}) as { role?: unknown };
    if (!isRole(role)) {
      res.status(400).json({ error: { type: 'invalid_input', message: 'role must be manager or viewer.' } });
      return;
    }
    sessions.end(sessionCookie.read(req));
    const id = sessions.start(role);
    if (id === undefined) {
      const message = 'Too many sessions. Retry later.';
      res
        .status(503)
        .set('retry-after', '60')
        .json({ error: { type: 'overloaded', message } });
      return;
    }
    sessionCookie.write(req, res, id);
    res.json({ role, source } satisfies SessionAnswer);
  });

  router.delete('/', (req, res) => {
    sessions.end(sessionCookie.read(req));
    sessionCookie.clear(req, res);
    res.json({ role: null, source } satisfies SessionAnswer);
  });

  return router;
};
