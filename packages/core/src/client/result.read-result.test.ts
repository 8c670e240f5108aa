import { describe, expect, it } from 'vitest';
import { endpoints } from '../contract/endpoints.ts';
import { createSeam } from './create-seam.ts';
import { paginationOf } from './pagination.ts';
import { json, recordingServer, text } from './recording-server.test-helper.ts';
import { readResult } from './result.ts';

const { list, get, listAccessibleDevices } = endpoints.userIdentities;

const responseOf = (body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json', ...headers } });

const read = async (endpoint: Parameters<typeof readResult>[0], response: Response) =>
  readResult(endpoint, response, await response.text());

describe('the result', () => {
  it('is the property that the endpoint names', async () => {
    const user_identity = { user_identity_id: 'u1' };
    expect(await read(get, responseOf({ user_identity, ok: true }))).toEqual(user_identity);
    expect(await read(listAccessibleDevices, responseOf({ devices: [1], accessible_devices: [2] }))).toEqual([
      1,
    ]);
  });

  it.each([
    ['an object', get, 'user_identity', [undefined, null, 'Ada', 7, true, []]],
    ['a list', listAccessibleDevices, 'devices', [undefined, null, 'Ada', 7, {}]],
    ['a page', list, 'user_identities', [undefined, null, 'Ada', 7, {}]],
  ])('C21: is wrong where %s belongs and something else came', async (_, endpoint, name, values) => {
    for (const value of values)
      await expect(read(endpoint, responseOf({ [name]: value, ok: true }))).rejects.toMatchObject({
        name: 'SeamInvalidResponseError',
        reason: 'shape',
        outcome: 'unknown',
      });
  });

  it('that is a page knows where the next one begins, and is a plain list all the same', async () => {
    const pagination = { has_next_page: true, next_page_cursor: 'c2', next_page_url: null };
    await using server = await recordingServer(json({ user_identities: [], pagination, ok: true }));
    const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, endpoint: server.url });
    const page = await seam.userIdentities.list();
    expect(paginationOf(page)).toEqual(pagination);
    expect(page).toEqual([]);
    expect(Reflect.ownKeys(Object.assign({}, page))).toEqual([]);
  });

  it('that is no page has none', async () => {
    const devices = (await read(listAccessibleDevices, responseOf({ devices: [] }))) as object;
    expect(paginationOf(devices)).toBeUndefined();
  });

  it('C26: is data, whatever its members are called', async () => {
    const body = '{"user_identity":{"__proto__":{"polluted":true},"constructor":1},"ok":true}';
    await using server = await recordingServer(text(body));
    const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, endpoint: server.url });
    await seam.userIdentities.get({ user_identity_key: 'k1' });
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a response', () => {
  it.each(['Application/JSON', 'application/json;charset=UTF-8', 'application/vnd.seam+json'])(
    'C24: may call its JSON %s',
    async (type) => {
      const response = responseOf({ user_identity: {}, ok: true }, { 'content-type': type });
      expect(await read(get, response)).toEqual({});
    },
  );

  it.each(['text/json', 'application/jsonx', 'x-application/json', ''])(
    'C23: may not call it %j',
    async (type) => {
      const response = responseOf({ user_identity: {}, ok: true }, { 'content-type': type });
      await expect(read(get, response)).rejects.toMatchObject({ reason: 'not_json' });
    },
  );

  it('C42: is a redirect in a browser too, which does not show its status', async () => {
    const response = Object.defineProperty(responseOf({ ok: true }), 'type', { value: 'opaqueredirect' });
    await expect(read(get, response)).rejects.toMatchObject({ reason: 'redirect', outcome: 'unknown' });
  });

  it('that proves nothing still has an id', async () => {
    const response = responseOf({ ok: false }, { 'seam-request-id': 'request7' });
    await expect(read(get, response)).rejects.toMatchObject({ reason: 'not_ok', requestId: 'request7' });
  });

  it('without a valid Retry-After has no delay', async () => {
    for (const after of [undefined, 'soon', '-1', '']) {
      await using server = await recordingServer(
        json({ ok: false }, 429, after === undefined ? {} : { 'retry-after': after }),
      );
      const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, endpoint: server.url });
      const error: unknown = await seam.userIdentities.list().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'SeamRateLimitError', type: 'http_429' });
      expect(error).not.toHaveProperty('retryAfterMs');
    }
  });

  it('C27: with status 400 blames the parameters only when it says so', async () => {
    const other = json({ error: { type: 'device_unmanaged', message: 'No.' }, ok: false }, 400);
    await using server = await recordingServer(other);
    const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, endpoint: server.url });
    await expect(seam.userIdentities.list()).rejects.toMatchObject({
      name: 'SeamApiError',
      type: 'device_unmanaged',
    });
  });
});
