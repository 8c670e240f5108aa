import { EventEmitter, once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { createSeam } from '../create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const apiKey = 'seam_test1_key';
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

describe('what sends a call', () => {
  it('is the fetch that was passed, and not the global one', async () => {
    const global = vi.spyOn(globalThis, 'fetch');
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ ok: true }));
    const seam = createSeam({ apiKey, endpoint: 'https://seam.example.com', fetch });
    await seam.userIdentities.delete({ user_identity_id });
    const [request] = fetch.mock.calls[0] ?? [];
    expect(new Request(request ?? '').url).toContain('https://seam.example.com/user_identities/delete?');
    expect(global).not.toHaveBeenCalled();
    global.mockRestore();
  });

  it('C60: sends it once, however often it is awaited', async () => {
    await using server = await recordingServer(json({ ok: true }));
    const call = createSeam({ apiKey, endpoint: server.url }).userIdentities.delete({ user_identity_id });
    await Promise.all([call, call, call.catch(() => {})]);
    expect(server.requests).toHaveLength(1);
  });

  it('gets no cookie or credential of the environment that was not asked for', async () => {
    await using server = await recordingServer(json({ ok: true }));
    vi.stubEnv('SEAM_API_KEY', 'seam_env_key');
    const seam = createSeam({ auth: 'none', endpoint: server.url });
    await seam.userIdentities.delete({ user_identity_id });
    vi.unstubAllEnvs();
    expect(JSON.stringify(server.requests[0]?.headers)).not.toMatch(/seam_env_key|cookie/);
  });
});

describe('the time a call may take', () => {
  it.each([
    ['is the client’s', { timeout: 30 }, undefined],
    ['is the call’s before the client’s', { timeout: 60_000 }, { timeout: 30 }],
  ])('%s', async (_, options, call) => {
    await using server = await recordingServer(() => {});
    const seam = createSeam({ apiKey, endpoint: server.url, ...options });
    await expect(seam.userIdentities.delete({ user_identity_id }, call)).rejects.toMatchObject({
      name: 'SeamTimeoutError',
      message: '/user_identities/delete took longer than 30 ms',
    });
  });
});

describe('C53: a caller who gives up', () => {
  it('closes the connection, while it waits for headers', async () => {
    const controller = new AbortController();
    const connection = new EventEmitter();
    const closed = once(connection, 'closed');
    await using server = await recordingServer((response) => {
      response.once('close', () => connection.emit('closed'));
      controller.abort('enough');
    });
    const seam = createSeam({ apiKey, endpoint: server.url });
    const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', cause: 'enough' });
    await closed;
    expect(server.requests).toHaveLength(1);
  });

  it('gets no half answer, in the middle of the body', async () => {
    const controller = new AbortController();
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"ok":true', () => controller.abort(new Error('enough')));
    });
    const seam = createSeam({ apiKey, endpoint: server.url });
    const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({
      name: 'SeamAbortError',
      outcome: 'unknown',
      cause: { message: 'enough' },
    });
  });

  it('is told of the abort, whatever the transport makes of it', async () => {
    const controller = new AbortController();
    const fetch: typeof globalThis.fetch = () => {
      controller.abort('mine');
      return Promise.reject(new DOMException('The operation timed out.', 'TimeoutError'));
    };
    const seam = createSeam({ apiKey, fetch });
    const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', cause: 'mine' });
  });
});
