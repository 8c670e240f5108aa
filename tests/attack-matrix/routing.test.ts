import { describe, expect, it, vi } from 'vitest';
import { mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const revoke = '/user_identities/revoke_access_to_device';

describe('what there is', () => {
  it.each([
    ['R01', '/nope'],
    ['R01', '/user_identities/nope'],
    ['R01', '/'],
    ['R02', '/locks/unlock_door'],
    ['R02', '/devices/get'],
  ])('%s: nothing at %s', async (_row, path) => {
    await using it = await mount();
    const answer = await it.send(path, post({ device_id: it.device_id }));
    expect(answer).toMatchObject(refusal(404, 'endpoint_not_found'));
    expect(answer.text).not.toContain(path.length > 1 ? path : '<');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(it.upstream()).toEqual([]);
  });

  it('R03: another verb is told which there are', async () => {
    await using it = await mount();
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
    await using it = await mount({ authorize });
    const answer = await it.send(list, { method });
    expect(answer.status).toBe(405);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(authorize).not.toHaveBeenCalled();
    expect(it.upstream()).toEqual([]);
  });

  it('R08: nothing overrides the verb', async () => {
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
    'R42: %s is no path',
    async (path) => {
      await using it = await mount();
      expect(await it.send(path)).toMatchObject(refusal(404, 'endpoint_not_found'));
      expect(it.upstream()).toEqual([]);
    },
  );

  it('R80: an answer is never kept, nor compared with one that was', async () => {
    await using it = await mount();
    const first = await it.send(list);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.has('etag')).toBe(false);
    const again = await it.send(list, {
      headers: { 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() },
    });
    expect(again).toMatchObject({ status: 200, text: first.text });
  });

  it('every answer tells its ids, forbids guessing, and says nothing of the server', async () => {
    await using it = await mount();
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
