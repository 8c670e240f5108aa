import { fileURLToPath } from 'node:url';
import { createSeamRouter, type AuditEntry, type SeamTarget } from '@org/seam-express';
import express, { type Express, type Request } from 'express';
import { answerErrors } from './server/answer-errors.ts';
import { auditChange } from './server/audit-change.ts';
import { changes, reads } from './server/exposed-endpoints.ts';
import { isLoopback } from './server/is-loopback.ts';
import { mayCall } from './server/may-call.ts';
import { refuseForeignHosts } from './server/refuse-foreign-hosts.ts';
import { reportFailure } from './server/report-failure.ts';
import { requireSession } from './server/require-session.ts';
import { securityHeaders } from './server/security-headers.ts';
import { sessionCookie } from './server/session-cookie.ts';
import { createSessionRouter } from './server/session-router.ts';
import { createSessions, type Sessions } from './server/sessions.ts';
import type { Source } from './source.ts';

export interface AppOptions {
  /** What answers the page's calls: a Seam client, or a fake. */
  readonly target: SeamTarget;
  readonly source: Source;
  /** The address the app is reached at. On this machine's own, requests under any other name are refused. */
  readonly host?: string;
  readonly sessions?: Sessions;
  /** Hears of what the page is not told. */
  readonly onError?: (error: unknown, request: { requestId: string; path: string }) => void;
  /** Hears of every call when it is over. */
  readonly audit?: (entry: AuditEntry) => void;
}

/** The console as a request listener, and the way to stop it. */
export interface App {
  readonly app: Express;
  /** Lets no more calls in, and resolves when those that go on are over. */
  readonly drain: () => Promise<void>;
}

const page = fileURLToPath(new URL('../dist', import.meta.url));

/** The access console: its page, its sessions, and the router between them and the target. */
export const createApp = ({
  target,
  source,
  host = '127.0.0.1',
  sessions = createSessions(),
  onError = reportFailure,
  audit = auditChange,
}: AppOptions): App => {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders);
  if (isLoopback(host)) app.use(refuseForeignHosts);

  const roleOf = (req: Request) => sessions.find(sessionCookie.read(req))?.role;
  const router = createSeamRouter(target, {
    expose: [...reads, ...changes],
    authorize: ({ req, endpoint }) => mayCall(roleOf(req), endpoint),
    actor: roleOf,
    onError,
    audit,
    openapi: { title: 'Access console', securitySchemes: { session: sessionCookie.scheme } },
  });
  app.use('/session', createSessionRouter(sessions, source));
  app.use('/api/seam', requireSession(sessions), router);
  app.use('/assets', express.static(`${page}/assets`, { immutable: true, maxAge: '1y' }));
  app.use(
    express.static(page, {
      // The documentation of the endpoints is at /docs.
      extensions: ['html'],
      cacheControl: false,
      setHeaders: (res) => res.set('cache-control', 'no-cache'),
    }),
  );
  app.use(answerErrors);
  return { app, drain: () => router.drain() };
};
