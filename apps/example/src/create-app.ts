import { fileURLToPath } from 'node:url';
import { createSeamRouter, type SeamTarget } from '@org/seam-express';
import express, { type Express } from 'express';
import { answerErrors } from './server/answer-errors.ts';
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
}

const page = fileURLToPath(new URL('../dist', import.meta.url));

/** The access console: its page, its sessions, and the router between them and the target. */
export const createApp = ({
  target,
  source,
  host = '127.0.0.1',
  sessions = createSessions(),
  onError = reportFailure,
}: AppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders);
  if (isLoopback(host)) app.use(refuseForeignHosts);

  app.use('/session', createSessionRouter(sessions, source));
  app.use(
    '/api/seam',
    requireSession(sessions),
    createSeamRouter(target, {
      expose: [...reads, ...changes],
      authorize: ({ req, endpoint }) => mayCall(sessions.find(sessionCookie.read(req))?.role, endpoint),
      onError,
      openapi: { title: 'Access console', securitySchemes: { session: sessionCookie.scheme } },
    }),
  );
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
  return app;
};
