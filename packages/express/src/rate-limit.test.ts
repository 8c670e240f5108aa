import type { Request, RequestHandler } from 'express';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { runRateLimit } from './rate-limit.ts';

const request = () => {
  const res = new EventEmitter();
  return { res, req: { res } as unknown as Request };
};

it('rejects requests that Express did not pass to the router', async () => {
  const run = runRateLimit((_req, _res, next) => next(), {} as Request);
  await expect(run).rejects.toThrow('rateLimit is middleware of Express');
});

it('R59: a rate limiter that responds by itself denies the request', async () => {
  const { req, res } = request();
  const run = runRateLimit(() => {}, req);
  Object.assign(res, { headersSent: true });
  res.emit('close');
  await expect(run).rejects.toMatchObject({ type: 'rate_limit_exceeded' });
});

it('waits for a pending rate limiter when the caller disconnects', async () => {
  const { req, res } = request();
  let accept = () => {};
  const run = runRateLimit((_req, _res, next) => void (accept = () => next()), req);
  res.emit('close');
  accept();
  await expect(run).resolves.toBeUndefined();
});

it('a rate limiter that responds after the caller disconnected denies the request', async () => {
  const { req, res } = request();
  const run = runRateLimit(async () => void Object.assign(res, { destroyed: true, headersSent: true }), req);
  await expect(run).rejects.toMatchObject({ type: 'rate_limit_exceeded' });
});

it('a rate limiter that responds and then calls next, because a return is missing, denies the request', async () => {
  const { req, res } = request();
  const limit: RequestHandler = (_req, _res, next) => {
    Object.assign(res, { headersSent: true });
    next();
  };
  await expect(runRateLimit(limit, req)).rejects.toMatchObject({ type: 'rate_limit_exceeded' });
});

it('a rate limiter that accepts a request leaves no listener behind', async () => {
  const { req, res } = request();
  await runRateLimit((_req, _res, next) => next(), req);
  expect(res.listenerCount('close')).toBe(0);
});

it.each<[string, () => unknown]>([
  ['rejects', () => Promise.reject(new Error('no store'))],
  [
    'throws',
    () => {
      throw new Error('no store');
    },
  ],
])('a rate limiter that %s denies the request', async (_, limit) => {
  const { req } = request();
  await expect(runRateLimit(limit as never, req)).rejects.toThrow('no store');
});

it.each([undefined, null])('a rate limiter that rejects with %j denies the request', async (thrown) => {
  const { req, res } = request();
  const limit = () => Promise.reject(thrown);
  await expect(runRateLimit(limit, req)).rejects.toThrow(`A function threw ${thrown} instead of an error.`);
  expect(res.listenerCount('close')).toBe(0);
});
