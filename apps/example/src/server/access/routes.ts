import { AccessError } from '@org/seam-access';
import { apiError } from '@org/seam-server';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { accessEndpoints, type AccessEndpoint } from '../../access.ts';
import type { Role } from '../../session.ts';
import { mayUse } from '../permissions.ts';
import { createAccessHandlers, toApiError, type AccessContext, type AccessServices } from './handlers.ts';

const isSameOrigin = ({ headers }: Request): boolean => {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
};

/** Rejects changes that a page of another site makes the browser send, as the router does. */
const refuseCrossSite: RequestHandler = (req, _res, next) => {
  if (req.method === 'GET' || isSameOrigin(req)) next();
  else next(apiError('cross_site'));
};

type Params = Record<string, unknown>;
type AnyHandler = (params: Params, context: AccessContext) => unknown;

const maxLength = 500;

/** Parameters are texts, except `choices`. */
const checkParams = (name: AccessEndpoint, params: Params): void => {
  const { required = {} } = accessEndpoints[name];
  for (const [key, value] of Object.entries(params)) {
    const isValid =
      key === 'choices'
        ? typeof value === 'object' && value !== null
        : typeof value === 'string' && value.trim() !== '' && value.length <= maxLength;
    if (!isValid) throw apiError('invalid_input', { message: `${key} is not valid.` });
  }
  for (const key of Object.keys(required))
    if (params[key] === undefined) throw apiError('invalid_input', { message: `${key} is required.` });
};

const contextOf = (actor: Role, res: Response): AccessContext => {
  const controller = new AbortController();
  res.on('close', () => controller.abort());
  return { actor, signal: controller.signal };
};

const catching =
  (handler: (req: Request, res: Response) => Promise<void>): RequestHandler =>
  (req, res, next) => {
    const respond = async () => {
      try {
        await handler(req, res);
      } catch (error) {
        next(error);
      }
    };
    void respond();
  };

/** The role of a session as it is stored now. */
export type RoleOf = (req: Request) => Promise<Role | undefined>;

/** The actor of a request. Its body may have taken long, and its caller may have signed out since. */
const authorize = async (req: Request, name: AccessEndpoint, roleOf: RoleOf): Promise<Role> => {
  const role = await roleOf(req);
  if (role === undefined) throw apiError('unauthenticated');
  if (!mayUse(role, name)) throw apiError('forbidden');
  return role;
};

/**
 * The routes of `/api/access`: why doors open, who can open them, offboarding and history. They call the workflows of
 * `@org/seam-access`, so the router does not have to expose the endpoints that these use.
 */
export const createAccessRouter = (services: AccessServices, roleOf: RoleOf): Router => {
  const router = Router();
  const handlers = createAccessHandlers(services) as unknown as Record<AccessEndpoint, AnyHandler>;
  router.use(refuseCrossSite, (_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });

  for (const name of Object.keys(accessEndpoints) as AccessEndpoint[]) {
    const { verb, path, returns } = accessEndpoints[name];
    const respond = catching(async (req, res) => {
      const actor = await authorize(req, name, roleOf);
      const params = (verb === 'GET' ? req.query : (req.body ?? {})) as Params;
      checkParams(name, params);
      const result = await handlers[name](params, contextOf(actor, res));
      if (!res.closed) res.json({ ok: true, ...(returns === undefined ? {} : { [returns]: result }) });
    });
    if (verb === 'GET') router.get(path, respond);
    else router.post(path, express.json({ limit: '10kb' }), respond);
  }

  const sendReceipt = catching(async (req, res) => {
    await authorize(req, 'run', roleOf);
    const { run_id } = req.query;
    const found = typeof run_id === 'string' ? await services.offboardings.find(run_id) : undefined;
    if (!found?.receipt) throw apiError('not_found', { message: 'There is no receipt of this run yet.' });
    res.attachment(`receipt-${found.receipt.run_id}.json`).type('json');
    res.send(`${JSON.stringify(found.receipt, undefined, 2)}\n`);
  });
  router.get('/receipt.json', sendReceipt);

  // eslint-disable-next-line max-params -- Express recognizes an error handler by its four parameters
  router.use((error: unknown, _req: Request, res: Response, next: (error: unknown) => void) => {
    // A page that was closed does not wait for a response, and its reads were aborted.
    if (!res.closed) next(error instanceof AccessError ? toApiError(error) : error);
  });
  return router;
};
