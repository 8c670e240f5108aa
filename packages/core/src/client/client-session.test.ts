import { EventEmitter, getEventListeners, once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { createSeam } from './create-seam.ts';
import type { SeamOptions } from './options.ts';

const options = { publishableKey: 'seam_pk1_abc', userIdentifierKey: 'u1', retry: { baseDelay: 0 } };
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const opensAt = '/client_sessions/get_or_create';

type Responder = (request: {
  path: string;
  token: string | null;
  signal: AbortSignal;
}) => Response | Promise<Response>;

/** A client, and the paths and tokens it sent. */
const clientOf = (respond: Responder, more: SeamOptions = {}) => {
  const sent: string[] = [];
  const fetch = async (input: unknown, init: RequestInit = {}) => {
    const path = new URL(input as string).pathname;
    const token = new Headers(init.headers).get('client-session-token');
    sent.push(token === null ? path : `${path} ${token}`);
    return await respond({ path, token, signal: init.signal as AbortSignal });
  };
  return { seam: createSeam({ ...options, ...more, fetch }), sent };
};

const session = (token: string) => Response.json({ client_session: { token }, ok: true });
const refused = (type: string, status = 401) =>
  Response.json({ error: { type, message: 'No.' }, ok: false }, { status });
const done = () => Response.json({ devices: [], user_identities: [], ok: true });
const never = () => new Promise<Response>(() => {});

describe('a call that waits for its client session', () => {
  it('C108: is not sent when its signal was aborted before, and opens none', async () => {
    const { seam, sent } = clientOf(never);
    const call = seam.devices.list({}, { signal: AbortSignal.abort('enough') });
    await expect(call).rejects.toMatchObject({
      name: 'SeamAbortError',
      outcome: 'not_sent',
      cause: 'enough',
    });
    expect(sent).toEqual([]);
  });

  it('C108: is aborted by its signal, and so is the opening of the session when no other call waits', async () => {
    const controller = new AbortController();
    let opening: AbortSignal | undefined;
    const { seam } = clientOf(({ signal }) => {
      opening = signal;
      controller.abort('enough');
      return never();
    });
    const call = seam.devices.list({}, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({
      name: 'SeamAbortError',
      outcome: 'not_sent',
      cause: 'enough',
    });
    await vi.waitFor(() => expect(opening?.aborted).toBe(true));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('C108: does not end the opening that another call waits for', async () => {
    const controller = new AbortController();
    let finish = (_: Response) => {};
    const { seam, sent } = clientOf(({ path }) =>
      path === opensAt ? new Promise((resolve) => (finish = resolve)) : done(),
    );
    const other = seam.devices.list();
    const call = seam.devices.list({}, { signal: controller.signal });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError' });
    finish(session('seam_cst1_a'));
    expect(await other).toEqual([]);
    expect(sent).toEqual([opensAt, '/devices/list seam_cst1_a']);
  });

  it('C108: ends when its own totalTimeout is over, and the next call opens a session anew', async () => {
    let isFirst = true;
    const { seam } = clientOf(({ path }) => {
      if (path !== opensAt) return done();
      if (!isFirst) return session('seam_cst1_a');
      isFirst = false;
      return never();
    });
    await expect(seam.devices.list({}, { totalTimeout: 30 })).rejects.toMatchObject({
      name: 'SeamTimeoutError',
      outcome: 'not_sent',
      message: '/devices/list: the client session was not opened in time',
    });
    expect(await seam.devices.list()).toEqual([]);
  });

  it.each<[string, () => Response, string]>([
    ['is refused', () => refused('unauthorized'), 'SeamUnauthorizedError'],
    ['has an unknown outcome', () => refused('internal_server_error', 500), 'SeamServerError'],
    ['brings no token', () => Response.json({ client_session: {}, ok: true }), 'SeamInvalidResponseError'],
    ['finds nothing', () => refused('user_identity_not_found', 404), 'SeamNotFoundError'],
  ])('C109: was not sent when the opening %s', async (_, respond, name) => {
    const { seam, sent } = clientOf(respond);
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
      name,
      outcome: 'not_sent',
    });
    expect(sent.every((path) => path === opensAt)).toBe(true);
  });

  it.each([false, {}] as const)(
    'C124: was refused when its session has expired and no other is opened',
    async (retry) => {
      let openings = 0;
      const { seam } = clientOf(
        ({ path }) => {
          if (path !== opensAt) return refused('client_session_expired');
          return (openings += 1) === 1 ? session('seam_cst1_a') : refused('forbidden', 403);
        },
        { retry },
      );
      await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
        name: 'SeamForbiddenError',
        outcome: 'rejected',
      });
    },
  );

  it.each([false, {}] as const)(
    'C124: was refused when its session has expired and its caller gives up during the next opening',
    async (retry) => {
      const controller = new AbortController();
      let openings = 0;
      const { seam } = clientOf(
        ({ path }) => {
          if (path !== opensAt) return refused('client_session_expired');
          if ((openings += 1) === 1) return session('seam_cst1_a');
          controller.abort();
          return never();
        },
        { retry },
      );
      const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
      await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', outcome: 'rejected' });
    },
  );

  it('C109: is not done because a second opening finds nothing', async () => {
    let openings = 0;
    let attempts = 0;
    const { seam } = clientOf(({ path }) => {
      if (path === opensAt)
        return (openings += 1) === 1 ? session('seam_cst1_a') : refused('user_identity_not_found', 404);
      return (attempts += 1) === 1 ? refused('x', 502) : refused('client_session_expired');
    });
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
      name: 'SeamNotFoundError',
      outcome: 'unknown',
    });
  });
});

describe('calls that wait for the same opening', () => {
  it('C120: have an error, an outcome and a stack each', async () => {
    let openings = 0;
    let attempts = 0;
    const signals = new EventEmitter();
    const [reopened, failing] = [once(signals, 'reopened'), once(signals, 'fail')];
    const { seam } = clientOf(async ({ path }) => {
      if (path !== opensAt)
        return (attempts += 1) === 1 ? refused('x', 502) : refused('client_session_expired');
      if ((openings += 1) === 1) return session('seam_cst1_a');
      signals.emit('reopened');
      await failing;
      return refused('forbidden', 403);
    });
    const ambiguous = seam.userIdentities.delete({ user_identity_id }).catch((error: unknown) => error);
    await reopened;
    const listUsers = () => seam.userIdentities.list().catch((error: unknown) => error);
    const unsent = listUsers();
    signals.emit('fail');
    const errors = (await Promise.all([ambiguous, unsent])) as Error[];
    const forbidden = { name: 'SeamForbiddenError', type: 'forbidden', statusCode: 403 };
    expect(errors).toMatchObject([
      { ...forbidden, outcome: 'unknown' },
      { ...forbidden, outcome: 'not_sent' },
    ]);
    expect(errors.map(({ stack }) => stack?.includes('listUsers'))).toEqual([false, true]);
  });
});

describe('a client session that has expired', () => {
  const expiring = (type: string, more?: SeamOptions) => {
    let count = 0;
    return clientOf(({ path, token }) => {
      if (path === opensAt) return session(`seam_cst1_${(count += 1)}`);
      return token === 'seam_cst1_1' ? refused(type) : done();
    }, more);
  };

  it.each(['client_session_expired', 'client_session_token_expired'])(
    'C110: is renewed once, and the call is repeated: %s',
    async (type) => {
      const { seam, sent } = expiring(type);
      expect(await seam.devices.list()).toEqual([]);
      expect(await seam.devices.list()).toEqual([]);
      expect(sent).toEqual([
        opensAt,
        '/devices/list seam_cst1_1',
        opensAt,
        '/devices/list seam_cst1_2',
        '/devices/list seam_cst1_2',
      ]);
    },
  );

  it('C110: is renewed once for all calls that meet it', async () => {
    const { seam, sent } = expiring('client_session_expired');
    await Promise.all([seam.devices.list(), seam.devices.list(), seam.devices.list()]);
    expect(sent.filter((path) => path === opensAt)).toHaveLength(2);
  });

  it('C110: is renewed for a change as well, which was refused before anything was done', async () => {
    const { seam, sent } = expiring('client_session_expired', { retry: false });
    await seam.userIdentities.delete({ user_identity_id });
    expect(sent).toHaveLength(4);
  });

  it('C110: is not renewed twice for one call', async () => {
    let count = 0;
    const { seam, sent } = clientOf(({ path }) =>
      path === opensAt ? session(`seam_cst1_${(count += 1)}`) : refused('client_session_expired'),
    );
    await expect(seam.devices.list()).rejects.toMatchObject({
      name: 'SeamUnauthorizedError',
      type: 'client_session_expired',
    });
    expect(sent).toHaveLength(4);
  });

  it.each(['client_session_revoked', 'client_session_not_found', 'unauthorized'])(
    'C110: is not one that was taken away: %s',
    async (type) => {
      const { seam, sent } = expiring(type);
      await expect(seam.devices.list()).rejects.toMatchObject({ name: 'SeamUnauthorizedError', type });
      expect(sent).toHaveLength(2);
    },
  );

  it('C110: is the caller’s to renew where he passed its token', async () => {
    const fetch = vi.fn(async () => refused('client_session_expired'));
    const seam = createSeam({ clientSessionToken: 'seam_cst1_x', fetch });
    await expect(seam.devices.list()).rejects.toMatchObject({ type: 'client_session_expired' });
    expect(fetch).toHaveBeenCalledOnce();
  });
});
