import { randomBytes } from 'node:crypto';
import { apiError } from '@org/seam-server';
import express, { Router, type CookieOptions, type Request, type RequestHandler } from 'express';
import session, { type Store } from 'express-session';
import { isRole, type Role, type SessionResponse, type Source } from '../session.ts';
import { SessionLimitError } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    role: Role;
  }
}

const cookieName = 'access_console_session';
const cookie = { httpOnly: true, sameSite: 'strict', path: '/' } as const satisfies CookieOptions;

/** The session cookie as an OpenAPI security scheme. */
export const sessionScheme = { type: 'apiKey', in: 'cookie', name: cookieName } as const;

/**
 * Middleware that reads `req.session` from the cookie. The cookie is `Secure` when the browser uses HTTPS, which Express
 * knows behind a proxy if `trust proxy` is set. A restart ends all sessions, because they and the secret are in memory.
 */
export const readSession = (store: Store): RequestHandler =>
  session({
    name: cookieName,
    secret: randomBytes(32).toString('base64url'),
    store,
    cookie: { ...cookie, secure: 'auto' },
    resave: false,
    saveUninitialized: false,
  });

/** Middleware that returns 401 without a session. The page then shows the sign-in. */
export const requireSession: RequestHandler = (req, _res, next) => {
  if (req.session.role) next();
  else next(apiError('unauthorized'));
};

/**
 * The role of a session as it is stored now. `req.session` is as old as the request: a change may have waited for an earlier one
 * since, and its caller may have signed out.
 */
export const currentRole = (store: Store, { sessionID }: Request): Promise<Role | undefined> =>
  new Promise((resolve, reject) => {
    store.get(sessionID, (error: unknown, stored) => {
      // eslint-disable-next-line typescript/prefer-promise-reject-errors -- a store decides what it reports
      if (error) reject(error);
      else resolve(stored?.role);
    });
  });

/** Routes for the session: `GET` returns the role, `POST` signs in with a role, `DELETE` signs out. */
export const createSessionRouter = (source: Source): Router => {
  const router = Router();

  router.use((_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });

  router.get('/', (req, res) => {
    res.json({ role: req.session.role ?? null, source } satisfies SessionResponse);
  });

  // A form on another site cannot send JSON without a CORS preflight, so it cannot sign anyone in.
  router.post('/', express.json({ limit: '1kb' }), (req, res, next) => {
    const { role } = (req.body ?? {}) as { role?: unknown };
    if (!isRole(role)) {
      res.status(400).json({ error: { type: 'invalid_input', message: 'role must be manager or viewer.' } });
      return;
    }
    const save = (error: unknown): void => {
      if (!error) {
        res.json({ role, source } satisfies SessionResponse);
        return;
      }
      // Without it, express-session would save again and set the cookie.
      req.session.destroy(() => {
        if (!(error instanceof SessionLimitError)) {
          next(error);
          return;
        }
        res
          .status(503)
          .set('retry-after', '60')
          .json({ error: { type: 'overloaded', message: error.message } });
      });
    };
    // A new id for each sign-in prevents session fixation.
    req.session.regenerate((error) => {
      if (error) {
        next(error);
        return;
      }
      req.session.role = role;
      req.session.save(save);
    });
  });

  router.delete('/', (req, res, next) => {
    req.session.destroy((error) => {
      if (error) {
        next(error);
        return;
      }
      res.clearCookie(cookieName, { ...cookie, secure: req.secure });
      res.json({ role: null, source } satisfies SessionResponse);
    });
  });

  return router;
};
