import { apiError } from '@org/seam-server';
import { errorResponse, writeNodeAnswer } from '@org/seam-server/internal';
import type { RequestHandler } from 'express';
import { sessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';

/** Middleware that answers 401 in the API's own words, so that the page can tell "who are you" from "you may not". */
export const requireSession =
  (sessions: Sessions): RequestHandler =>
  (req, res, next) => {
    if (sessions.find(sessionCookie.read(req))) next();
    else writeNodeAnswer(req, res, errorResponse(apiError('unauthorized'), crypto.randomUUID()));
  };
