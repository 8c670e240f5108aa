import { endpoints } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import { createHandlers, post, schemas, tree } from '../../test/adapters.test-helper.ts';
import { createRequestHandler, createUnguardedRequestHandler } from './fetch.ts';

it('R70: a handler gets the signal of the request', async () => {
  const { handlers } = createHandlers();
  const get = vi.fn(() => ({ widget_id: 'w1' }));
  const handle = createUnguardedRequestHandler(tree, { widgets: { ...handlers.widgets, get } }, { schemas });
  const caller = new AbortController();
  const request = new Request('http://localhost/widgets/get?widget_id=w1', { signal: caller.signal });
  await handle(request);
  expect(get).toHaveBeenCalledExactlyOnceWith({ widget_id: 'w1' }, { signal: request.signal });
});

it.each<[string, (request: Request) => unknown]>([
  ['has read', (request) => request.json()],
  ['started to read', (request) => request.body?.getReader()],
])('returns 500 for a body that other code %s, and reports the solution to onError', async (_what, read) => {
  const onError = vi.fn();
  const { handlers, calls } = createHandlers();
  const handle = createUnguardedRequestHandler(tree, handlers, { schemas, onError });
  const request = new Request('http://localhost/widgets/rename', post({ widget_id: 'w1' }));
  await read(request);
  expect((await handle(request))?.status).toBe(500);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: expect.stringContaining('request.clone()') }),
    expect.objectContaining({ path: '/widgets/rename' }),
  );
  expect(calls).toEqual([]);
});

it('accepts a request whose clone was read before', async () => {
  const { handlers, calls } = createHandlers();
  const request = new Request('http://localhost/widgets/rename', post({ widget_id: 'w1' }));
  await request.clone().json();
  expect((await createUnguardedRequestHandler(tree, handlers, { schemas })(request))?.status).toBe(200);
  expect(calls).toEqual([{ widget_id: 'w1' }]);
});

it('cancels a body that takes longer than bodyTimeout', async () => {
  const cancel = vi.fn();
  const { handlers, calls } = createHandlers();
  const handle = createRequestHandler(tree as never, handlers as never, {
    expose: ['/widgets/rename'] as never,
    authorize: () => true,
    bodyTimeout: 1,
  });
  const body = new ReadableStream({ cancel });
  const init = { ...post(''), body, duplex: 'half' } as RequestInit;
  const response = await handle(new Request('http://localhost/widgets/rename', init));
  expect([response?.status, calls]).toEqual([408, []]);
  expect(cancel).toHaveBeenCalledOnce();
});

it('resolves with undefined for a path outside the tree or the base path', async () => {
  const handle = createUnguardedRequestHandler(tree, createHandlers().handlers, {
    schemas,
    basePath: '/api/',
  });
  for (const path of ['/widgets/get', '/api', '/api/', '/api/widgets', '/apiwidgets/get'])
    expect(await handle(new Request(`http://localhost${path}`))).toBeUndefined();
  expect((await handle(new Request('http://localhost/api/widgets/list')))?.status).toBe(200);
});

it.each(['api/seam', 'https://example.com/api', '/api?x', '/api//seam', '/:tenant /seam'])(
  'rejects the base path %j',
  (basePath) => {
    const { handlers } = createHandlers();
    expect(() => createUnguardedRequestHandler(tree, handlers, { schemas, basePath })).toThrow(
      `such as /api/seam, and here it is ${JSON.stringify(basePath)}`,
    );
  },
);

it('R36: validates the parameters of a custom tree with custom schemas', async () => {
  const { handlers, calls } = createHandlers();
  const handle = createRequestHandler(tree as never, handlers as never, {
    schemas,
    expose: ['/widgets/rename'] as never,
    authorize: () => true,
  });
  const send = (body: object) =>
    handle(new Request('http://localhost/widgets/rename', post(body))).then((response) => response?.status);
  expect(await send({ widget_id: 'w1', nope: 1 })).toBe(400);
  expect(await send({ widget_id: 7 })).toBe(400);
  expect(await send({ widget_id: 'w1' })).toBe(200);
  expect(calls).toEqual([{ widget_id: 'w1' }]);
});

it.each([
  ['/api/seam', '/api/seam'],
  [undefined, ''],
])('with the base path %j the OpenAPI document contains the server URL', async (basePath, url) => {
  const handle = createRequestHandler(
    endpoints,
    { devices: { list: () => Promise.resolve([]) } },
    {
      basePath,
      expose: ['/devices/list'],
      authorize: () => true,
      openapi: true,
    },
  );
  const response = await handle(new Request(`http://localhost${url}/openapi.json`));
  expect(await response?.json()).toMatchObject({ servers: [{ url: url || '/' }] });
});
