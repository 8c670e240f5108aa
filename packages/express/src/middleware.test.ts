import { createFakeSeam } from '@org/seam-testing';
import type { NextFunction, Request, Response } from 'express';
import { describe, expect, it, vi } from 'vitest';
import { attachSeam, seamOf } from './attach-seam.ts';
import { seamErrorHandler } from './seam-error-handler.ts';
import { expressVersions, serve } from './serve.test-helper.ts';

const unknown = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

describe.each(expressVersions)('on %s', (_, express) => {
  it('attachSeam puts a client on the request, for all or by the request', async () => {
    const fake = createFakeSeam();
    const app = express();
    app.use('/all', attachSeam(fake.seam));
    app.use(
      '/each',
      attachSeam(async (req) => {
        if (req.get('x-tenant') === 'a') return fake.seam;
        throw new Error('no such tenant');
      }),
    );
    app.use(async (req: Request, res: Response) => {
      const people = await seamOf(req).userIdentities.list();
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
  });

  it('seamErrorHandler answers as the router does, and leaves other errors alone', async () => {
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

describe('seamOf', () => {
  it('R56: knows only what attachSeam put there', () => {
    expect(() => seamOf({ seam: 'something else' } as never)).toThrow('app.use(attachSeam(seam))');
  });
});
