import { describe, expect, it, vi } from 'vitest';
import {
  base,
  bytesOf,
  closing,
  host,
  isFetch,
  mount,
  post,
  postBytes,
  refusal,
  servers,
  statusOf,
} from './servers.test-helper.ts';

const list = '/user_identities/list';
const revoke = '/user_identities/revoke_access_to_device';

describe.each(Object.keys(servers))('what there is, on %s', (server) => {
  it.each([
    ['R01', '/nope'],
    ['R01', '/user_identities/nope'],
    ['R01', '/'],
    ['R02', '/locks/unlock_door'],
    ['R02', '/devices/get'],
  ])('%s: nothing at %s', async (_row, path) => {
    await using it = await mount(server);
    const answer = await it.send(path, post({ device_id: it.device_id }));
    expect(answer).toMatchObject(refusal(404, 'endpoint_not_found'));
    expect(answer.text).not.toContain(path.length > 1 ? path : '<');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(it.upstream()).toEqual([]);
  });

  it('R03: another verb is told which there are', async () => {
    await using it = await mount(server);
    const answer = await it.send('/acs/users/revoke_access_to_all_entrances');
    expect(answer).toMatchObject(refusal(405, 'method_not_allowed'));
    expect(answer.headers.get('allow')).toBe('POST');
    expect((await it.send(revoke)).headers.get('allow')).toBe('DELETE, POST');
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['R04', 'HEAD'],
    ['R05', 'OPTIONS'],
  ])('%s: %s is no way in, and tells nothing', async (_row, method) => {
    const authorize = vi.fn(() => true);
    await using it = await mount(server, { authorize });
    const answer = await it.send(list, { method });
    expect(answer.status).toBe(405);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(authorize).not.toHaveBeenCalled();
    expect(it.upstream()).toEqual([]);
  });

  it('R06: TRACE echoes nothing, and CONNECT closes the connection', async () => {
    await using it = await mount(server);
    const trace = await it.raw(bytesOf(`TRACE ${base}${list}`, [host, closing, 'x-secret: hunter2']));
    // The Request of fetch knows no TRACE, so that its servers refuse before they ask anybody.
    expect([400, 405, 500]).toContain(statusOf(trace));
    expect(trace).not.toContain('hunter2');
    expect(statusOf(await it.raw(bytesOf(`CONNECT ${base}${list}`, [host])))).not.toBe(200);
    expect(it.upstream()).toEqual([]);
  });

  it('R07: a verb that is none is refused by node', async () => {
    await using it = await mount(server);
    expect(statusOf(await it.raw(bytesOf(`FOO ${base}${list}`, [host, closing])))).toBe(400);
    expect((await it.send(list)).status).toBe(200);
  });

  it('R08: nothing overrides the verb', async () => {
    await using it = await mount(server);
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

  // What a URL parser rights is the same endpoint then, and the same decision; the others are no path at all.
  it.each([
    ['/%75ser_identities/list', 404],
    ['//user_identities/list', 404],
    ['/user_identities//list', 404],
    ['/user_identities/list/', 404],
    ['/user_identities/list;x=1', 404],
    ['/user_identities%2flist', 404],
    ['/user%5fidentities/list', 404],
    ['/user_identities/list%00', 404],
    ['/user_identities/%E0%A4%A', 404],
    ['/user_identities/list\u00e9', 404],
    ['/x/../user_identities/list', 403],
    ['/x/%2e%2e/user_identities/list', 403],
    ['/user_identities\\list', 403],
  ])('R41: %s goes round no policy', async (path, onFetch) => {
    const authorize = vi.fn(() => false);
    await using it = await mount(server, { authorize });
    const status = statusOf(
      await it.raw(Buffer.from(bytesOf(`GET ${base}${path}`, [host, closing]), 'latin1')),
    );
    expect([400, isFetch(server) ? onFetch : 404]).toContain(status);
    expect(authorize).toHaveBeenCalledTimes(status === 403 ? 1 : 0);
    expect(it.upstream()).toEqual([]);
  });

  it.each(['/USER_IDENTITIES/list', '/user_identities/LIST', '/User_Identities/List'])(
    'R42: %s is no path',
    async (path) => {
      await using it = await mount(server);
      expect(await it.send(path)).toMatchObject(refusal(404, 'endpoint_not_found'));
      expect(it.upstream()).toEqual([]);
    },
  );

  it.each(['http://evil.example', 'http://user:hunter2@evil.example'])(
    'R43: a target that begins with %s changes no decision and no address of Seam’s',
    async (origin) => {
      const authorize = vi.fn(() => false);
      await using it = await mount(server, { authorize });
      const body = JSON.stringify({ user_identity_id: it.user_identity_id, device_id: it.device_id });
      const status = statusOf(await it.raw(postBytes(`${origin}${base}${revoke}`, body)));
      // The Request of fetch refuses a name and a password in a URL, so that its servers fail before they ask anybody.
      expect(isFetch(server) ? [400, 403, 404, 500] : [404]).toContain(status);
      expect(authorize).toHaveBeenCalledTimes(status === 403 ? 1 : 0);
      expect(it.hasDevice()).toBe(true);
      expect(it.upstream()).toEqual([]);
    },
  );

  it('R43: a fragment in the target cuts nothing off', async () => {
    await using it = await mount(server);
    const status = statusOf(await it.raw(bytesOf(`GET ${base}${list}#frag`, [host, closing])));
    expect(it.upstream()).toEqual(status === 200 ? [list] : []);
    const inQuery = await it.raw(bytesOf(`GET ${base}${list}?limit=2#frag`, [host, closing]));
    const sent = it.fake.journal.calls.at(-1)?.params;
    if (statusOf(inQuery) === 200) expect(sent).toEqual({ limit: 2 });
  });

  it('R77: an upgrade to a WebSocket is answered like any other request', async () => {
    await using it = await mount(server);
    const headers = [host, 'connection: Upgrade', 'upgrade: websocket', 'sec-websocket-key: x'];
    const received = await it.raw(bytesOf(`GET ${base}/ws`, headers), true);
    expect(statusOf(received)).toBe(404);
  });

  it('R80: an answer is never kept, nor compared with one that was', async () => {
    await using it = await mount(server);
    const first = await it.send(list);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.has('etag')).toBe(false);
    const again = await it.send(list, {
      headers: { 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() },
    });
    expect(again).toMatchObject({ status: 200, text: first.text });
  });

  it('every answer tells its ids, forbids guessing, and says nothing of the server', async () => {
    await using it = await mount(server);
    for (const answer of [await it.send(list), await it.send('/nope'), await it.send(revoke, post({}))]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
      if (answer.status >= 400)
        expect(answer.body).toMatchObject({ error: { request_id: answer.headers.get('x-request-id') } });
      for (const name of ['etag', 'x-powered-by', 'server', 'vary'])
        expect(answer.headers.has(name)).toBe(false);
    }
    expect((await it.send(list)).headers.get('seam-request-id')).toBe(
      it.fake.journal.calls.at(-1)?.request_id,
    );
  });
});
