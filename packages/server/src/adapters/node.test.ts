import { endpoints } from '@org/seam-core';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { createHandlers, createNodeFixture, schemas, toJson, tree } from '../../test/adapters.test-helper.ts';
import { listen } from '../../test/listen.test-helper.ts';
import { createNodeHandler } from './node.ts';

describe('createUnguardedNodeHandler beside other listeners', () => {
  it('passes requests without an endpoint to next', async () => {
    const { handle } = createNodeFixture({ basePath: '/api/seam' });
    await using server = await listen(
      (incoming, response) => void handle(incoming, response, () => response.end('next')),
    );
    expect(await (await fetch(`${server.url}/elsewhere`)).text()).toBe('next');
    expect(await (await fetch(`${server.url}/api/seam/widgets/nope`)).text()).toBe('next');
    expect((await fetch(`${server.url}/api/seam/widgets/get?widget_id=w1`)).status).toBe(200);
  });

  it('R36: validates the parameters of a custom tree with custom schemas', async () => {
    const { handlers, calls } = createHandlers();
    const handle = createNodeHandler(tree as never, handlers as never, {
      schemas,
      expose: ['/widgets/rename'] as never,
      authorize: () => true,
    });
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const send = async (body: object) =>
      (await fetch(`${server.url}/widgets/rename`, { ...toJson, body: JSON.stringify(body) })).status;
    expect(await send({ widget_id: 'w1', nope: 1 })).toBe(400);
    expect(await send({ widget_id: 'w1' })).toBe(200);
    expect(calls).toEqual([{ widget_id: 'w1' }]);
  });

  it('the OpenAPI document contains the server URL', async () => {
    const handle = createNodeHandler(
      endpoints,
      { devices: { list: () => Promise.resolve([]) } },
      {
        basePath: '/api/seam',
        expose: ['/devices/list'],
        authorize: () => true,
        openapi: true,
      },
    );
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const response = await fetch(`${server.url}/api/seam/openapi.json`);
    expect(await response.json()).toMatchObject({ servers: [{ url: '/api/seam' }] });
  });

  it('R55: sends no second response', async () => {
    let respond = () => {};
    const { handle } = createNodeFixture({ authorize: () => (respond(), true) });
    await using server = await listen((incoming, response) => {
      respond = () => response.writeHead(418).end('mine');
      void handle(incoming, response);
    });
    const response = await fetch(`${server.url}/widgets/get?widget_id=w1`);
    expect([response.status, await response.text()]).toEqual([418, 'mine']);
  });

  it('R55: does not process a request that other code has responded to, and reports it', async () => {
    const onError = vi.fn();
    const { handle, calls } = createNodeFixture({ onError });
    const handled: Promise<void>[] = [];
    await using server = await listen((incoming, response) => {
      response.writeHead(401).end('denied');
      handled.push(handle(incoming, response));
    });
    const response = await fetch(`${server.url}/widgets/delete?widget_id=w1`, { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([401, 'denied']);
    await Promise.all(handled);
    expect(calls).toEqual([]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringContaining('sent a response') }),
      { requestId: '', path: '/widgets/delete' },
    );
  });

  it('R43: returns 404 for an absolute-form target', async () => {
    const { handle, calls } = createNodeFixture();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const sent = request({ port: server.port, path: 'http://evil.example/widgets/get?widget_id=w1' }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(404);
    expect(calls).toEqual([]);
  });
});

it('a response that cannot be written closes the connection, and is reported to onError', async () => {
  const onError = vi.fn();
  const { handle } = createNodeFixture({ onError });
  const handled: Promise<void>[] = [];
  await using server = await listen((incoming, response) => {
    response.writeHead = () => {
      throw new Error('The response cannot be written.');
    };
    handled.push(handle(incoming, response));
  });
  await expect(fetch(`${server.url}/widgets/get?widget_id=w1`)).rejects.toThrow('fetch failed');
  await Promise.all(handled);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: 'The response cannot be written.' }),
    { requestId: '', path: '/widgets/get' },
  );
});
