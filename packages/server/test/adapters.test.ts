import { describe, expect, it, vi } from 'vitest';
import { adapters, post } from './adapters.test-helper.ts';

const read = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as unknown,
});
const refusal = (status: number, type: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ type }) },
});

describe.each(Object.entries(adapters))('%s', (name, open) => {
  describe('answers', () => {
    it('with the result under its name', async () => {
      await using it = await open();
      const response = await it.send('/widgets/get?widget_id=w1');
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('seam-request-id')).toMatch(/^[\da-f-]{36}$/);
      expect(await read(response)).toEqual({ status: 200, body: { widget: { widget_id: 'w1' }, ok: true } });
    });

    it('with ok alone when there is no result', async () => {
      await using it = await open();
      expect(await read(await it.send('/widgets/delete?widget_id=w1', { method: 'DELETE' }))).toEqual({
        status: 200,
        body: { ok: true },
      });
    });

    it('with a page and where the next one begins, under the older name too', async () => {
      await using it = await open();
      const { body } = await read(await it.send('/widgets/list'));
      expect(body).toMatchObject({ ok: true, pagination: { has_next_page: true, next_page_cursor: 'c2' } });
      expect(body).toHaveProperty('gadgets', (body as { widgets: unknown }).widgets);
    });

    it('every endpoint by POST with a body', async () => {
      await using it = await open();
      expect((await it.send('/widgets/get', post({ widget_id: 'w1' }))).status).toBe(200);
      expect((await it.send('/widgets/delete', post({ widget_id: 'w1' }))).status).toBe(200);
      expect(it.calls).toEqual([{ widget_id: 'w1' }, { widget_id: 'w1' }]);
    });
  });

  describe('decides', () => {
    it('R51: only true lets a call through', async () => {
      for (const value of [false, undefined, null, 0, 1, 'yes', {}, []]) {
        await using it = await open({ authorize: () => value });
        expect(await read(await it.send('/widgets/get?widget_id=w1'))).toEqual(refusal(403, 'forbidden'));
        expect(it.calls).toEqual([]);
      }
      await using it = await open({ authorize: async () => true });
      expect((await it.send('/widgets/get?widget_id=w1')).status).toBe(200);
    });

    it('R52: a decision that throws denies, and is heard of', async () => {
      const onError = vi.fn();
      const fault = new Error('no database');
      await using it = await open({
        onError,
        authorize: () => {
          throw fault;
        },
      });
      expect(await read(await it.send('/widgets/get?widget_id=w1'))).toEqual(
        refusal(500, 'authorization_error'),
      );
      expect(onError).toHaveBeenCalledExactlyOnceWith(
        fault,
        expect.objectContaining({ path: '/widgets/get' }),
      );
      expect(it.calls).toEqual([]);
    });

    it('R54: on exactly what the handler gets, which it cannot change', async () => {
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
    it('with what the handler says', async () => {
      await using it = await open();
      expect(await read(await it.send('/widgets/get?widget_id=gone'))).toEqual({
        status: 404,
        body: {
          ok: false,
          error: expect.objectContaining({ type: 'not_found', data: { widget_id: 'gone' } }),
        },
      });
    });

    it('R81: with a fixed text and an id when the handler broke, which onError hears of', async () => {
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

    it('when the handler returns nothing where there is a result', async () => {
      await using it = await open({ onError: () => {} });
      expect((await it.send('/widgets/get?widget_id=nothing')).status).toBe(500);
    });

    it.each(['bigint', 'circle'])('R81: when JSON has no form for the result, a %s', async (widget_id) => {
      const onError = vi.fn();
      await using it = await open({ onError });
      expect(await read(await it.send(`/widgets/get?widget_id=${widget_id}`))).toEqual(
        refusal(500, 'internal_server_error'),
      );
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.anything());
      expect((await it.send('/widgets/get?widget_id=w1')).status).toBe(200);
    });

    it('R81: in the same words when onError itself breaks', async () => {
      const onError = () => {
        throw new Error('the log is full');
      };
      await using it = await open({ onError });
      expect(await read(await it.send('/widgets/get?widget_id=broken'))).toEqual(
        refusal(500, 'internal_server_error'),
      );
    });

    it('with how long to wait', async () => {
      await using it = await open();
      expect((await it.send('/widgets/get?widget_id=busy')).headers.get('retry-after')).toBe('2');
    });

    it('R03: with the verbs that are accepted', async () => {
      await using it = await open();
      const response = await it.send('/widgets/delete?widget_id=w1', { method: 'PUT' });
      expect(response.headers.get('allow')).toBe('DELETE, POST');
      expect(await read(response)).toEqual(refusal(405, 'method_not_allowed'));
      expect((await it.send('/widgets/rename')).headers.get('allow')).toBe('POST');
    });

    it('R04, R05: HEAD and OPTIONS are no way in', async () => {
      await using it = await open();
      for (const method of ['HEAD', 'OPTIONS'])
        expect((await it.send('/widgets/get?widget_id=w1', { method })).status).toBe(405);
      expect(it.calls).toEqual([]);
    });
  });

  it.each(['/widgets/nope', '/widgets/get/', '/WIDGETS/get', '/widgets/%67et', '//widgets/get', '/'])(
    'R41, R42: has nothing at %s',
    async (path) => {
      await using it = await open();
      const response = await it.send(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(
        name === 'createUnguardedNodeHandler' ? 'endpoint_not_found' : 'not mine',
      );
      expect(it.calls).toEqual([]);
    },
  );

  it('answers below its base path, and nowhere else', async () => {
    await using it = await open({ basePath: '/api/seam' });
    expect((await it.send('/api/seam/widgets/get?widget_id=w1')).status).toBe(200);
    expect((await it.send('/widgets/get?widget_id=w1')).status).toBe(404);
    expect((await it.send('/api/seamwidgets/get?widget_id=w1')).status).toBe(404);
  });
});
