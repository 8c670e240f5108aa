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
  const respond = createRequestHandler(endpoints, target, {
    expose: [create],
    authorize: () => true,
    onError,
  });
  const app = new Hono();
  app.use(async (c, next) => {
    await readFirst(c.req);
    await next();
  });
  app.all('*', async (c) => (await respond(c.req.raw)) ?? c.notFound());
  const handle = getRequestListener((request) => app.fetch(request));
  return { ...(await listen((req, res) => void handle(req, res))), errors };
};

it('reports Hono middleware that consumed the body', async () => {
  await using it = await open((request) => request.json());
  expect(await it.send(create, post({ full_name: 'Eve' }))).toMatchObject(
    refusal(500, 'internal_server_error'),
  );
  expect(it.errors).toEqual([
    expect.objectContaining({ message: expect.stringContaining('request.clone()') }),
  ]);
});

it('allows Hono middleware that reads a clone', async () => {
  await using it = await open((request) => request.raw.clone().json());
  expect(await it.send(create, post({ full_name: 'Eve' }))).toMatchObject({ status: 200 });
  expect(it.errors).toEqual([]);
});
