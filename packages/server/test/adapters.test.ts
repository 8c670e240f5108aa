import { describe, expect, it, vi } from 'vitest';
import { adapters, post } from './adapters.test-helper.ts';

const read = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as unknown,
});
const errorResponse = (status: number, type: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ type }) },
});

describe.each(Object.entries(adapters))('%s', (name, open) => {
  describe('responds', () => {
    it('with the result under its name', async () => {
      await using it = await open();
      const response = await it.send('/widgets/get?widget_id=w1');
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('seam-request-id')).toMatch(/^[\da-f-]{36}$/);
      expect(await read(response)).toEqual({ status: 200, body: { widget: { widget_id: 'w1' }, ok: true } });
    });

    it('with only ok when there is no result', async () => {
      await using it = await open();
      expect(await read(await it.send('/widgets/delete?widget_id=w1', { method: 'DELETE' }))).toEqual({
        status: 200,
        body: { ok: true },
      });
    });

    it('with a page, its cursor, and the older name of the result', async () => {
      await using it = await open();
      const { body } = await read(await it.send('/widgets/list'));
      expect(body).toMatchObject({ ok: true, pagination: { has_next_page: true, next_page_cursor: 'c2' } });
      expect(body).toHaveProperty('gadgets', (body as { widgets: unknown }).widgets);
    });

    it('to every endpoint by POST with a body', async () => {
      await using it = await open();
      expect((await it.send('/widgets/get', post({ widget_id: 'w1' }))).status).toBe(200);
      expect((await it.send('/widgets/delete', post({ widget_id: 'w1' }))).status).toBe(200);
      expect(it.calls).toEqual([{ widget_id: 'w1' }, { widget_id: 'w1' }]);
    });
  });

  describe('authorizes', () => {
    it('R51: allows a request only when authorize returns true', async () => {
      for (const value of [false, undefined, null, 0, 1, 'yes', {}, []]) {
        await using it = await open({ authorize: () => value });
        expect(await read(await it.send('/widgets/get?widget_id=w1'))).toEqual(
          errorResponse(403, 'forbidden'),
        );
        expect(it.calls).toEqual([]);
      }
      await using it = await open({ authorize: async () => true });
      expect((await it.send('/widgets/get?widget_id=w1')).status).toBe(200);
    });

    it('R52: denies when authorize throws, and reports the error to onError', async () => {
      const onError = vi.fn();
      const error = new Error('no database');
      await using it = await open({
        onError,
        authorize: () => {
          throw error;
        },
      });
      expect(await read(await it.send('/widgets/get?widget_id=w1'))).toEqual(
        errorResponse(500, 'authorization_error'),
      );
      expect(onError).toHaveBeenCalledExactlyOnceWith(
        error,
        expect.objectContaining({ path: '/widgets/get' }),
      );
      expect(it.calls).toEqual([]);
    });

    it('R54: calls authorize with the frozen parameters of the handler', async () => {
      const seen: unknown[] = [];
      await using it = await open({
        authorize: ({ endpoint, params }) => {
          seen.push([endpoint.path, params, Object.isFrozen(params)]);
          return true;
        },
      });
      await it.send('/widgets/get?widget_id=w1');
      expect(seen).toEqual([['/widgets/get', { widget_id: 'w1' }, true]]);
      expect(it.calls).toEqual([{ widget_id: 'w1' }]);
    });
  });

  describe('fails', () => {
    it('with the error that the handler throws', async () => {
      await using it = await open();
      expect(await read(await it.send('/widgets/get?widget_id=gone'))).toEqual({
        status: 404,
        body: {
          ok: false,
          error: expect.objectContaining({ type: 'not_found', data: { widget_id: 'gone' } }),
        },
      });
    });

    it('R81: with a fixed message and a request id for an internal error, which onError receives', async () => {
      const onError = vi.fn();
      await using it = await open({ onError, requestId: () => 'id-1' });
      const response = await it.send('/widgets/get?widget_id=broken');
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(text).not.toContain('hunter2');
      expect(JSON.parse(text)).toMatchObject({
        error: { type: 'internal_server_error', request_id: 'id-1' },
      });
      expect(onError).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ message: expect.stringContaining('hunter2') }),
        {
          requestId: 'id-1',
          path: '/widgets/get',
        },
      );
    });

    it('when the handler returns no result for an endpoint that has one', async () => {
      await using it = await open({ onError: () => {} });
      expect((await it.send('/widgets/get?widget_id=nothing')).status).toBe(500);
    });

    it.each(['bigint', 'circle'])(
      'R81: when the result cannot be serialized as JSON: a %s',
      async (widget_id) => {
        const onError = vi.fn();
        await using it = await open({ onError });
        expect(await read(await it.send(`/widgets/get?widget_id=${widget_id}`))).toEqual(
          errorResponse(500, 'internal_server_error'),
        );
        expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.anything());
        expect((await it.send('/widgets/get?widget_id=w1')).status).toBe(200);
      },
    );

    it('R81: with the same response when onError throws', async () => {
      const onError = () => {
        throw new Error('the log is full');
      };
      await using it = await open({ onError });
      expect(await read(await it.send('/widgets/get?widget_id=broken'))).toEqual(
        errorResponse(500, 'internal_server_error'),
      );
    });

    it('with a Retry-After header', async () => {
      await using it = await open();
      expect((await it.send('/widgets/get?widget_id=busy')).headers.get('retry-after')).toBe('2');
    });

    it('R03: with the allowed methods', async () => {
      await using it = await open();
      const response = await it.send('/widgets/delete?widget_id=w1', { method: 'PUT' });
      expect(response.headers.get('allow')).toBe('DELETE, POST');
      expect(await read(response)).toEqual(errorResponse(405, 'method_not_allowed'));
      expect((await it.send('/widgets/rename')).headers.get('allow')).toBe('POST');
    });

    it('R04, R05: with 405 for HEAD and OPTIONS', async () => {
      await using it = await open();
      for (const method of ['HEAD', 'OPTIONS'])
        expect((await it.send('/widgets/get?widget_id=w1', { method })).status).toBe(405);
      expect(it.calls).toEqual([]);
    });
  });

  it.each(['/widgets/nope', '/widgets/get/', '/WIDGETS/get', '/widgets/%67et', '//widgets/get', '/'])(
    'R41, R42: returns 404 for %s',
    async (path) => {
      await using it = await open();
      const response = await it.send(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(
        name === 'createUnguardedNodeHandler' ? 'endpoint_not_found' : 'not handled',
      );
      expect(it.calls).toEqual([]);
    },
  );

  it('responds only below its base path', async () => {
    await using it = await open({ basePath: '/api/seam' });
    expect((await it.send('/api/seam/widgets/get?widget_id=w1')).status).toBe(200);
    expect((await it.send('/widgets/get?widget_id=w1')).status).toBe(404);
    expect((await it.send('/api/seamwidgets/get?widget_id=w1')).status).toBe(404);
  });
});
