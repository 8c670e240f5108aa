import { fileURLToPath } from 'node:url';
import type { Seam } from '@org/seam-core';
import {
  createSeamRouter,
  seamErrorHandler,
  type AuditEntry,
  type SeamRouterOptions,
  type SeamTarget,
  type SeamWebhook,
} from '@org/seam-express';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Store } from 'express-session';
import type { Source } from '../session.ts';
import type { History } from './access/history.ts';
import type { Offboardings } from './access/offboardings.ts';
import { createAccessRouter, type RoleOf } from './access/routes.ts';
import { isLoopback } from './listen.ts';
import { auditChange, errorLog, isChange } from './logs.ts';
import { changes, mayCall, reads } from './permissions.ts';
import { createRequests } from './requests.ts';
import { BoundedSessionStore } from './session-store.ts';
import { createSessionRouter, currentRole, readSession, requireSession, sessionScheme } from './sign-in.ts';
import type { Updates } from './updates.ts';

export interface AppOptions {
  /** Processes the page's requests: a Seam client or a fake. */
  readonly target: SeamTarget;
  /** The client of the access workflows, for the same workspace. */
  readonly seam: Seam;
  readonly offboardings: Offboardings;
  readonly history: History;
  readonly updates: Updates;
  readonly source: Source;
  /** Receives Seam's webhooks at `/webhooks/seam`. Default: none, and pages see changes from elsewhere after a reload. */
  readonly webhook?: SeamWebhook;
  /** The host that the app listens on. For a loopback host, requests with another `Host` header are refused. */
  readonly host?: string;
  /** The reverse proxy in front of the app, as Express' setting `trust proxy`. Default: none. */
  readonly trustProxy?: string;
  readonly sessionStore?: Store;
  /** Called with each error whose details the page does not receive. Default: one line on the console. */
  readonly onError?: SeamRouterOptions['onError'];
  /** Called after each request. Default: one line on the console for each change. */
  readonly audit?: (entry: AuditEntry) => void;
}

/** The console as an Express app, and its graceful shutdown. */
export interface App {
  readonly app: Express;
  /** Stops accepting requests and deliveries. Resolves when those in progress are done, and their responses sent. */
  readonly drain: () => Promise<void>;
}

const page = fileURLToPath(new URL('../../dist', import.meta.url));

/** Swagger UI has its icons in `data:` URLs. */
const imageSources = (path: string): string => (/^\/docs\b/.test(path) ? "'self' data:" : "'self'");

/** Allows only the page's own scripts, and no frames. */
const securityHeaders: RequestHandler = (req, res, next) => {
  res.set({
    'content-security-policy':
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${imageSources(req.path)}; ` +
      "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  next();
};

/**
 * Prevents DNS rebinding: another site could point its own host name at this machine, and its page would be of the
 * console's origin. Reads `Host` itself, because such a page can set `X-Forwarded-Host`.
 */
const refuseOtherHosts: RequestHandler = (req, res, next) => {
  if (isLoopback(req.headers.host?.replace(/:\d*$/, '') ?? '')) next();
  else res.status(421).json({ error: { type: 'wrong_host', message: 'This host name is not served.' } });
};

/** Sends status and type only. Express would send the stack. */
// eslint-disable-next-line max-params -- Express recognizes an error handler by its four parameters
const handleErrors: ErrorRequestHandler = (error: { status?: unknown }, _req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const status =
    typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
  const type = status === 500 ? 'internal_server_error' : 'invalid_request';
  res.status(status).json({ error: { type, message: 'The request could not be processed.' } });
};

/** The person that a change is about; absent when the parameters do not name one. */
const personIn = ({ params }: AuditEntry): string | undefined => {
  const id = params?.['user_identity_id'];
  return typeof id === 'string' ? id : undefined;
};

/** Creates the access console: the built page, the session, and the router in front of the target. */
export const createApp = ({
  target,
  seam,
  offboardings,
  history,
  updates,
  source,
  webhook,
  host = '127.0.0.1',
  trustProxy,
  sessionStore = new BoundedSessionStore(),
  onError,
  audit = auditChange,
}: AppOptions): App => {
  const app = express();
  app.disable('x-powered-by');
  if (trustProxy !== undefined) app.set('trust proxy', trustProxy);
  const requests = createRequests();
  app.use(securityHeaders, requests.track);
  if (webhook) app.use('/webhooks/seam', webhook);
  if (isLoopback(host)) app.use(refuseOtherHosts);

  const roleOf: RoleOf = (req) => currentRole(sessionStore, req);
  const router = createSeamRouter(target, {
    expose: [...reads, ...changes],
    authorize: async ({ req, endpoint }) => {
      const role = await roleOf(req);
      return role === undefined ? { deny: 'unauthenticated' } : mayCall(role, endpoint);
    },
    actor: (req) => req.session.role,
    onError,
    logger: errorLog,
    audit: async (entry) => {
      audit(entry);
      if (!isChange(entry.endpoint)) return;
      await history.write(entry);
      updates.publish({ user_identity_id: personIn(entry) });
    },
    openapi: { title: 'Access console', securitySchemes: { session: sessionScheme } },
  });
  const session = readSession(sessionStore);
  app.use('/session', session, createSessionRouter(source));
  app.use('/api/seam', session, requireSession, router);
  app.get('/api/access/updates', session, requireSession, updates.stream);
  app.use(
    '/api/access',
    session,
    requireSession,
    createAccessRouter({ seam, offboardings, history }, roleOf),
  );
  app.use('/assets', express.static(`${page}/assets`, { immutable: true, maxAge: '1y' }));
  app.use(
    express.static(page, {
      // Serves docs.html at /docs.
      extensions: ['html'],
      cacheControl: false,
      setHeaders: (res) => res.set('cache-control', 'no-cache'),
    }),
  );
  app.use(seamErrorHandler(), handleErrors);
  return {
    app,
    drain: async () => {
      requests.close();
      updates.close();
      await Promise.all([router.drain(), webhook?.drain()]);
      await requests.finished();
    },
  };
};
