import { describe, expect, it, vi } from 'vitest';
import { mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const revoke = '/user_identities/revoke_access_to_device';

describe('paths and verbs', () => {
  it.each([
    ['R01', '/nope'],
    ['R01', '/user_identities/nope'],
    ['R01', '/'],
    ['R02', '/locks/unlock_door'],
    ['R02', '/devices/get'],
  ])('%s: returns 404 for %s', async (_row, path) => {
    await using it = await mount();
    const response = await it.send(path, post({ device_id: it.device_id }));
    expect(response).toMatchObject(refusal(404, 'endpoint_not_found'));
    expect(response.text).not.toContain(path.length > 1 ? path : '<');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(it.upstream()).toEqual([]);
  });

  it('R03: returns 405 with Allow for another verb', async () => {
    await using it = await mount();
    const response = await it.send('/acs/users/revoke_access_to_all_entrances');
    expect(response).toMatchObject(refusal(405, 'method_not_allowed'));
    expect(response.headers.get('allow')).toBe('POST');
    expect((await it.send(revoke)).headers.get('allow')).toBe('DELETE, POST');
    expect(it.upstream()).toEqual([]);
  });

  it.each(['PATCH', 'POST', 'PUT'])('accepts %s where Seam documents three verbs', async (method) => {
    await using it = await mount({ expose: ['/access_codes/update'] });
    const { access_code_id } = it.fake.add.accessCode({ device_id: it.device_id, code: '1111' });
    const response = await it.send('/access_codes/update', {
      ...post({ access_code_id, code: '2222' }),
      method,
    });
    expect(response.status).toBe(200);
    expect(it.upstream()).toEqual(['/access_codes/update']);
    const refused = await it.send('/access_codes/update', { method: 'DELETE' });
    expect(refused.headers.get('allow')).toBe('PATCH, POST, PUT');
  });

  it.each([
    ['R04', 'HEAD'],
    ['R05', 'OPTIONS'],
  ])('%s: returns 405 for %s, without CORS headers', async (_row, method) => {
    const authorize = vi.fn(() => true);
    await using it = await mount({ authorize });
    const response = await it.send(list, { method });
    expect(response.status).toBe(405);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(authorize).not.toHaveBeenCalled();
    expect(it.upstream()).toEqual([]);
  });

  it('R08: no header or parameter overrides the verb', async () => {
    await using it = await mount();
    const ids = { user_identity_id: it.user_identity_id, device_id: it.device_id };
    const query = new URLSearchParams(ids).toString();
    const overriding = { 'x-http-method-override': 'DELETE' };
    expect(await it.send(`${revoke}?${query}`, { headers: overriding })).toMatchObject(
      refusal(405, 'method_not_allowed'),
    );
    expect(await it.send(`${list}?_method=DELETE`)).toMatchObject(refusal(400, 'invalid_input'));
    expect(await it.send(`${revoke}?_method=DELETE`, post(ids))).toMatchObject(
      refusal(400, 'invalid_query_params'),
    );
    expect(it.hasDevice()).toBe(true);
    expect(it.upstream()).toEqual([]);
  });

  it.each(['/USER_IDENTITIES/list', '/user_identities/LIST', '/User_Identities/List'])(
    'R42: returns 404 for %s',
    async (path) => {
      await using it = await mount();
      expect(await it.send(path)).toMatchObject(refusal(404, 'endpoint_not_found'));
      expect(it.upstream()).toEqual([]);
    },
  );

  it('R80: responses are not cached, and conditional requests are ignored', async () => {
    await using it = await mount();
    const first = await it.send(list);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.has('etag')).toBe(false);
    const again = await it.send(list, {
      headers: { 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() },
    });
    expect(again).toMatchObject({ status: 200, text: first.text });
  });

  it('every response has its ids and nosniff, and no headers about the server', async () => {
    await using it = await mount();
    for (const response of [await it.send(list), await it.send('/nope'), await it.send(revoke, post({}))]) {
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
      if (response.status >= 400)
        expect(response.body).toMatchObject({ error: { request_id: response.headers.get('x-request-id') } });
      for (const name of ['etag', 'x-powered-by', 'server', 'vary'])
        expect(response.headers.has(name)).toBe(false);
    }
    expect((await it.send(list)).headers.get('seam-request-id')).toBe(
      it.fake.journal.calls.at(-1)?.request_id,
    );
  });
});
