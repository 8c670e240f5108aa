import { describe, expect, it, vi } from 'vitest';
import { createSeam } from './create-seam.ts';
import { closedPort, recordingServer } from './recording-server.test-helper.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const clientOf = (endpoint: string) => createSeam({ apiKey: 'seam_test1_key', retry: false, endpoint });

describe('a call without a response', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN'])('C01, C02: finds no host (%s)', async (code) => {
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo'), { code }) });
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, fetch });
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
      name: 'SeamConnectionError',
      code: 'dns',
      outcome: 'not_sent',
    });
  });

  it('C03: fails when no server listens', async () => {
    await expect(
      clientOf(await closedPort()).userIdentities.delete({ user_identity_id }),
    ).rejects.toMatchObject({
      name: 'SeamConnectionError',
      code: 'refused',
      outcome: 'not_sent',
    });
  });

  it('C08: may have been applied when the connection broke', async () => {
    await using server = await recordingServer((response) => response.socket?.resetAndDestroy());
    const call = clientOf(server.url).userIdentities.delete({ user_identity_id });
    await expect(call).rejects.toMatchObject({ name: 'SeamConnectionError', outcome: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });

  it('C12: ends when its time is up, waiting for headers', async () => {
    await using server = await recordingServer(() => {});
    const call = clientOf(server.url).userIdentities.delete({ user_identity_id }, { timeout: 50 });
    await expect(call).rejects.toMatchObject({
      name: 'SeamTimeoutError',
      phase: 'headers',
      outcome: 'unknown',
    });
  });

  it('C13: ends when its time is up, in the middle of the body', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"ok":');
    });
    const call = clientOf(server.url).userIdentities.delete({ user_identity_id }, { timeout: 500 });
    await expect(call).rejects.toMatchObject({ name: 'SeamTimeoutError', phase: 'body', outcome: 'unknown' });
  });

  it('C15: may have been applied when the body broke off', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"ok":', () => response.socket?.resetAndDestroy());
    });
    const call = clientOf(server.url).userIdentities.delete({ user_identity_id });
    await expect(call).rejects.toMatchObject({ name: 'SeamConnectionError', outcome: 'unknown' });
  });
});

describe('a fetch that fails without an error', () => {
  const refused = () =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });

  it.each([undefined, null, 'a text'])('is retried like any other: %j', async (thrown) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ ok: true }));
    fetch.mockRejectedValueOnce(thrown);
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    await seam.userIdentities.delete({ user_identity_id });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('may have been applied when its caller gave up, although an earlier attempt was not sent', async () => {
    const controller = new AbortController();
    const reason: unknown = undefined;
    const fetch = vi.fn<typeof globalThis.fetch>(() => {
      controller.abort();
      throw reason;
    });
    fetch.mockRejectedValueOnce(refused());
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', outcome: 'unknown' });
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('a call whose caller gives up', () => {
  it('C52: is not sent when that was before', async () => {
    await using server = await recordingServer(() => {});
    const signal = AbortSignal.abort(new Error('changed my mind'));
    const call = clientOf(server.url).userIdentities.delete({ user_identity_id }, { signal });
    await expect(call).rejects.toMatchObject({
      name: 'SeamAbortError',
      outcome: 'not_sent',
      cause: { message: 'changed my mind' },
    });
    expect(server.requests).toEqual([]);
  });

  it('C53: ends at once when that was during it', async () => {
    const controller = new AbortController();
    await using server = await recordingServer(() => controller.abort('enough'));
    const call = clientOf(server.url).userIdentities.delete(
      { user_identity_id },
      { signal: controller.signal },
    );
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', outcome: 'unknown', cause: 'enough' });
  });
});
