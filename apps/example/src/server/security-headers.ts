import type { RequestHandler } from 'express';

/** Swagger UI has its icons in `data:` URLs. */
const imagesOf = (path: string): string => (/^\/docs\b/.test(path) ? "'self' data:" : "'self'");

const headersOf = (path: string) => ({
  'content-security-policy':
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${imagesOf(path)}; ` +
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/** Middleware that keeps the page to its own scripts and out of other pages' frames. */
export const securityHeaders: RequestHandler = (req, res, next) => {
  res.set(headersOf(req.path));
  next();
};
