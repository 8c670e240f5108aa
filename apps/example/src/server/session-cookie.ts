import type { CookieOptions, Request, Response } from 'express';

const name = 'access_console_session';

const options = (req: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure: req.secure,
  path: '/',
});

/** The cookie that holds a session's id: out of the page's reach, and sent by no other site. */
export const sessionCookie = {
  /** The cookie as OpenAPI describes it. */
  scheme: { type: 'apiKey', in: 'cookie', name },
  read: (req: Request): string | undefined =>
    req.headers.cookie
      ?.split(/;\s*/)
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1),

  write: (req: Request, res: Response, id: string): void => {
    res.cookie(name, id, options(req));
  },

  clear: (req: Request, res: Response): void => {
    res.clearCookie(name, options(req));
  },
};
