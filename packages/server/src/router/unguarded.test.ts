import { endpoints, SeamApiError } from '@org/seam-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHandlers, tree } from '../../test/adapters.test-helper.ts';
import { createRequestHandler, createUnguardedRequestHandler } from '../adapters/fetch.ts';
import { createNodeHandler, createUnguardedNodeHandler } from '../adapters/node.ts';
import { apiError } from '../http/api-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { HandlerContext } from './context.ts';
import { createUnguardedResponder, type UnguardedHandlerOptions } from './unguarded.ts';

const requestOf = (path: string, facts: Partial<ServerRequest> = {}): ServerRequest => ({
  verb: 'GET',
  path,
  query: 'widget_id=w1',
  header: () => undefined,
  body: () => undefined,
  ...facts,
});

interface Caller extends HandlerContext {
  readonly name: string;
}

const responderWith = <TContext extends HandlerContext>(
  options: UnguardedHandlerOptions<TContext>,
  handlers?: object,
) => {
  const made = createHandlers();
  const respond = createUnguardedResponder<typeof tree, TContext>(
    'createUnguardedRequestHandler',
    { tree, handlers: { ...made.handlers, ...handlers } },
    { schemas: false, ...options },
  );
  return { respond, calls: made.calls };
};

describe('the context of a request', () => {
  it('is passed to authorize and to the handler', async () => {
    const get = vi.fn(() => ({ widget_id: 'w1' }));
    const authorize = vi.fn(() => true);
    const context = { name: 'Ada' };
    const { respond } = responderWith<Caller>({ authorize, context: () => context }, { widgets: { get } });
    await respond(requestOf('/widgets/get'));
    expect(authorize).toHaveBeenCalledExactlyOnceWith({
      endpoint: tree.widgets.get,
      params: { widget_id: 'w1' },
      context,
    });
    expect(get).toHaveBeenCalledExactlyOnceWith({ widget_id: 'w1' }, context);
  });

  it('is created before the request is read', async () => {
    const body = vi.fn<ServerRequest['body']>();
    const { respond } = responderWith({
      context: () => {
        throw apiError('unauthorized');
      },
    });
    const responses = [
      await respond(requestOf('/widgets/get', { verb: 'FOO', body })),
      await respond(requestOf('/widgets/rename', { verb: 'POST', body })),
    ];
    expect(responses.map((response) => response?.status)).toEqual([401, 401]);
    expect(body).not.toHaveBeenCalled();
  });

  it('returns 500 when it cannot be created', async () => {
    const onError = vi.fn();
    const error = new Error('no database');
    const { respond, calls } = responderWith({ onError, context: () => Promise.reject(error) });
    expect(await respond(requestOf('/widgets/get'))).toMatchObject({ status: 500 });
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.anything());
    expect(calls).toEqual([]);
  });

  it('returns 500 when it cannot be created because of an error of Seam, which is not disclosed', async () => {
    const onError = vi.fn();
    const facts = { type: 'unauthorized', statusCode: 401, data: { name: 'Ada' } } as const;
    const error = new SeamApiError('the key of Ada is bad', facts);
    const { respond } = responderWith({ onError, context: () => Promise.reject(error) });
    const response = await respond(requestOf('/widgets/get'));
    expect(response?.status).toBe(500);
    expect(response?.body).not.toContain('Ada');
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.anything());
  });

  it('is the signal of the request by default', async () => {
    const { signal } = new AbortController();
    const get = vi.fn(() => ({}));
    const { respond } = responderWith({}, { widgets: { get } });
    await respond(requestOf('/widgets/get', { signal }));
    expect(get).toHaveBeenCalledExactlyOnceWith(expect.anything(), { signal });
  });
});

describe('mapError', () => {
  it('maps the error of a handler to the one in the response', async () => {
    const error = new Error('hunter2');
    const mapError = vi.fn(() => apiError('upstream_timeout', { cause: error }));
    const onError = vi.fn();
    const { respond } = responderWith({ mapError, onError, requestId: () => 'id1' });
    const response = await respond(requestOf('/widgets/get', { query: 'widget_id=broken' }));
    expect(response).toMatchObject({ status: 504, value: { error: { type: 'upstream_timeout' } } });
    expect(mapError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: 'the password is hunter2' }),
    );
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, { requestId: 'id1', path: '/widgets/get' });
    expect(response?.body).not.toContain('hunter2');
  });

  it('is not called with a denial', async () => {
    const mapError = vi.fn((error: unknown) => error);
    const { respond } = responderWith({ mapError, authorize: () => false });
    expect(await respond(requestOf('/widgets/get'))).toMatchObject({ status: 403 });
    expect(mapError).not.toHaveBeenCalled();
  });
});

it('returns 500 for an error with data that is not JSON, and reports the problem', async () => {
  const onError = vi.fn();
  const get = () => {
    throw apiError('not_found', { data: { id: 1n } });
  };
  const { respond } = responderWith({ onError }, { widgets: { get } });
  expect(await respond(requestOf('/widgets/get'))).toMatchObject({ status: 500 });
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.anything());
});

it('does not report an error that the response discloses', async () => {
  const onError = vi.fn();
  const { respond } = responderWith({ onError });
  expect(await respond(requestOf('/widgets/get', { query: 'widget_id=gone' }))).toMatchObject({
    status: 404,
  });
  expect(onError).not.toHaveBeenCalled();
});

describe('R53: authorizeTimeout', () => {
  afterEach(() => void vi.useRealTimers());

  it('is the timeout of a decision', async () => {
    vi.useFakeTimers();
    const { respond, calls } = responderWith({
      authorizeTimeout: 50,
      authorize: () => new Promise(() => {}),
    });
    const responded = respond(requestOf('/widgets/get'));
    await vi.advanceTimersByTimeAsync(49);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await responded).toMatchObject({ status: 503 });
    expect(calls).toEqual([]);
  });
});

it.each([
  [{}, 16],
  [{ depthLimit: 3 }, 3],
])('R19: with %j a parameter may have %i levels, and not one more', async (options, depth) => {
  const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
  const { respond } = responderWith(options);
  const send = (levels: number) =>
    respond(
      requestOf('/widgets/rename', {
        verb: 'POST',
        query: '',
        header: (name) => (name === 'content-type' ? 'application/json' : undefined),
        body: () => Promise.resolve({ name: nested(levels) }),
      }),
    );
  expect((await send(depth))?.status).toBe(200);
  expect((await send(depth + 1))?.status).toBe(400);
});

it.each([
  ['bodyLimit', -1],
  ['depthLimit', -1],
  ['depthLimit', 1001],
  ['authorizeTimeout', 0],
  ['authorizeTimeout', 2_147_483_648],
])('rejects the %s %d', (name, value) => {
  expect(() => responderWith({ [name]: value })).toThrow(`createUnguardedRequestHandler: ${name} must be a`);
});

it.each([
  ['bodyLimit', 0],
  ['depthLimit', 0],
  ['depthLimit', 1000],
  ['authorizeTimeout', 1],
])('accepts the %s %d', (name, value) => {
  expect(() => responderWith({ [name]: value })).not.toThrow();
});

it('R92: rejects an unknown option, and suggests the similar one', () => {
  expect(() => responderWith({ bodyLimt: 1 } as never)).toThrow(
    'createUnguardedRequestHandler: unknown option "bodyLimt". Did you mean "bodyLimit"?',
  );
});

it('R93: responds when functions of the options throw or reject', async () => {
  const rejects = () => Promise.reject(new Error('the log is full'));
  for (const requestId of [
    rejects as never,
    () => {
      throw new Error('no id');
    },
  ]) {
    const { respond } = responderWith(
      { onError: rejects, mapError: rejects, requestId },
      { widgets: { get: rejects } },
    );
    expect((await respond(requestOf('/widgets/get')))?.status).toBe(500);
  }
});

it('R54: freezes the parameters that a handler gets', async () => {
  const { respond, calls } = responderWith({});
  await respond(requestOf('/widgets/get'));
  expect(calls.map((params) => Object.isFrozen(params))).toEqual([true]);
});

it('gives each request its own id', async () => {
  const { respond } = responderWith({});
  const ids = [await respond(requestOf('/widgets/get')), await respond(requestOf('/widgets/get'))].map(
    (response) => response?.headers['seam-request-id'],
  );
  expect(new Set(ids).size).toBe(2);
});

it('has no response for unknown paths, including `Object.prototype` keys', async () => {
  const { respond } = responderWith({});
  for (const path of ['/nope', '', '__proto__', 'constructor', '/widgets'])
    expect(await respond(requestOf(path))).toBeUndefined();
});

it('has no response for an endpoint without a handler', async () => {
  for (const widgets of [{}, { get: {} }, { get: 'a word' }]) {
    const { respond } = responderWith({}, { widgets });
    expect(await respond(requestOf('/widgets/get'))).toBeUndefined();
  }
});

it('R65: replaces an id that is not safe in a header', async () => {
  const { respond } = responderWith({ requestId: () => 'a\nb' });
  const response = await respond(requestOf('/widgets/get'));
  expect(response?.headers['seam-request-id']).toMatch(/^[\da-f-]{36}$/);
});

describe.each<[string, (options: object) => unknown]>([
  ['createRequestHandler', (options) => createRequestHandler(endpoints, {}, options as never)],
  ['createNodeHandler', (options) => createNodeHandler(endpoints, {}, options as never)],
])('%s', (name, create) => {
  it.each<[string, object, string]>([
    ['expose and authorize are missing', { basePath: '/api/seam' }, 'The router needs expose'],
    ['expose is undefined', { expose: undefined, authorize: () => true }, 'The router needs expose'],
    [
      'R92: expose is misspelt',
      { exposed: ['/devices/list'], authorize: () => true },
      `${name}: unknown option "exposed". Did you mean "expose"?`,
    ],
    ['R92: unguarded is set', { unguarded: true }, 'unknown option "unguarded"'],
  ])('throws when %s', (_when, options, message) => {
    expect(() => create(options)).toThrow(message);
  });
});

describe.each<[string, (options: object) => unknown]>([
  [
    'createUnguardedRequestHandler',
    (options) => createUnguardedRequestHandler(endpoints, {} as never, options),
  ],
  ['createUnguardedNodeHandler', (options) => createUnguardedNodeHandler(endpoints, {} as never, options)],
])('%s', (name, create) => {
  it.each<[string, object, string]>([
    ['R92: expose is set', { expose: ['/devices/list'] }, `${name}: unknown option "expose"`],
    ['R92: basePath is a number', { basePath: 5 }, 'basePath must be a string; got 5.'],
    ['R92: schemas is true', { schemas: true }, 'schemas must be an object or false'],
    ['R92: an option of the router is set', { csrf: true }, 'unknown option "csrf"'],
    ['R92: strict is a number', { strict: 0 }, 'strict must be a boolean; got 0.'],
    ['R92: mapError is an object', { mapError: {} }, 'mapError must be a function'],
  ])('throws when %s', (_when, options, message) => {
    expect(() => create(options)).toThrow(message);
  });

  it('needs no options', () => {
    expect(create({})).toBeInstanceOf(Function);
  });
});
