import { endpoints } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import { createHandlers, post, schemas, tree } from '../../test/adapters.test-helper.ts';
import { createRequestHandler, createUnguardedRequestHandler } from './fetch.ts';

it('R70: a handler gets the signal of the request', async () => {
  const { handlers } = createHandlers();
  const get = vi.fn(() => ({ widget_id: 'w1' }));
  const answer = createUnguardedRequestHandler(tree, { widgets: { ...handlers.widgets, get } }, { schemas });
  const caller = new AbortController();
  const request = new Request('http://localhost/widgets/get?widget_id=w1', { signal: caller.signal });
  await answer(request);
  expect(get).toHaveBeenCalledExactlyOnceWith({ widget_id: 'w1' }, { signal: request.signal });
});

it.each<[string, (request: Request) => unknown]>([
  ['has read', (request) => request.json()],
  ['has begun to read', (request) => request.body?.getReader()],
])('a body that somebody %s is no fault of the caller: onError is told what to do', async (_what, read) => {
  const onError = vi.fn();
  const { handlers, calls } = createHandlers();
  const answer = createUnguardedRequestHandler(tree, handlers, { schemas, onError });
  const request = new Request('http://localhost/widgets/rename', post({ widget_id: 'w1' }));
  await read(request);
  expect((await answer(request))?.status).toBe(500);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: expect.stringContaining('request.clone()') }),
    expect.objectContaining({ path: '/widgets/rename' }),
  );
  expect(calls).toEqual([]);
});

it('a copy of the request may be read before it', async () => {
  const { handlers, calls } = createHandlers();
  const request = new Request('http://localhost/widgets/rename', post({ widget_id: 'w1' }));
  await request.clone().json();
  expect((await createUnguardedRequestHandler(tree, handlers, { schemas })(request))?.status).toBe(200);
  expect(calls).toEqual([{ widget_id: 'w1' }]);
});

it('a path outside the tree, or outside the base path, is undefined', async () => {
  const answer = createUnguardedRequestHandler(tree, createHandlers().handlers, {
    schemas,
    basePath: '/api/',
  });
  for (const path of ['/widgets/get', '/api', '/api/', '/api/widgets', '/apiwidgets/get'])
    expect(await answer(new Request(`http://localhost${path}`))).toBeUndefined();
  expect((await answer(new Request('http://localhost/api/widgets/list')))?.status).toBe(200);
});

it.each(['api/seam', 'https://example.com/api', '/api?x', '/api//seam', '/:tenant /seam'])(
  'the base path %j is refused at once',
  (basePath) => {
    const { handlers } = createHandlers();
    expect(() => createUnguardedRequestHandler(tree, handlers, { schemas, basePath })).toThrow(
      `such as /api/seam, and here it is ${JSON.stringify(basePath)}`,
    );
  },
);

it('R36: a guarded tree of your own is held to your own schemas', async () => {
  const { handlers, calls } = createHandlers();
  const answer = createRequestHandler(tree as never, handlers as never, {
    schemas,
    expose: ['/widgets/rename'] as never,
    authorize: () => true,
  });
  const send = (body: object) =>
    answer(new Request('http://localhost/widgets/rename', post(body))).then((response) => response?.status);
  expect(await send({ widget_id: 'w1', nope: 1 })).toBe(400);
  expect(await send({ widget_id: 7 })).toBe(400);
  expect(await send({ widget_id: 'w1' })).toBe(200);
  expect(calls).toEqual([{ widget_id: 'w1' }]);
});

it.each([
  ['/api/seam', '/api/seam'],
  [undefined, ''],
])('the document of what is exposed below %j says that it is there', async (basePath, url) => {
  const answer = createRequestHandler(
    endpoints,
    { devices: { list: () => Promise.resolve([]) } },
    {
      basePath,
      expose: ['/devices/list'],
      authorize: () => true,
      openapi: true,
    },
  );
  const response = await answer(new Request(`http://localhost${url}/openapi.json`));
  expect(await response?.json()).toMatchObject({ servers: [{ url: url || '/' }] });
});
