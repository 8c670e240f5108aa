import { describe, expect, it, vi } from 'vitest';
import { createSeam } from '../create-seam.ts';
import type { SeamOptions } from '../options.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const token = (name: string) => `${name}1_abc`;

const sentWith = async (options: SeamOptions) => {
  await using server = await recordingServer(json({ workspaces: [], ok: true }));
  await createSeam({ ...options, endpoint: server.url }).workspaces.list();
  const headers: Record<string, unknown> = { ...server.requests[0]?.headers };
  return Object.fromEntries(
    ['authorization', 'client-session-token', 'seam-workspace', 'seam-publishable-key'].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]]],
    ),
  );
};

describe('a call says who calls', () => {
  it.each<[string, SeamOptions, object]>([
    ['with an API key', { apiKey: 'seam_a_b' }, { authorization: 'Bearer seam_a_b' }],
    [
      'with a client session token',
      { clientSessionToken: token('seam_cst') },
      { authorization: 'Bearer seam_cst1_abc', 'client-session-token': 'seam_cst1_abc' },
    ],
    [
      'with a personal access token in a workspace',
      { personalAccessToken: token('seam_at'), workspaceId: 'w1' },
      { authorization: 'Bearer seam_at1_abc', 'seam-workspace': 'w1' },
    ],
    [
      'with a personal access token in none',
      { personalAccessToken: token('seam_at'), workspaceId: null },
      { authorization: 'Bearer seam_at1_abc' },
    ],
    [
      'with a console session token',
      { consoleSessionToken: 'eyJhbGciOiJ.eyJ.sig', workspaceId: 'w1' },
      { authorization: 'Bearer eyJhbGciOiJ.eyJ.sig', 'seam-workspace': 'w1' },
    ],
    ['in the headers of the options not at all', { auth: 'none', headers: { 'x-a': 'b' } }, {}],
  ])('%s', async (_, options, headers) => {
    expect(await sentWith(options)).toEqual(headers);
  });

  it('and a header of the options does not replace the credential', async () => {
    const headers = { authorization: 'Bearer other' };
    expect(await sentWith({ apiKey: 'seam_a_b', headers })).toEqual({ authorization: 'Bearer seam_a_b' });
  });
});

describe('a publishable key', () => {
  const answer = (fails: number) => {
    let left = fails;
    return recordingServer((response, request) => {
      if (request.url === '/client_sessions/get_or_create' && (left -= 1) >= 0)
        json({ ok: false }, 401)(response, request);
      else json({ client_session: { token: 'seam_cst1_new' }, devices: [], ok: true })(response, request);
    });
  };
  const options = { publishableKey: 'seam_pk1_abc', userIdentifierKey: 'user-1' };

  it('gets a client session once, for all calls', async () => {
    await using server = await answer(0);
    const seam = createSeam({ ...options, endpoint: server.url });
    await Promise.all([seam.devices.list(), seam.devices.list()]);
    await seam.devices.list();
    const [first, ...rest] = server.requests;
    expect(first).toMatchObject({
      url: '/client_sessions/get_or_create',
      body: '{"user_identifier_key":"user-1"}',
    });
    expect(first?.headers).toMatchObject({ 'seam-publishable-key': 'seam_pk1_abc' });
    expect(first?.headers).not.toHaveProperty('authorization');
    expect(rest.map(({ headers }) => headers['client-session-token'])).toEqual(
      Array(3).fill('seam_cst1_new'),
    );
  });

  it('tries again with the next call when it was refused', async () => {
    await using server = await answer(1);
    const seam = createSeam({ ...options, endpoint: server.url });
    await expect(seam.devices.list()).rejects.toMatchObject({ name: 'SeamUnauthorizedError' });
    expect(await seam.devices.list()).toEqual([]);
  });

  it('is refused without a userIdentifierKey', () => {
    expect(() => createSeam({ publishableKey: 'seam_pk1_abc' })).toThrow('userIdentifierKey');
  });
});

describe('C64: a credential is refused', () => {
  it.each<SeamOptions>([
    { apiKey: 'seam_a_b', clientSessionToken: 'seam_cst1_x' },
    { clientSessionToken: 'seam_a_b' },
    { consoleSessionToken: 'seam_a_b', workspaceId: 'w1' },
    { consoleSessionToken: 'eyJhbGciOiJ' },
    { publishableKey: 'seam_a_b', userIdentifierKey: 'u' },
    { personalAccessToken: 'seam_at1_x', auth: 'none', workspaceId: 'w1' },
  ])('in %j', (options) => {
    vi.stubEnv('SEAM_WORKSPACE_ID', undefined);
    expect(() => createSeam(options)).toThrow(expect.objectContaining({ name: 'SeamConfigError' }));
    vi.unstubAllEnvs();
  });
});
