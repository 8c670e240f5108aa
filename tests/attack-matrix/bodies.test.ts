import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { headerOf, mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const revoke = '/user_identities/revoke_access_to_device';
const remove = '/user_identities/delete';
const update = '/user_identities/update';
const create = '/user_identities/create';
const revokeAll = '/acs/users/revoke_access_to_all_entrances';
const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const other = '0b1d1b5e-5a8e-4a56-a1f6-2a1f6a0a7f11';

describe('parameters and bodies', () => {
  it.each([
    ['R09', 'text/plain'],
    ['R10', 'application/x-www-form-urlencoded'],
    ['R10', 'multipart/form-data; boundary=x'],
    ['R12', 'application/vnd.api+json'],
    ['R13', 'application/json; charset=utf-16le'],
    ['R13', 'application/json; charset=foo'],
    ['R45', 'text/plain;application/json'],
  ])('%s: returns 415 for a body of type %s', async (_row, type) => {
    await using it = await mount();
    const body = { user_identity_id: it.user_identity_id };
    const response = await it.send(remove, post(body, { 'content-type': type }));
    expect(response).toMatchObject(refusal(415, 'unsupported_media_type'));
    expect(it.upstream()).toEqual([]);
  });

  it('R91: a read with 200 ids as a POST with a JSON body', async () => {
    await using it = await mount();
    const device_ids = Array.from({ length: 200 }, () => crypto.randomUUID());
    const response = await it.send('/devices/list', post({ device_ids: [...device_ids, it.device_id] }));
    expect(response).toMatchObject({ status: 200, body: { devices: [{ device_id: it.device_id }] } });
  });

  it('R11: returns 415 for a body without a type', async () => {
    await using it = await mount();
    const body = JSON.stringify({ user_identity_id: it.user_identity_id });
    const response = await it.send(remove, { method: 'POST', body: Buffer.from(body) });
    expect(response).toMatchObject(refusal(415, 'unsupported_media_type'));
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(5_000_000, 'x')).subarray(0, 8000)],
    ['foo', Buffer.from('{}')],
    ['identity', Buffer.from('{}')],
  ])('R14: returns 415 for a body encoded as %s, without inflating it', async (encoding, body) => {
    await using it = await mount();
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const response = await it.send(remove, { method: 'POST', headers, body: new Uint8Array(body) });
    expect(response).toMatchObject(refusal(415, 'unsupported_media_type'));
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    '{"user_identity_id":"hunter2"',
    "{'user_identity_id':'hunter2'}",
    '{"hunter2":1,}',
    '\ufeff\ufeff{}',
    'hunter2',
  ])('R15: returns 400 for malformed JSON, without repeating it: %j', async (body) => {
    await using it = await mount();
    const response = await it.send(remove, post(body));
    expect(response).toMatchObject(refusal(400, 'invalid_json'));
    expect(response.text).not.toContain('hunter2');
    expect(it.errors).toEqual([]);
  });

  it('R15: returns 400 for bytes that are not UTF-8', async () => {
    await using it = await mount();
    const body = Buffer.concat([Buffer.from('{"full_name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    const headers = { 'content-type': 'application/json' };
    const response = await it.send(create, { method: 'POST', headers, body });
    expect(response).toMatchObject(refusal(400, 'invalid_json'));
  });

  it.each([
    ['R16', 'null'],
    ['R16', '7'],
    ['R16', '"hunter2"'],
    ['R16', 'true'],
    ['R16', ''],
    ['R17', '[]'],
    ['R17', `[{"user_identity_id":"${id}"}]`],
  ])('%s: returns 400 for the body %j', async (_row, body) => {
    await using it = await mount();
    expect(await it.send(remove, post(body))).toMatchObject(refusal(400, 'invalid_input'));
    expect(it.upstream()).toEqual([]);
  });

  it('R18: accepts 16 KiB, and returns 413 for one byte more', async () => {
    await using it = await mount();
    const fill = (size: number) => {
      const frame = JSON.stringify({ user_identity_id: id, full_name: '' });
      return JSON.stringify({ user_identity_id: id, full_name: 'x'.repeat(size - frame.length) });
    };
    expect((await it.send(update, post(fill(16_384)))).status).toBe(404);
    expect(await it.send(update, post(fill(16_385)))).toMatchObject(refusal(413, 'payload_too_large'));
    expect(it.upstream()).toEqual([update]);
  });

  it('R18: reads a body that arrives in pieces', async () => {
    await using it = await mount();
    const pieces = ['{"full', '_name":"', 'Eve', '"}'];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const response = await it.send(create, { ...post(''), body, duplex: 'half' } as RequestInit);
    expect(response).toMatchObject({ status: 200, body: { user_identity: { full_name: 'Eve' } } });
  });

  it.each([
    ['lists', '['.repeat(5000) + ']'.repeat(5000)],
    ['objects', '{"a":'.repeat(2000) + '1' + '}'.repeat(2000)],
  ])('R19: returns 400 for deeply nested %s', async (_what, deep) => {
    await using it = await mount();
    const body = `{"user_identity_id":"${id}","full_name":${deep}}`;
    expect(await it.send(update, post(body))).toMatchObject(refusal(400, 'invalid_input'));
    expect(await it.send(update, post(deep))).toMatchObject({ status: 400 });
    expect(it.errors).toEqual([]);
  });

  it.each([
    (a: string, b: string) => `{"user_identity_id":"${a}","user_identity_id":"${b}"}`,
    (a: string, b: string) => `{"user_identity_id":"${a}", "user_identity_\\u0069d" : "${b}"}`,
  ])('R20: returns 400 for a duplicate name', async (bodyOf) => {
    const authorize = vi.fn(() => true);
    await using it = await mount({ authorize });
    expect(await it.send(remove, post(bodyOf(id, it.user_identity_id)))).toMatchObject(
      refusal(400, 'invalid_json'),
    );
    expect(authorize).not.toHaveBeenCalled();
  });

  it.each([id, other])('R20: returns 400 for a name in both query and body, there as %s', async (again) => {
    const authorize = vi.fn(() => true);
    await using it = await mount({ authorize });
    const init = { ...post({ user_identity_id: again }), method: 'DELETE' };
    expect(await it.send(`${remove}?user_identity_id=${id}`, init)).toMatchObject(
      refusal(400, 'invalid_input'),
    );
    expect(authorize).not.toHaveBeenCalled();
    const half = { ...post({ device_id: it.device_id }), method: 'DELETE' };
    const query = `?user_identity_id=${it.user_identity_id}`;
    expect(await it.send(revoke + query, half)).toMatchObject({ status: 200 });
  });

  it.each([
    ['R21', '{"user_identity_id":"?","__proto__":{"isAdmin":true}}'],
    ['R22', '{"user_identity_id":"?","constructor":{"prototype":{}}}'],
    ['R22', '{"user_identity_id":"?","toString":1}'],
    ['R22', '{"user_identity_id":"?","hasOwnProperty":1}'],
    ['R23', '{"user_identity_id":["?"]}'],
    ['R24', '{"user_identity_id":1}'],
    ['R24', '{"user_identity_id":true}'],
    ['R24', '{"user_identity_id":{"toString":"?"}}'],
    ['R24', '{"user_identity_id":null}'],
    ['R24', '{"user_identity_id":""}'],
    ['R33', '{}'],
    ['R36', '{"user_identity_id":"?","force":true}'],
  ])('%s: returns 400 for %s', async (_row, body) => {
    await using it = await mount();
    const response = await it.send(remove, post(body.replace('?', it.user_identity_id)));
    expect(response).toMatchObject(refusal(400, 'invalid_input'));
    expect({}).not.toHaveProperty('isAdmin');
    expect(it.upstream()).toEqual([]);
  });

  it('R21: returns 400 for a reserved name at any depth', async () => {
    await using it = await mount({ expose: ['/devices/list'] });
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const body = `{"custom_metadata_has":{"${name}":"x"}}`;
      expect(await it.send('/devices/list', post(body))).toMatchObject(refusal(400, 'invalid_input'));
      expect(await it.send(`/devices/list?custom_metadata_has.${name}=x`)).toMatchObject(
        refusal(400, 'invalid_input'),
      );
    }
  });

  it.each([
    ['R23', '/devices/list', { custom_metadata_has: [] }],
    ['R23', '/acs/users/create', { acs_system_id: id, full_name: 'Ada', access_schedule: [] }],
    ['R36', '/acs/users/create', { acs_system_id: id, full_name: 'Ada', access_schedule: { force: true } }],
    ['R34', '/devices/get', { device_id: id, name: 'Roof terrace' }],
    ['R34', '/access_codes/get', { access_code_id: id, device_id: id, code: '1234' }],
  ] as const)('%s: %s returns 400 for %j', async (_row, path, params) => {
    await using it = await mount({ expose: [path] });
    expect(await it.send(path, post(params))).toMatchObject(refusal(400, 'invalid_input'));
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['R25', `?user_identity_id=${id}&user_identity_id=${other}`],
    ['R26', '?user_identity_id[$ne]=1'],
    ['R26', '?__proto__[x]=1'],
    ['R26', '?__proto__.x=1'],
    ['R26', '?user_identity_id.x=1'],
    ['R28', `?user_identity_id=${id}%00`],
    ['R31', `?user_identity_id=%ED%A0%80`],
    ['R41', `?user_identity_id=%E0%A4%A`],
  ])('%s: returns 400 for the query %s', async (_row, query) => {
    await using it = await mount();
    const response = await it.send(remove + query, { method: 'DELETE' });
    expect(response.status).toBe(400);
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    '?custom_metadata_has=ab&custom_metadata_has.x=1',
    '?custom_metadata_has.x=1&custom_metadata_has=ab',
  ])('R25: returns 400 for a record that is also a string: %s', async (query) => {
    const authorize = vi.fn(() => true);
    await using it = await mount({ authorize });
    expect(await it.send(`/devices/list${query}`)).toMatchObject(refusal(400, 'invalid_input'));
    expect(authorize).not.toHaveBeenCalled();
  });

  it('R27: refuses a query with too many parameters or characters', async () => {
    await using it = await mount();
    const many = Array.from({ length: 1000 }, (_, i) => `a${i}=1`).join('&');
    expect(await it.send(`${list}?${many}`)).toMatchObject(refusal(400, 'invalid_query_params'));
    expect(await it.send(`${list}?search=${'x'.repeat(8200)}`)).toMatchObject(refusal(414, 'query_too_long'));
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['R28', 'Ada'],
    ['R28', `${id}\n`],
    ['R28', `${id}\u0000`],
    ['R28', ` ${id}`],
    ['R28', `${id} `],
    ['R28', `{${id}}`],
    ['R28', `urn:uuid:${id}`],
    ['R28', id.replaceAll('-', '')],
    ['R30', id.replace('7', '\uff17')],
    ['R30', id.replace('a', '\u0430')],
    ['R30', `\u202e${id}`],
    ['R30', `${id.slice(0, 8)}\u200d${id.slice(8)}`],
  ])('%s: returns 400 for the id %j', async (_row, user_identity_id) => {
    const authorize = vi.fn(() => true);
    await using it = await mount({ authorize });
    expect(await it.send(remove, post({ user_identity_id }))).toMatchObject(refusal(400, 'invalid_input'));
    const query = new URLSearchParams({ user_identity_id }).toString();
    expect(await it.send(`${remove}?${query}`, { method: 'DELETE' })).toMatchObject(
      refusal(400, 'invalid_input'),
    );
    expect(authorize).not.toHaveBeenCalled();
  });

  it('R29: an id in upper case is lower-cased for the policy and for Seam', async () => {
    const seen: unknown[] = [];
    await using it = await mount({ authorize: ({ params }) => seen.push(params) > 0 });
    const ids = { user_identity_id: it.user_identity_id, device_id: it.device_id };
    const upper = Object.fromEntries(Object.entries(ids).map(([name, text]) => [name, text.toUpperCase()]));
    expect(upper).not.toEqual(ids);
    expect(await it.send(revoke, post(upper))).toMatchObject({ status: 200 });
    expect(seen).toEqual([ids]);
    expect(it.fake.journal.calls.at(-1)?.params).toEqual(ids);
    expect(it.hasDevice()).toBe(false);
    const query = `?user_identity_ids=${it.user_identity_id.toUpperCase()}`;
    expect(await it.send(list + query)).toMatchObject({ status: 200 });
    expect(seen.at(-1)).toEqual({ user_identity_ids: [it.user_identity_id] });
  });

  it.each(['"\\ud800"', '"a\\udc00b"', '"x\\u0000y"', '"\\u001b[31m"', '"\\u2028"', '"\\u0085"'])(
    'R31, R66: returns 400 for the string %s',
    async (text) => {
      await using it = await mount();
      const response = await it.send(create, post(`{"full_name":${text}}`));
      expect(response).toMatchObject(refusal(400, 'invalid_input'));
      expect(it.upstream()).toEqual([]);
    },
  );

  it('R31: accepts a string with several scripts and lines', async () => {
    await using it = await mount();
    const full_name = 'Zoë 👩‍👩‍👧 اَلْعَرَبِيَّةُ\n\tTür 2';
    expect(await it.send(create, post({ full_name }))).toMatchObject({
      status: 200,
      body: { user_identity: { full_name } },
    });
  });

  it.each(['1e999', '-1e999', '12345678901234567890', '9007199254740993'])(
    'R32: returns 400 for the number %s, which would be rounded',
    async (number) => {
      await using it = await mount();
      expect(await it.send(list, post(`{"limit":${number}}`))).toMatchObject(refusal(400, 'invalid_input'));
      expect(await it.send(`${list}?limit=${number}`)).toMatchObject(refusal(400, 'invalid_input'));
      expect(it.upstream()).toEqual([]);
    },
  );

  it.each([
    ['R33', {}],
    ['R34', { acs_user_id: id, user_identity_id: id }],
    ['R34', { acs_user_id: id, acs_system_id: id }],
    ['R36', { acs_user_id: id, force: true }],
  ])('%s: revoking all entrances returns 400 for %j', async (_row, params) => {
    await using it = await mount();
    expect(await it.send(revokeAll, post(params))).toMatchObject(refusal(400, 'invalid_input'));
    expect(it.upstream()).toEqual([]);
  });

  it('R35: the policy receives every parameter that Seam receives', async () => {
    await using it = await mount({ authorize: ({ params }) => !('acs_system_id' in params) });
    const params = { user_identity_id: it.user_identity_id, acs_system_id: other };
    expect(await it.send(revokeAll, post(params))).toMatchObject(refusal(403, 'forbidden'));
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['?limit=0'],
    ['?limit=-1'],
    ['?limit=1.5'],
    ['?limit='],
    ['?page=2'],
    ['?offset=9'],
    ['?per_page=9'],
  ])('R37: the list returns 400 for %s', async (query) => {
    await using it = await mount();
    expect(await it.send(list + query)).toMatchObject(refusal(400, 'invalid_input'));
    expect(it.upstream()).toEqual([]);
  });

  it('empty strings are dropped before the policy, as Seam drops them', async () => {
    const seen: unknown[] = [];
    await using it = await mount({ authorize: ({ params }) => seen.push(params) > 0 });
    expect(await it.send(list, post({ search: '', limit: 1 }))).toMatchObject({ status: 200 });
    expect(await it.send(`${list}?search=&limit=1`)).toMatchObject({ status: 200 });
    expect(seen).toEqual([{ limit: 1 }, { limit: 1 }]);
    for (const params of [{ custom_metadata_has: { a: '' } }, { device_ids: [''] }])
      expect(await it.send('/devices/list', post(params))).toMatchObject(refusal(400, 'invalid_input'));
    expect(it.fake.journal.calls.map(({ params }) => params)).toEqual(seen);
  });

  it.each([
    ['/access_methods/delete', { reservation_key: '' }],
    ['/user_identities/get', { user_identity_key: '' }],
    ['/access_codes/get', { device_id: id, code: '' }],
  ] as const)('R33: of %s, %j returns 400: an empty string names nothing', async (path, params) => {
    const authorize = vi.fn(() => true);
    await using it = await mount({ expose: [path], authorize });
    expect(await it.send(path, post(params))).toMatchObject(refusal(400, 'invalid_input'));
    const method = path.endsWith('/get') ? 'GET' : 'DELETE';
    const query = new URLSearchParams(params).toString();
    expect(await it.send(`${path}?${query}`, { method })).toMatchObject(refusal(400, 'invalid_input'));
    expect(authorize).not.toHaveBeenCalled();
  });

  it('accepts and drops Seam’s _strict flag', async () => {
    await using it = await mount();
    expect(await it.send(`${list}?_strict=true&limit=1`)).toMatchObject({ status: 200 });
    expect(it.fake.journal.calls.at(-1)?.params).toEqual({ limit: 1 });
  });
});

describe('headers', () => {
  it('R38: no value of a request header is in the response', async () => {
    await using it = await mount();
    const sent = 'a%0d%0aset-cookie:x';
    const response = await it.send(list, { headers: { 'x-request-id': sent, 'seam-request-id': sent } });
    expect(response.headers.get('x-request-id')).not.toContain('set-cookie');
    expect(response.headers.has('set-cookie')).toBe(false);
  });

  it('R65: the caller’s request id is used only with requestId, and only if it is valid', async () => {
    await using own = await mount();
    const headers = { 'x-request-id': 'proxy-1' };
    expect((await own.send(list, { headers })).headers.get('x-request-id')).not.toBe('proxy-1');
    await using it = await mount({ requestId: (req) => headerOf(req, 'x-request-id') });
    const idFor = async (sent: string) =>
      (await it.send(list, { headers: { 'x-request-id': sent } })).headers.get('x-request-id');
    expect(await idFor('proxy-1')).toBe('proxy-1');
    for (const sent of ['x'.repeat(4096), 'a b', 'a,b', '<x>'])
      expect(await idFor(sent)).toMatch(/^[\da-f-]{36}$/);
    const { body } = await it.send(remove, post({}, headers));
    expect(body).toMatchObject({ error: { request_id: 'proxy-1' } });
  });
});
