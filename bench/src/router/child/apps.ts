import type * as Core from '@org/seam-core';
import type * as SeamExpress from '@org/seam-express';
import type express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Subject } from '../subjects.ts';
import { mount, paths } from './calls.ts';
import { load } from './load.ts';

export interface Surroundings {
  /** The folder in which the packages are installed. */
  readonly project: string;
  /** The URL of Seam. */
  readonly upstream: string;
  /** Only for the router: the concurrency limit. Default: that of the router. */
  readonly maxInFlight?: number;
}

interface Ky {
  default: Record<'get' | 'put', (url: string, options: object) => { json(): Promise<unknown> }>;
}

const apiKey = `seam_${'a'.repeat(40)}`;

const newApp = async ({ project }: Surroundings): Promise<[Express, typeof express]> => {
  const { default: create } = (await load(project, 'express')) as { default: typeof express };
  return [create(), create];
};

const clientOf = async ({ project, upstream }: Surroundings) => {
  const { createSeam } = (await load(project, '@org/seam-core')) as typeof Core;
  return createSeam({ apiKey, endpoint: upstream });
};

/** Express with its parser and a handler for each call. */
const plain = async (
  surroundings: Surroundings,
  { read, change }: { readonly read: RequestHandler; readonly change: RequestHandler },
): Promise<Express> => {
  const [app, express] = await newApp(surroundings);
  app.use(express.json());
  app.get(mount + paths.read, read);
  app.post(mount + paths.change, change);
  return app;
};

const routed = async (surroundings: Surroundings, options: object): Promise<Express> => {
  const { createSeamRouter } = (await load(surroundings.project, '@org/seam-express')) as typeof SeamExpress;
  const [app] = await newApp(surroundings);
  const { maxInFlight } = surroundings;
  const router = createSeamRouter(await clientOf(surroundings), {
    expose: [paths.read, paths.change],
    authorize: ({ req }) => req.get('x-role') === 'manager',
    // Without it, each failed call would print a line.
    onError: () => {},
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
    ...options,
  });
  app.use(mount, router);
  return app;
};

const refuse = (type: string) => ({ error: { type, message: type, request_id: 'request1' }, ok: false });

/** The same service with each subject. */
export const apps: Record<Subject, (surroundings: Surroundings) => Promise<Express>> = {
  'bare express': async (surroundings) => {
    const app = await plain(surroundings, {
      read: (_, res) => {
        res.json({ ok: true });
      },
      // The shortest check that rejects the same requests as the router.
      change: (req, res) => {
        if (req.get('sec-fetch-site') !== 'same-origin') res.status(403).json(refuse('cross_site'));
        else if (typeof (req.body as Record<string, unknown>)['device_id'] !== 'string')
          res.status(400).json(refuse('invalid_input'));
        else if (req.get('x-role') === 'manager') res.json({ ok: true });
        else res.status(403).json(refuse('forbidden'));
      },
    });
    app.use((_, res) => {
      res.status(404).json(refuse('endpoint_not_found'));
    });
    return app;
  },
  'express + ky': async (surroundings) => {
    const { default: ky } = (await load(surroundings.project, 'ky')) as Ky;
    const { upstream } = surroundings;
    const headers = { authorization: `Bearer ${apiKey}` };
    const retry = 3;
    return await plain(surroundings, {
      read: async (req, res) => {
        const searchParams = req.query;
        res.json(await ky.get(upstream + paths.read, { headers, retry, searchParams }).json());
      },
      change: async (req, res) => {
        const json: unknown = req.body;
        res.json(await ky.put(upstream + paths.change, { headers, retry, json }).json());
      },
    });
  },
  'express + core': async (surroundings) => {
    const seam = await clientOf(surroundings);
    return await plain(surroundings, {
      read: async (req, res) => {
        res.json({ user_identity: await seam.userIdentities.get(req.query as never), ok: true });
      },
      change: async (req, res) => {
        await seam.userIdentities.grantAccessToDevice(req.body as never);
        res.json({ ok: true });
      },
    });
  },
  router: (surroundings) => routed(surroundings, {}),
  'router, every option': (surroundings) =>
    routed(surroundings, {
      actor: () => 'ada',
      idempotency: true,
      allowedOrigins: ['https://console.example.com'],
      cors: true,
      openapi: true,
      // Hooks that do nothing: their cost is the application's.
      audit: () => {},
      logger: { info: () => {}, error: () => {} },
      rateLimit: ((_req, _res, next) => next()) satisfies RequestHandler,
    }),
};
