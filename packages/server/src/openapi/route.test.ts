import { endpoints } from '@org/seam-core';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { listen } from '../../test/listen.test-helper.ts';
import { createRequestHandler } from '../adapters/fetch.ts';
import { createNodeHandler } from '../adapters/node.ts';
import type { OpenApiRouteOptions } from './route.ts';
import type { OpenApiDocument } from './types.ts';

const expose = ['/webhooks/list', '/user_identities/delete'] as const;
const target = { webhooks: { list: () => [] }, userIdentities: { delete: () => {} } };

const serve = async (
  openapi: boolean | OpenApiRouteOptions<IncomingMessage>,
  onError: (error: unknown) => void = () => {},
) => {
  const authorize = vi.fn(() => true);
  const handler = createNodeHandler(endpoints, target, {
    basePath: '/api/seam',
    expose,
    authorize,
    openapi,
    onError,
  });
  const server = await listen((request, response) => void handler(request, response));
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${server.url}/api/seam${path}`, init);
    return { response, body: (await response.json()) as OpenApiDocument & { error?: { type: string } } };
  };
  return { ...server, get, authorize };
};

describe('the document of a router', () => {
  it('is at /openapi.json, contains the server URL, and is not cached', async () => {
    await using it = await serve(true);
    const { response, body } = await it.get('/openapi.json?x=1');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(body.paths).toSorted()).toEqual([...expose].toSorted());
    expect(body.servers).toEqual([{ url: '/api/seam' }]);
    expect(it.authorize).not.toHaveBeenCalled();
  });

  it('does not exist by default', async () => {
    await using it = await serve(false);
    const { response, body } = await it.get('/openapi.json');
    expect([response.status, body.error?.type]).toEqual([404, 'endpoint_not_found']);
  });

  it('uses the options path and title', async () => {
    await using it = await serve({
      path: '/docs/doors.json',
      title: 'Doors',
      servers: [{ url: '/elsewhere' }],
    });
    const { body } = await it.get('/docs/doors.json');
    expect(body.info.title).toBe('Doors');
    expect(body.servers).toEqual([{ url: '/elsewhere' }]);
    expect((await it.get('/openapi.json')).response.status).toBe(404);
  });

  it.each(['POST', 'DELETE', 'OPTIONS'])('rejects %s', async (method) => {
    await using it = await serve(true);
    const { response, body } = await it.get('/openapi.json', { method });
    expect([response.status, body.error?.type]).toEqual([405, 'method_not_allowed']);
    expect(response.headers.get('allow')).toBe('GET');
  });

  it.each([
    ['false', () => false, 403, 'forbidden'],
    ['a truthy value', () => 'yes' as never, 403, 'forbidden'],
    ['unauthenticated', () => ({ deny: 'unauthenticated' }) as const, 401, 'unauthenticated'],
    ['not_found', () => Promise.resolve({ deny: 'not_found' } as const), 404, 'not_found'],
  ])('is denied when its authorize returns %s', async (_, authorize, status, type) => {
    const onError = vi.fn();
    await using it = await serve({ authorize }, onError);
    const { response, body } = await it.get('/openapi.json');
    expect([response.status, body.error?.type]).toEqual([status, type]);
    expect(onError).not.toHaveBeenCalled();
  });

  it('is denied when its authorize throws, and only onError receives the error', async () => {
    const onError = vi.fn();
    const authorize = () => {
      throw new Error('hunter2');
    };
    await using it = await serve({ authorize }, onError);
    const { response, body } = await it.get('/openapi.json');
    expect([response.status, body.error?.type]).toEqual([500, 'authorization_error']);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'hunter2' }), {
      requestId: expect.any(String),
      path: '/openapi.json',
    });
  });

  it('is allowed when its authorize returns true for the request', async () => {
    await using it = await serve({ authorize: ({ req }) => req.headers['x-user'] === 'ada' });
    expect((await it.get('/openapi.json', { headers: { 'x-user': 'ada' } })).response.status).toBe(200);
    expect((await it.get('/openapi.json')).response.status).toBe(403);
  });

  it('responds in the web-standard handler, with the root as server', async () => {
    const handle = createRequestHandler(endpoints, target, { expose, authorize: () => true, openapi: true });
    const response = await handle(new Request('https://example.com/openapi.json'));
    expect(await response?.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/' }] });
  });

  it.each([true, { lease: 1000 }, false, undefined])(
    'lists the Idempotency-Key header, with idempotency: %j',
    async (idempotency) => {
      const handle = createRequestHandler(endpoints, target, {
        expose,
        authorize: () => true,
        actor: () => 'ada',
        openapi: true,
        idempotency,
      });
      const text = await (await handle(new Request('https://example.com/openapi.json')))?.text();
      expect(text?.includes('"Idempotency-Key"')).toBe(Boolean(idempotency));
    },
  );

  it.each(['openapi.json', '/', '/user_identities/delete', '/a b', '/?x'])('cannot be at %j', (path) => {
    const create = () =>
      createRequestHandler(endpoints, target, {
        expose,
        authorize: () => true,
        openapi: { path: path as `/${string}` },
      });
    expect(create).toThrow(
      expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining('openapi.path') }),
    );
  });
});
