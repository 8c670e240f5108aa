import type { Request } from 'express';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { askRateLimit } from './rate-limit.ts';

const request = () => {
  const res = new EventEmitter();
  return { res, req: { res } as unknown as Request };
};

it('a router that Express did not call says that it cannot limit', async () => {
  const ask = askRateLimit((_req, _res, next) => next(), {} as Request);
  await expect(ask).rejects.toThrow('rateLimit is middleware of Express');
});

it('R59: a limiter that answers by itself denies when its answer is over', async () => {
  const { req, res } = request();
  const ask = askRateLimit(() => {}, req);
  Object.assign(res, { headersSent: true });
  res.emit('close');
  await expect(ask).rejects.toMatchObject({ type: 'rate_limit_exceeded' });
});

it('a limiter that is still thinking when the caller leaves decides all the same', async () => {
  const { req, res } = request();
  let decide = () => {};
  const ask = askRateLimit((_req, _res, next) => void (decide = () => next()), req);
  res.emit('close');
  decide();
  await expect(ask).resolves.toBeUndefined();
});

it('a limiter that answers a caller who has left denies', async () => {
  const { req, res } = request();
  const ask = askRateLimit(async () => void Object.assign(res, { destroyed: true, headersSent: true }), req);
  await expect(ask).rejects.toMatchObject({ type: 'rate_limit_exceeded' });
});

it('a limiter that lets a request go on listens to it no more', async () => {
  const { req, res } = request();
  await askRateLimit((_req, _res, next) => next(), req);
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
])('a limiter that %s denies', async (_, limit) => {
  const { req } = request();
  await expect(askRateLimit(limit as never, req)).rejects.toThrow('no store');
});
