import { getRequestListener } from '@hono/node-server';
import { endpoints } from '@org/seam-core';
import { createRequestHandler } from '@org/seam-server';
import { createFakeSeam } from '@org/seam-testing';
import { Hono, type HonoRequest } from 'hono';
import { expect, it } from 'vitest';
import { listen, post } from '../../packages/express/src/serve.test-helper.ts';
import { refusal } from './mount.test-helper.ts';

const create = '/user_identities/create';

const open = async (readFirst: (request: HonoRequest) => Promise<unknown>) => {
  const errors: unknown[] = [];
  const target = createFakeSeam({ seed: 'empty' }).seam;
  const onError = (error: unknown) => void errors.push(error);
  const answer = createRequestHandler(endpoints, target, {
    expose: [create],
    authorize: () => true,
    onError,
  });
  const app = new Hono();
  app.use(async (c, next) => {
    await readFirst(c.req);
    await next();
  });
  app.all('*', async (c) => (await answer(c.req.raw)) ?? c.notFound());
  const handle = getRequestListener((request) => app.fetch(request));
  return { ...(await listen((req, res) => void handle(req, res))), errors };
};

it('a middleware of Hono that reads the body itself is told of in a sentence', async () => {
  await using it = await open((request) => request.json());
  expect(await it.send(create, post({ full_name: 'Eve' }))).toMatchObject(
    refusal(500, 'internal_server_error'),
  );
  expect(it.errors).toEqual([
    expect.objectContaining({ message: expect.stringContaining('request.clone()') }),
  ]);
});

it('a middleware of Hono that reads a copy is in nobody’s way', async () => {
  await using it = await open((request) => request.raw.clone().json());
  expect(await it.send(create, post({ full_name: 'Eve' }))).toMatchObject({ status: 200 });
  expect(it.errors).toEqual([]);
});
