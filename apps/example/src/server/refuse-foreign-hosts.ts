import type { RequestHandler } from 'express';
import { isLoopback } from './is-loopback.ts';

/**
 * Middleware that answers only to this machine's own names. A page elsewhere can make its own name point here, and would
 * then be of the same origin as the console; with a sign-in that asks for no password, that would be all it takes.
 */
export const refuseForeignHosts: RequestHandler = (req, res, next) => {
  if (isLoopback(req.hostname)) next();
  else res.status(421).json({ error: { type: 'wrong_host', message: 'The console has another name.' } });
};
