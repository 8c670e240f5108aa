import type { RequestHandler } from 'express';

/**
 * Makes a function hear where `app.use` mounts it, at that moment. Express tells that to apps, which it takes for such by
 * these three methods, and calls `handle` for each request.
 */
export const onMount = (
  handle: RequestHandler,
  listener: (app: object, path: unknown) => void,
): RequestHandler => {
  const mounted: RequestHandler & { mountpath?: unknown } = (req, res, next) => handle(req, res, next);
  return Object.assign(mounted, {
    handle,
    set: () => mounted,
    emit: (name: string, app: object) => {
      if (name === 'mount') listener(app, mounted.mountpath);
      return true;
    },
  });
};
