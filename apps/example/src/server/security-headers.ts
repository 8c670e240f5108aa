import type { RequestHandler } from 'express';

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Middleware that keeps the page to its own scripts and out of other pages' frames. */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  res.set(headers);
  next();
};
