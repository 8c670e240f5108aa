import type { AuditEntry } from '@org/seam-server';
import { createSeamRouter, type SeamRouterOptions, tooManyRequests } from '@org/seam-express';
import { createFakeSeam } from '@org/seam-testing';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { expressVersions, post, serve } from '../../packages/express/src/serve.test-helper.ts';
import { refusal } from './mount.test-helper.ts';
import { gate } from './support.test-helper.ts';

const list = '/user_identities/list';
const remove = '/user_identities/delete';
const update = '/user_identities/update';
type Entry = typeof list | typeof remove | typeof update;
const expose: readonly Entry[] = [list, remove, update];

describe.each(expressVersions)('mounted on %s', (_, express) => {
  const open = async (
    arrange: (app: Express, router: RequestHandler) => void,
    options: Partial<SeamRouterOptions<Entry>> = {},
  ) => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { user_identity_id } = fake.add.userIdentity();
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const app = express();
    arrange(app, createSeamRouter(fake.seam, { expose, authorize: () => true, onError, ...options }));
    const served = await serve(app);
    return { ...served, fake, user_identity_id, errors, upstream: () => fake.journal.calls.length };
  };

  it.each<[string, string, (app: Express, router: RequestHandler) => void]>([
    ['at the root', '', (app, router) => app.use(router)],
    ['behind the root', '', (app, router) => app.use('/', router)],
    ['under a parameter', '/t/acme/seam', (app, router) => app.use('/t/:tenant/seam', router)],
    ['twice', '/b', (app, router) => app.use('/a', router).use('/b', router)],
    [
      'in a router',
      '/api/seam',
      (app, router) => {
        const inner = express.Router();
        inner.use('/seam', router);
        app.use('/api', inner);
      },
    ],
    [
      'in an app',
      '/api/seam',
      (app, router) => {
        const inner = express();
        inner.use('/seam', router);
        app.use('/api', inner);
      },
    ],
    [
      'as a route',
      '/api/seam',
      (app, router) =>
        app.all(/^\/api\/seam/, (req, res, next) => {
          req.url = req.url.slice('/api/seam'.length);
          return router(req, res, next);
        }),
    ],
  ])('R44: mounted %s, authorizes once and responds once', async (_where, at, arrange) => {
    const authorize = vi.fn(() => true);
    await using it = await open(arrange, { authorize });
    expect(await it.send(at + list)).toMatchObject({ status: 200 });
    expect(await it.send(`${at}/locks/unlock_door`, post({}))).toMatchObject(
      refusal(404, 'endpoint_not_found'),
    );
    expect(authorize).toHaveBeenCalledOnce();
    expect(it.upstream()).toBe(1);
  });

  it.each<[string, RequestHandler]>([
    ['json', express.json()],
    ['JSON of any type', express.json({ type: '*/*', strict: false })],
    ['text', express.text({ type: '*/*' })],
    ['raw', express.raw({ type: '*/*' })],
    ['urlencoded', express.urlencoded({ extended: true })],
  ])('a parser for %s before it does not change the response', async (_what, parser) => {
    await using it = await open((app, router) => void app.use(parser, router));
    const { user_identity_id } = it;
    expect(await it.send(update, post({ user_identity_id, force: true }))).toMatchObject(
      refusal(400, 'invalid_input'),
    );
    expect(await it.send(update, post([user_identity_id]))).toMatchObject({ status: 400 });
    const long = { user_identity_id, full_name: 'x'.repeat(20_000) };
    expect(await it.send(update, post(long))).toMatchObject(refusal(413, 'payload_too_large'));
    const chunks = new Blob([JSON.stringify(long)]).stream();
    const streamed = { ...post({}), body: chunks, duplex: 'half' };
    expect(await it.send(update, streamed)).toMatchObject(refusal(413, 'payload_too_large'));
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await it.send(remove, post({ user_identity_id }, form))).toMatchObject(
      refusal(415, 'unsupported_media_type'),
    );
    expect(it.upstream()).toBe(0);
    expect(await it.send(remove, post({ user_identity_id }))).toMatchObject({ status: 200 });
  });

  it('R19: the depth limit holds behind a parser without one', async () => {
    await using it = await open((app, router) => void app.use(express.json(), router));
    const deep = '{"a":'.repeat(2000) + '1' + '}'.repeat(2000);
    const body = `{"user_identity_id":"${it.user_identity_id}","full_name":${deep}}`;
    expect(await it.send(update, { ...post({}), body })).toMatchObject(refusal(400, 'invalid_input'));
    expect(it.errors).toEqual([]);
  });

  it('reports middleware that consumed the body', async () => {
    const consuming: RequestHandler = (req, _res, next) =>
      void req.resume().once('end', () => setImmediate(next));
    await using it = await open((app, router) => void app.use(consuming, router));
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(response).toMatchObject(refusal(500, 'internal_server_error'));
    expect(it.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Mount the router before it') }),
    ]);
  });

  it('a parser behind it is not called', async () => {
    const parser = vi.fn(express.json());
    await using it = await open((app, router) => void app.use(router).use(parser));
    expect(await it.send(remove, post({ user_identity_id: it.user_identity_id }))).toMatchObject({
      status: 200,
    });
    expect(parser).not.toHaveBeenCalled();
  });

  it('R55: a response that authorize sends is the only one', async () => {
    await using it = await open((app, router) => void app.use(router), {
      authorize: ({ req }) => {
        req.res?.status(418).end('own');
        return false;
      },
    });
    expect(await it.send(list)).toMatchObject({ status: 418, text: 'own' });
    expect(it.errors).toEqual([]);
    expect(it.upstream()).toBe(0);
  });

  it('R55: does not process a request that middleware has responded to, and reports it', async () => {
    const denying: RequestHandler = (_req, res, next) => {
      res.status(401).end('denied');
      next();
    };
    await using it = await open((app, router) => void app.use(denying, router));
    expect(await it.send(list)).toMatchObject({ status: 401, text: 'denied' });
    expect(it.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('do not call next()') }),
    ]);
    expect(it.upstream()).toBe(0);
  });

  it('R56: properties that middleware sets on the request allow nothing by themselves', async () => {
    const authenticating: RequestHandler = (req, _res, next) => {
      Object.assign(req, {
        auth: { isAdmin: true },
        user: { role: 'manager' },
        isAuthenticated: () => true,
        seam: {},
      });
      next();
    };
    await using it = await open((app, router) => void app.use(authenticating, router), {
      authorize: ({ req }) => (req as { session?: unknown }).session !== undefined,
    });
    expect(await it.send(list)).toMatchObject(refusal(403, 'forbidden'));
  });

  describe('with express-rate-limit', () => {
    const limit = (limit: number) =>
      rateLimit({ limit, windowMs: 60_000, handler: tooManyRequests, validate: false });

    it('R59: returns 429 with Retry-After above the limit', async () => {
      const authorize = vi.fn(() => false);
      await using it = await open((app, router) => void app.use(router), { rateLimit: limit(20), authorize });
      const ids = Array.from({ length: 60 }, () => crypto.randomUUID());
      const responses = await Promise.all(
        ids.map((user_identity_id) => it.send(remove, post({ user_identity_id }))),
      );
      expect(responses.filter(({ status }) => status === 403)).toHaveLength(20);
      const refused = responses.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(40);
      expect(refused[0]).toMatchObject(refusal(429, 'rate_limit_exceeded'));
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(authorize).toHaveBeenCalledTimes(20);
    });

    it('a limit that sends its own response denies the request, too', async () => {
      const own = rateLimit({ limit: 1, windowMs: 60_000, validate: false });
      await using it = await open((app, router) => void app.use(router), { rateLimit: own });
      expect((await it.send(list)).status).toBe(200);
      expect((await it.send(list)).status).toBe(429);
      expect(it.upstream()).toBe(1);
      expect(it.errors).toEqual([]);
    });

    it.each([undefined, null])('a limit that calls next(%j) allows the request', async (argument) => {
      const silent: RequestHandler = (_req, _res, next) => next(argument);
      await using it = await open((app, router) => void app.use(router), { rateLimit: silent });
      expect((await it.send(list)).status).toBe(200);
    });

    it('a limit that fails denies the request', async () => {
      const broken: RequestHandler = (_req, _res, next) => next(new Error('no store'));
      await using it = await open((app, router) => void app.use(router), { rateLimit: broken });
      expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
      expect(it.errors).toEqual([expect.objectContaining({ message: 'no store' })]);
      expect(it.upstream()).toBe(0);
    });

    it.each<[string, (res: Response, next: NextFunction) => unknown, object]>([
      ['allows the request', (_res, next) => next(), { endpoint: list, outcome: 'failed', status: 502 }],
      [
        'sends a response',
        (res) => res.status(429).end(),
        { endpoint: list, outcome: 'refused', type: 'rate_limit_exceeded' },
      ],
    ])(
      'the audit entry of a caller who disconnects during the limit depends on the limit: it %s',
      async (_, act, expected) => {
        const [started, gone, continued, audited] = [gate(), gate(), gate(), gate()];
        const entries: AuditEntry[] = [];
        const slow: RequestHandler = async (_req, res, next) => {
          res.once('close', () => gone.open());
          started.open();
          await continued.opened;
          act(res, next);
        };
        await using it = await open((app, router) => void app.use(router), {
          rateLimit: slow,
          audit: (entry) => {
            entries.push(entry);
            audited.open();
          },
        });
        const caller = new AbortController();
        const call = it.send(list, { signal: caller.signal }).catch(() => 'gone');
        await started.opened;
        caller.abort();
        expect(await call).toBe('gone');
        await gone.opened;
        continued.open();
        await audited.opened;
        expect(entries).toMatchObject([{ ...expected, isAbandoned: true }]);
      },
    );

    it.each<[string, unknown, string | undefined]>([
      ['no proxy is trusted and one is there', false, 'Express does not trust one'],
      ['every proxy is trusted', true, 'believes any X-Forwarded-For'],
      ['one proxy is trusted', 1, undefined],
    ])('when %s, it reports once what to set', async (_when, trust, sentence) => {
      await using it = await open((app, router) => void app.set('trust proxy', trust).use(router), {
        rateLimit: limit(9),
      });
      const headers = { 'x-forwarded-for': '203.0.113.7' };
      for (const _time of [1, 2]) expect((await it.send(list, { headers })).status).toBe(200);
      expect(it.errors).toEqual(
        sentence === undefined
          ? []
          : [
              expect.objectContaining({
                name: 'SeamConfigError',
                message: expect.stringContaining(sentence),
              }),
            ],
      );
    });
  });

  it('R41: a double slash does not bypass middleware on a path', async () => {
    await using it = await open((app, router) => {
      app.use('/s/user_identities', (_req, res) => void res.status(418).end());
      app.use('/s', router);
    });
    expect((await it.send(`/s${list}`)).status).toBe(418);
    expect((await it.send(`/s/${list}`)).status).toBe(404);
    expect(it.upstream()).toBe(0);
  });

  it('closes the connection when the response cannot be written', async () => {
    const breaking: RequestHandler = (_req, res, next) => {
      res.writeHead = () => {
        throw new Error('broken');
      };
      next();
    };
    await using it = await open((app, router) => void app.use(breaking, router));
    await expect(it.send(list)).rejects.toThrow('fetch failed');
  });

  it('sends no X-Powered-By', async () => {
    await using it = await open((app, router) => void app.use(router));
    for (const path of [list, '/nope']) expect((await it.send(path)).headers.has('x-powered-by')).toBe(false);
  });
});

it('R83: responds without Express, too', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const router = createSeamRouter(fake.seam, { expose, authorize: () => true });
  const server = createServer(
    (req, res) => void router(req as Request, res as Response, () => res.end('next')),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${list}`);
  expect([response.status, await response.json()]).toMatchObject([200, { user_identities: [], ok: true }]);
  server.close();
  server.closeAllConnections();
});
