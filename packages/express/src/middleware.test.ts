import { createSeam, SeamTimeoutError } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { createFakeSeam } from '@org/seam-testing';
import type { NextFunction, Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { describe, expect, it, vi } from 'vitest';
import { seamErrorHandler } from './error-handler.ts';
import { tooManyRequests } from './rate-limit.ts';
import { getSeam, seamMiddleware } from './seam-middleware.ts';
import { expressVersions, serve } from './serve.test-helper.ts';

const unknown = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

describe.each(expressVersions)('on %s', (_, express) => {
  it('seamMiddleware puts a client on the request: one for all, or one by request', async () => {
    const fake = createFakeSeam();
    const app = express();
    app.use('/all', seamMiddleware(fake.seam));
    app.use(
      '/each',
      seamMiddleware(async (req) => {
        if (req.get('x-tenant') === 'a') return fake.seam;
        if (req.get('x-tenant') === 'b') return Promise.reject();
        throw new Error('no such tenant');
      }),
    );
    app.use(async (req: Request, res: Response) => {
      const people = await getSeam(req).userIdentities.list();
      res.json({ people: people.length, same: req.seam === fake.seam });
    });
    app.use(
      (error: Error, _req: Request, res: Response, _next: NextFunction) =>
        void res.status(500).json({ message: error.message }),
    );
    await using it = await serve(app);
    expect((await it.send('/all')).body).toEqual({ people: 8, same: true });
    expect((await it.send('/each', { headers: { 'x-tenant': 'a' } })).body).toEqual({
      people: 8,
      same: true,
    });
    expect(await it.send('/each')).toMatchObject({ status: 500, body: { message: 'no such tenant' } });
    expect(await it.send('/each', { headers: { 'x-tenant': 'b' } })).toMatchObject({
      status: 500,
      body: { message: 'A function threw undefined instead of an error.' },
    });
  });

  it('seamErrorHandler responds as the router does, and passes other errors on', async () => {
    const fake = createFakeSeam();
    const onError = vi.fn();
    const app = express();
    app.get('/gone', (_req, _res, next) => {
      fake.seam.userIdentities.get({ user_identity_id: unknown }).catch(next);
    });
    app.get('/broken', (_req, _res, next) => next(new Error('other')));
    app.use(seamErrorHandler({ onError }));
    app.use(
      (error: Error, _req: Request, res: Response, _next: NextFunction) =>
        void res.status(500).json({ message: error.message }),
    );
    await using it = await serve(app);
    expect(await it.send('/gone')).toMatchObject({
      status: 404,
      body: { ok: false, error: { type: 'user_identity_not_found', request_id: expect.any(String) } },
    });
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'SeamNotFoundError' }), {
      requestId: expect.any(String),
      path: '/gone',
    });
    expect(await it.send('/broken')).toMatchObject({ status: 500, body: { message: 'other' } });
  });
});

describe.each(expressVersions)('seamErrorHandler on %s', (_, express) => {
  const open = (error: unknown, act: (res: Response) => void = () => {}) => {
    const app = express();
    app.get('/fail', (_req, res, next) => {
      act(res);
      next(error);
    });
    app.use(seamErrorHandler());
    app.use((_error: unknown, _req: Request, res: Response, _next: NextFunction) => void res.end('next'));
    return serve(app);
  };

  it('logs failures of Seam to the console, but not rejections', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const failure = new SeamTimeoutError('no response', { phase: 'response', outcome: 'unknown' } as never);
    await using failing = await open(failure);
    expect((await failing.send('/fail')).status).toBe(504);
    expect(print).toHaveBeenCalledOnce();
    expect(JSON.stringify(print.mock.calls)).toContain('SeamTimeoutError');
    print.mockClear();
    await using refusing = await open(apiError('not_found'));
    expect((await refusing.send('/fail')).status).toBe(404);
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });

  it('passes the error on when the response has started', async () => {
    await using it = await open(apiError('not_found'), (res) => void res.write('started, '));
    expect(await it.send('/fail')).toMatchObject({ status: 200, text: 'started, next' });
  });

  it('rejects requests when it was passed to Express without being called', async () => {
    const app = express();
    app.use(seamErrorHandler as never);
    app.use(
      (error: Error, _req: Request, res: Response, _next: NextFunction) =>
        void res.status(500).json({ message: error.message }),
    );
    await using it = await serve(app);
    expect(await it.send('/')).toMatchObject({
      status: 500,
      body: { message: 'seamErrorHandler creates the handler. Call it: app.use(seamErrorHandler()).' },
    });
  });

  it('passes the error of a rate limiter on unchanged', async () => {
    const app = express();
    const limited = rateLimit({ limit: 1, windowMs: 60_000, handler: tooManyRequests, validate: false });
    app.get('/own', limited, (_req, res) => void res.end('mine'));
    app.use(seamErrorHandler());
    await using it = await serve(app);
    expect(await it.send('/own')).toMatchObject({ status: 200, text: 'mine' });
    const second = await it.send('/own');
    expect(second).toMatchObject({ status: 429, body: { error: { type: 'rate_limit_exceeded' } } });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('responds with an apiError unchanged, and logs its cause only', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const error = apiError('unauthorized', { message: 'Show your badge.', cause: new Error('hunter2') });
    await using it = await open(error);
    const response = await it.send('/fail');
    expect(response).toMatchObject({
      status: 401,
      body: { error: { type: 'unauthorized', message: 'Show your badge.' } },
    });
    expect(response.text).not.toContain('hunter2');
    expect(JSON.stringify(print.mock.calls)).toContain('hunter2');
    print.mockRestore();
  });

  it('responds with 500 to an apiError whose data is not JSON, and logs the problem', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    await using it = await open(apiError('not_found', { data: { id: 1n } }));
    expect(await it.send('/fail')).toMatchObject({
      status: 500,
      body: { error: { type: 'internal_server_error' } },
    });
    expect(JSON.stringify(print.mock.calls)).toContain('BigInt');
    print.mockRestore();
  });

  it('R62: logs the class of a Seam error, without its message', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue();
    const body = { error: { type: 'unauthorized', message: 'the key of bob is bad' }, ok: false };
    const seam = createSeam({ apiKey: 'seam_x_y', fetch: async () => Response.json(body, { status: 401 }) });
    await using it = await open(await seam.userIdentities.list().catch((error: unknown) => error));
    expect(await it.send('/fail')).toMatchObject({
      status: 502,
      body: { error: { type: 'upstream_auth_failed' } },
    });
    expect(JSON.stringify(print.mock.calls)).toContain('SeamUnauthorizedError');
    expect(JSON.stringify(print.mock.calls)).not.toContain('bob');
    print.mockRestore();
  });
});

describe('seamErrorHandler rejects invalid options', () => {
  it.each([
    [{ onErorr: () => {} }, 'seamErrorHandler: unknown option "onErorr". Did you mean "onError"?'],
    [{ onError: 'log' }, 'seamErrorHandler: onError must be a function; got "log".'],
  ])('R92: %j', (options, message) => {
    expect(() => seamErrorHandler(options as never)).toThrow(message);
  });
});

describe('getSeam', () => {
  it('R56: ignores other values of req.seam', () => {
    expect(() => getSeam({ seam: 'something else' } as never)).toThrow('app.use(seamMiddleware(seam))');
  });
});
