import { endpoints } from '@org/seam-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHandlers, tree } from '../../test/adapters.test-helper.ts';
import { createRequestHandler } from '../adapters/fetch.ts';
import { createNodeHandler } from '../adapters/node.ts';
import { apiError } from '../http/api-error.ts';
import type { ServerRequest } from '../http/request.ts';
import { createKernel } from './create-kernel.ts';
import type { CallContext, KernelOptions } from './kernel-options.ts';
import { toRoutes } from './routes.ts';

describe('create kernel', () => {
  const callTo = (path: string, facts: Partial<ServerRequest> = {}): ServerRequest => ({
    verb: 'GET',
    path,
    query: 'widget_id=w1',
    header: () => undefined,
    body: () => Promise.resolve(undefined),
    ...facts,
  });

  interface Caller extends CallContext {
    readonly name: string;
  }

  const kernelWith = <TContext extends CallContext>(options: KernelOptions<TContext>, handlers?: object) => {
    const made = createHandlers();
    const routes = toRoutes<typeof tree, TContext>(
      tree,
      { ...made.handlers, ...handlers },
      () => () => undefined,
    );
    return { kernel: createKernel(routes, options), calls: made.calls };
  };

  describe('the context of a call', () => {
    it('reaches authorize and the handler', async () => {
      const get = vi.fn(() => ({ widget_id: 'w1' }));
      const authorize = vi.fn(() => true);
      const context = { name: 'Ada' };
      const { kernel } = kernelWith<Caller>({ authorize, context: () => context }, { widgets: { get } });
      await kernel(callTo('/widgets/get'));
      expect(authorize).toHaveBeenCalledExactlyOnceWith({
        endpoint: tree.widgets.get,
        params: { widget_id: 'w1' },
        context,
      });
      expect(get).toHaveBeenCalledExactlyOnceWith({ widget_id: 'w1' }, context);
    });

    it('is found out before anything of the call is looked at', async () => {
      const body = vi.fn<ServerRequest['body']>();
      const { kernel } = kernelWith({
        context: () => {
          throw apiError('unauthorized');
        },
      });
      const answers = [
        await kernel(callTo('/widgets/get', { verb: 'FOO', body })),
        await kernel(callTo('/widgets/rename', { verb: 'POST', body })),
      ];
      expect(answers.map((answer) => answer?.status)).toEqual([401, 401]);
      expect(body).not.toHaveBeenCalled();
    });

    it('is told of as a 500 when finding it out breaks', async () => {
      const onError = vi.fn();
      const fault = new Error('no database');
      const { kernel, calls } = kernelWith({ onError, context: () => Promise.reject(fault) });
      expect(await kernel(callTo('/widgets/get'))).toMatchObject({ status: 500 });
      expect(onError).toHaveBeenCalledExactlyOnceWith(fault, expect.anything());
      expect(calls).toEqual([]);
    });

    it('is the signal of the call when nobody finds out more', async () => {
      const { signal } = new AbortController();
      const get = vi.fn(() => ({}));
      const { kernel } = kernelWith({}, { widgets: { get } });
      await kernel(callTo('/widgets/get', { signal }));
      expect(get).toHaveBeenCalledExactlyOnceWith(expect.anything(), { signal });
    });
  });

  describe('what a handler throws', () => {
    it('goes through mapError, whose answer the caller gets', async () => {
      const fault = new Error('hunter2');
      const mapError = vi.fn(() => apiError('upstream_timeout', { cause: fault }));
      const onError = vi.fn();
      const { kernel } = kernelWith({ mapError, onError, requestId: () => 'id1' });
      const answer = await kernel(callTo('/widgets/get', { query: 'widget_id=broken' }));
      expect(answer).toMatchObject({ status: 504, value: { error: { type: 'upstream_timeout' } } });
      expect(mapError).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ message: 'the password is hunter2' }),
      );
      expect(onError).toHaveBeenCalledExactlyOnceWith(fault, { requestId: 'id1', path: '/widgets/get' });
      expect(answer?.body).not.toContain('hunter2');
    });

    it('is not what authorize throws: mapError hears nothing of that', async () => {
      const mapError = vi.fn((error: unknown) => error);
      const { kernel } = kernelWith({ mapError, authorize: () => false });
      expect(await kernel(callTo('/widgets/get'))).toMatchObject({ status: 403 });
      expect(mapError).not.toHaveBeenCalled();
    });

    it('is not reported when the caller is told all of it', async () => {
      const onError = vi.fn();
      const { kernel } = kernelWith({ onError });
      expect(await kernel(callTo('/widgets/get', { query: 'widget_id=gone' }))).toMatchObject({
        status: 404,
      });
      expect(onError).not.toHaveBeenCalled();
    });
  });

  describe('R53: authorizeTimeout', () => {
    afterEach(() => void vi.useRealTimers());

    it('is how long a decision may take', async () => {
      vi.useFakeTimers();
      const { kernel, calls } = kernelWith({ authorizeTimeout: 50, authorize: () => new Promise(() => {}) });
      const answered = kernel(callTo('/widgets/get'));
      await vi.advanceTimersByTimeAsync(49);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await answered).toMatchObject({ status: 503 });
      expect(calls).toEqual([]);
    });
  });

  it.each([
    [{}, 16],
    [{ depthLimit: 3 }, 3],
  ])('R19: with %j a parameter may have %i levels, and not one more', async (options, depth) => {
    const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
    const { kernel } = kernelWith(options);
    const sent = (levels: number) =>
      kernel(
        callTo('/widgets/rename', {
          verb: 'POST',
          query: '',
          header: (name) => (name === 'content-type' ? 'application/json' : undefined),
          body: () => Promise.resolve({ name: nested(levels) }),
        }),
      );
    expect((await sent(depth))?.status).toBe(200);
    expect((await sent(depth + 1))?.status).toBe(400);
  });

  it.each([
    ['bodyLimit', -1],
    ['depthLimit', -1],
    ['depthLimit', 1001],
    ['authorizeTimeout', 0],
    ['authorizeTimeout', 2_147_483_648],
  ])('the %s %d is refused at once', (name, value) => {
    expect(() => kernelWith({ [name]: value })).toThrow(`createKernel: ${name} must be a`);
  });

  it('R92: an option that is unknown is refused with the similar one', () => {
    expect(() => kernelWith({ bodyLimt: 1 } as never)).toThrow(
      'createKernel: unknown option "bodyLimt". Did you mean "bodyLimit"?',
    );
  });

  it('R93: functions of the options that reject, or throw, answer all the same', async () => {
    const rejects = () => Promise.reject(new Error('the log is full'));
    for (const requestId of [
      rejects as never,
      () => {
        throw new Error('no id');
      },
    ]) {
      const { kernel } = kernelWith(
        { onError: rejects, mapError: rejects, requestId },
        {
          widgets: { get: rejects },
        },
      );
      expect((await kernel(callTo('/widgets/get')))?.status).toBe(500);
    }
  });

  it.each([
    ['bodyLimit', 0],
    ['depthLimit', 0],
    ['depthLimit', 1000],
    ['authorizeTimeout', 1],
  ])('the %s %d may be meant', (name, value) => {
    expect(() => kernelWith({ [name]: value })).not.toThrow();
  });

  it('R54: the parameters a handler gets cannot be changed', async () => {
    const { kernel, calls } = kernelWith({});
    await kernel(callTo('/widgets/get'));
    expect(calls.map((params) => Object.isFrozen(params))).toEqual([true]);
  });

  it('each call has an id of its own', async () => {
    const { kernel } = kernelWith({});
    const ids = [await kernel(callTo('/widgets/get')), await kernel(callTo('/widgets/get'))].map(
      (answer) => answer?.headers['seam-request-id'],
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('a path that is none of the routes is nobody’s, whatever an object has by birth', async () => {
    const { kernel } = kernelWith({});
    for (const path of ['/nope', '', '__proto__', 'constructor', '/widgets'])
      expect(await kernel(callTo(path))).toBeUndefined();
  });

  it('an endpoint without a handler is none of the routes', async () => {
    for (const widgets of [{}, { get: {} }, { get: 'a word' }]) {
      const { kernel } = kernelWith({}, { widgets });
      expect(await kernel(callTo('/widgets/get'))).toBeUndefined();
    }
  });

  it('R65: an id that cannot be written into a header is replaced', async () => {
    const { kernel } = kernelWith({ requestId: () => 'a\nb' });
    const answer = await kernel(callTo('/widgets/get'));
    expect(answer?.headers['seam-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('kernel for', () => {
  describe.each<[string, (options: object) => unknown]>([
    ['createRequestHandler', (options) => createRequestHandler(endpoints, {}, options as never)],
    ['createNodeHandler', (options) => createNodeHandler(endpoints, {}, options as never)],
  ])('%s', (name, create) => {
    const made = (options: object) => () => create(options);

    it.each<[string, object, string]>([
      ['nothing is said of who may call', { basePath: '/api/seam' }, 'The handler needs expose'],
      [
        'what is exposed is missing',
        { expose: undefined, authorize: () => true },
        'The handler needs expose',
      ],
      [
        'R92: expose is misspelt',
        { exposed: ['/devices/list'], authorize: () => true },
        `${name}: unknown option "exposed". Did you mean "expose"?`,
      ],
      ['R92: it is said halfway', { unguarded: 'yes' }, `${name}: unguarded must be true; got "yes".`],
      ['R92: both are said', { unguarded: true, expose: ['/devices/list'] }, 'unknown option "unguarded"'],
      ['R92: the path is none', { unguarded: true, basePath: 5 }, 'basePath must be a string; got 5.'],
      [
        'R92: schemas are asked for',
        { unguarded: true, schemas: true },
        'schemas must be an object or false',
      ],
      ['R92: an option is of the guard', { unguarded: true, csrf: true }, 'unknown option "csrf"'],
      ['R92: strict is no boolean', { unguarded: true, strict: 0 }, 'strict must be a boolean; got 0.'],
      ['R92: mapError is no function', { unguarded: true, mapError: {} }, 'mapError must be a function'],
    ])('is not made when %s', (_when, options, message) => {
      expect(made(options)).toThrow(message);
    });

    it('is made for everybody when that is said', () => {
      expect(made({ unguarded: true })()).toBeInstanceOf(Function);
    });
  });
});
