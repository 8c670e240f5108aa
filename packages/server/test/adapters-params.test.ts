import { describe, expect, it } from 'vitest';
import { adapters, post } from './adapters.test-helper.ts';

const read = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as unknown,
});
const errorResponse = (status: number, type: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ type }) },
});

describe.each(Object.entries(adapters))('%s reads parameters', (_name, open) => {
  it.each([
    ['limit=5&is_new=true', { limit: 5, is_new: true }],
    ['ids=a&ids=b', { ids: ['a', 'b'] }],
    ['ids=a', { ids: ['a'] }],
    ['ids=&_strict=true', { ids: [] }],
    ['cursor=', { cursor: null }],
    ['has.a=x&has.b=y', { has: { a: 'x', b: 'y' } }],
    ['', {}],
  ])('from the query %j', async (query, params) => {
    await using it = await open();
    await it.send(`/widgets/list?${query}`);
    expect(it.calls).toEqual([params]);
  });

  it.each([
    ['R25: a duplicate parameter', '/widgets/get?widget_id=a&widget_id=b', 'invalid_input'],
    ['R26: brackets', '/widgets/get?widget_id[$ne]=1', 'invalid_input'],
    ['a word instead of a number', '/widgets/list?limit=many', 'invalid_input'],
    ['R36: an unknown parameter', '/widgets/list?force=true', 'invalid_input'],
    ['a missing parameter', '/widgets/get', 'invalid_input'],
  ])('and rejects in a query %s', async (_, path, type) => {
    await using it = await open();
    expect(await read(await it.send(path))).toEqual(errorResponse(400, type));
    expect(it.calls).toEqual([]);
  });

  it.each([
    ['R15: broken JSON', '{"widget_id":"hunter2"', 400, 'invalid_json'],
    ['R16: null', 'null', 400, 'invalid_input'],
    ['R17: an array', '[{"widget_id":"w1"}]', 400, 'invalid_input'],
    ['R21: __proto__', '{"widget_id":"w1","__proto__":{"isAdmin":true}}', 400, 'invalid_input'],
    ['R22: constructor', '{"widget_id":"w1","constructor":{}}', 400, 'invalid_input'],
    ['R23: an array instead of a string', '{"widget_id":["w1"]}', 400, 'invalid_input'],
    ['R24: a number instead of a string', '{"widget_id":1}', 400, 'invalid_input'],
    ['R36: an unknown parameter', '{"widget_id":"w1","force":true}', 400, 'invalid_input'],
    ['R18: too many bytes', JSON.stringify({ widget_id: 'x'.repeat(20_000) }), 413, 'payload_too_large'],
  ])('and rejects in a body %s', async (_, body, status, type) => {
    await using it = await open();
    const response = await it.send('/widgets/rename', post(body));
    const text = await response.text();
    expect({ status: response.status, body: JSON.parse(text) as unknown }).toEqual(
      errorResponse(status, type),
    );
    expect(text).not.toContain('hunter2');
    expect(it.calls).toEqual([]);
  });

  it('R08: and rejects a POST with a query', async () => {
    await using it = await open();
    const response = await it.send('/widgets/rename?_method=DELETE', post({ widget_id: 'w1' }));
    expect(await read(response)).toEqual(errorResponse(400, 'invalid_query_params'));
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/vnd.api+json',
    'application/json; charset=utf-16le',
  ])('R09, R10, R12, R13: and rejects a body of type %s', async (contentType) => {
    await using it = await open();
    const response = await it.send(
      '/widgets/rename',
      post({ widget_id: 'w1' }, { 'content-type': contentType }),
    );
    expect(await read(response)).toEqual(errorResponse(415, 'unsupported_media_type'));
    expect(it.calls).toEqual([]);
  });

  it('as Seam does without strict: drops unknown parameters, and returns 400 for another content type', async () => {
    await using it = await open({ strict: false });
    await it.send('/widgets/rename', post({ widget_id: 'w1', force: true }));
    expect(it.calls).toEqual([{ widget_id: 'w1' }]);
    const response = await it.send(
      '/widgets/rename',
      post({ widget_id: 'w1' }, { 'content-type': 'text/plain' }),
    );
    expect(await read(response)).toEqual(errorResponse(400, 'invalid_content_type'));
    const notJson = { ...post({}, { 'content-type': 'text/plain' }), body: 'widget_id=w1' };
    expect(await read(await it.send('/widgets/rename', notJson))).toEqual(
      errorResponse(400, 'invalid_content_type'),
    );
  });

  it.each([
    ['R11: has no content type', {}],
    ['R14: is compressed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    ['R14: has an unknown encoding', { 'content-type': 'application/json', 'content-encoding': 'foo' }],
  ])('and rejects a body that %s', async (_, headers) => {
    await using it = await open();
    const body = new TextEncoder().encode('{"widget_id":"w1"}');
    const response = await it.send('/widgets/rename', { method: 'POST', headers, body });
    expect(await read(response)).toEqual(errorResponse(415, 'unsupported_media_type'));
    expect(it.calls).toEqual([]);
  });

  it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON'])(
    'from a body of type %s',
    async (contentType) => {
      await using it = await open();
      await it.send('/widgets/rename', post({ widget_id: 'w1' }, { 'content-type': contentType }));
      expect(it.calls).toEqual([{ widget_id: 'w1' }]);
    },
  );

  it('R16: and treats an empty body as no parameters', async () => {
    await using it = await open();
    expect(await read(await it.send('/widgets/list', post('')))).toMatchObject({ status: 200 });
    expect(await read(await it.send('/widgets/rename', post('')))).toEqual(
      errorResponse(400, 'invalid_input'),
    );
    expect(it.calls).toEqual([{}]);
  });

  it('from the query or the body of a DELETE, but rejects one that is in both', async () => {
    await using it = await open();
    const from = (params: object) => ({ ...post(params), method: 'DELETE' });
    expect((await it.send('/widgets/delete?widget_id=query', from({}))).status).toBe(200);
    expect((await it.send('/widgets/delete', from({ widget_id: 'body' }))).status).toBe(200);
    expect(await read(await it.send('/widgets/delete?widget_id=query', from({ widget_id: 'body' })))).toEqual(
      errorResponse(400, 'invalid_input'),
    );
    expect(it.calls).toEqual([{ widget_id: 'query' }, { widget_id: 'body' }]);
    await using lenient = await open({ strict: false });
    await lenient.send('/widgets/delete?widget_id=query', from({ widget_id: 'body' }));
    expect(lenient.calls).toEqual([{ widget_id: 'body' }]);
  });

  it('R18: of a body of exactly the size limit, and no longer', async () => {
    const body = JSON.stringify({ widget_id: 'ü' });
    const size = new TextEncoder().encode(body).length;
    await using exact = await open({ bodyLimit: size });
    expect((await exact.send('/widgets/rename', post(body))).status).toBe(200);
    await using less = await open({ bodyLimit: size - 1 });
    expect(await read(await less.send('/widgets/rename', post(body)))).toEqual(
      errorResponse(413, 'payload_too_large'),
    );
    expect(less.calls).toEqual([]);
  });

  it('and names the invalid ones in the error format of Seam', async () => {
    await using it = await open();
    const { body } = await read(await it.send('/widgets/rename', post({ name: 7, force: true })));
    expect(body).toMatchObject({
      error: {
        message: 'Unknown parameter for "force"',
        validation_errors: { force: { _errors: ['Unknown parameter'] } },
      },
    });
    const second = await read(await it.send('/widgets/rename', post({ name: 7 })));
    expect(second.body).toMatchObject({
      error: {
        message: '2 Input Errors: widget_id is required, Expected string, received number for "name"',
        validation_errors: {
          widget_id: { _errors: ['Required'] },
          name: { _errors: ['Expected string, received number'] },
        },
      },
    });
  });
});
