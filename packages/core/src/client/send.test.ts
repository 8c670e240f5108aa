import { EventEmitter, once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { SeamNotFoundError } from '../errors/api-errors.ts';
import { createSeam, type Seam } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

describe('create send', () => {
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

    it('C117: is checked before the first attempt, which is not sent when it is over', async () => {
      const sent: string[] = [];
      const seam = createSeam({
        publishableKey: 'seam_pk1_key',
        userIdentifierKey: 'u-123456',
        totalTimeout: 60_000,
        fetch: async (input) => {
          sent.push(new URL(input as string).pathname);
          // The time is over, and no timer has fired.
          const now = performance.now() + 60_000;
          vi.spyOn(performance, 'now').mockImplementation(() => now);
          return Response.json({ client_session: { token: 'seam_cst1_a' }, ok: true });
        },
      });
      await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
        name: 'SeamTimeoutError',
        outcome: 'not_sent',
      });
      expect(sent).toEqual(['/client_sessions/get_or_create']);
    });
  });

  it('C116: a call that is aborted as soon as it was made is not sent', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ ok: true }));
    const controller = new AbortController();
    const call = createSeam({ apiKey, fetch }).userIdentities.delete(
      { user_identity_id },
      { signal: controller.signal },
    );
    controller.abort('enough');
    await expect(call).rejects.toMatchObject({
      name: 'SeamAbortError',
      outcome: 'not_sent',
      cause: 'enough',
    });
    expect(fetch).not.toHaveBeenCalled();
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

    it('is aborted in the middle of the body', async () => {
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

    it('throws a SeamAbortError whatever error the transport throws', async () => {
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
});

describe('final error', () => {
  const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
  const other = '2f0c6a1e-7a54-4c4b-9d0e-0a1b2c3d4e5f';

  type Responder = () => Response;

  const html =
    (status: number): Responder =>
    () =>
      new Response('<html></html>', { status, headers: { 'content-type': 'text/html' } });
  const refusal =
    (type: string, status = 404): Responder =>
    () =>
      Response.json({ error: { type, message: 'No.' }, ok: false }, { status });
  const reset: Responder = () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
  };

  /** The `fetch` makes a call of its own, for example for a token, and that call fails. */
  const innerRefusal: Responder = () => {
    throw new SeamNotFoundError('No.', { type: 'user_identity_not_found', statusCode: 404 });
  };

  /** A client whose attempts receive these responses in order. */
  const respondingWith = (...responders: Responder[]): Seam => {
    const queue = [...responders];
    return createSeam({
      apiKey: 'seam_test1_key',
      retry: { baseDelay: 0 },
      fetch: async () => (queue.shift() ?? html(500))(),
    });
  };

  const removals: [title: string, call: (seam: Seam) => Promise<unknown>][] = [
    [
      'a revoke',
      (seam) => seam.userIdentities.revokeAccessToDevice({ user_identity_id: id, device_id: other }),
    ],
    ['a delete', (seam) => seam.userIdentities.delete({ user_identity_id: id })],
  ];

  describe.each(removals)('C73: the 404 that follows an unknown outcome of %s', (_, call) => {
    it.each<[string, Responder, Responder]>([
      ['an HTML page', html(502), html(404)],
      ['an HTML page after a reset', reset, html(404)],
      ['an empty response', html(502), () => new Response(null, { status: 404 })],
      ['endpoint_not_found', html(502), refusal('endpoint_not_found')],
      ['a resource that no parameter names', reset, refusal('acs_credential_not_found')],
      ['workspace_not_found', html(502), refusal('workspace_not_found')],
      ['not_found', html(502), refusal('not_found')],
      [
        'a type without a message',
        html(502),
        () => Response.json({ error: { type: 'user_identity_not_found' } }, { status: 404 }),
      ],
      ['the type with another status', html(502), refusal('user_identity_not_found', 400)],
      ['an error of a call inside of fetch', reset, innerRefusal],
    ])('proves nothing when it is %s', async (_title, first, second) => {
      await expect(call(respondingWith(first, second))).rejects.toMatchObject({ outcome: 'unknown' });
    });

    it.each([html(502), reset])('proves the removal when its type names a parameter', async (first) => {
      await expect(call(respondingWith(first, refusal('user_identity_not_found')))).resolves.toBeUndefined();
    });

    it('is an error when no attempt before had an unknown outcome', async () => {
      const seam = respondingWith(refusal('rate_limited', 429), refusal('user_identity_not_found'));
      await expect(call(seam)).rejects.toMatchObject({ name: 'SeamNotFoundError', outcome: 'rejected' });
    });
  });

  describe('C73: a 404 after an unknown outcome', () => {
    it('proves nothing about a list: the others may still be there', async () => {
      const call = respondingWith(html(502), refusal('device_not_found')).spaces.removeDevices({
        space_id: id,
        device_ids: [id, other],
      });
      await expect(call).rejects.toMatchObject({ outcome: 'unknown' });
    });

    it('accepts a key as the name', async () => {
      const call = respondingWith(html(502), refusal('reservation_not_found')).accessMethods.delete({
        reservation_key: 'r1',
      });
      await expect(call).resolves.toBeUndefined();
    });

    it.each([undefined, other])(
      'does not count an optional parameter: the code may exist: %s',
      async (device_id) => {
        const params = { access_code_id: id, device_id };
        const call = respondingWith(html(502), refusal('device_not_found')).accessCodes.delete(params);
        await expect(call).rejects.toMatchObject({ outcome: 'unknown' });
      },
    );
  });

  it('C114: an error that fetch takes from another call says nothing about this one', async () => {
    const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, fetch: async () => innerRefusal() });
    await expect(seam.locks.unlockDoor({ device_id: id })).rejects.toMatchObject({
      name: 'SeamConnectionError',
      outcome: 'unknown',
    });
  });

  describe('C80: a 4xx in another format than Seam’s', () => {
    it.each([400, 401, 403, 404, 408, 409, 429])('with status %i has an unknown outcome', async (status) => {
      const call = createSeam({ apiKey: 'seam_test1_key', retry: false, fetch: async () => html(status)() });
      await expect(call.userIdentities.delete({ user_identity_id: id })).rejects.toMatchObject({
        statusCode: status,
        type: `http_${status}`,
        outcome: 'unknown',
      });
    });

    it('with status 404 does not say that something is missing', async () => {
      const call = createSeam({ apiKey: 'seam_test1_key', fetch: async () => html(404)() });
      await expect(call.userIdentities.get({ user_identity_id: id })).rejects.toMatchObject({
        name: 'SeamApiError',
      });
    });
  });

  it('C84: a refusal by a router that reports an unknown outcome has that outcome', async () => {
    const error = { type: 'not_found', message: 'No.', data: { outcome: 'unknown' } };
    const seam = respondingWith(() => Response.json({ error, ok: false }, { status: 404 }));
    await expect(seam.userIdentities.delete({ user_identity_id: id })).rejects.toMatchObject({
      name: 'SeamNotFoundError',
      outcome: 'unknown',
    });
  });

  it('C85: an error inside of fetch that is no Error, after delivery, has an unknown outcome', async () => {
    // A response whose parts throw when they are read.
    const broken = {
      status: 200,
      ok: true,
      get headers(): Headers {
        throw new TypeError('hunter2');
      },
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, fetch: async () => broken as never });
    await expect(seam.locks.unlockDoor({ device_id: id })).rejects.toMatchObject({ outcome: 'unknown' });
  });
});
