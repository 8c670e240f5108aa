import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEndpoint } from './base-url.ts';
import { createSeam } from './create-seam.ts';
import { readCredential } from './credentials.ts';
import type { SeamOptions } from './options.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

describe('credentials', () => {
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

  describe('a call sends its credential', () => {
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
    const expiringServer = (fails: number) => {
      let left = fails;
      return recordingServer((response, request) => {
        if (request.url === '/client_sessions/get_or_create' && (left -= 1) >= 0)
          json({ ok: false }, 401)(response, request);
        else json({ client_session: { token: 'seam_cst1_new' }, devices: [], ok: true })(response, request);
      });
    };
    const options = { publishableKey: 'seam_pk1_abc', userIdentifierKey: 'user-1' };

    it('gets a client session once, for all calls', async () => {
      await using server = await expiringServer(0);
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
      await using server = await expiringServer(1);
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
});

describe('read credential', () => {
  const headersOf = (options: SeamOptions) => readCredential(options).headers;

  const names = ['SEAM_API_KEY', 'SEAM_PERSONAL_ACCESS_TOKEN', 'SEAM_WORKSPACE_ID', 'SEAM_ENDPOINT'];

  beforeEach(() => {
    for (const name of names) vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  describe('the credential', () => {
    it('is the API key that is passed', () => {
      expect(headersOf({ apiKey: 'seam_a_b' })).toEqual({ authorization: 'Bearer seam_a_b' });
    });

    it('is a personal access token with its workspace', () => {
      const wanted = { authorization: 'Bearer seam_at1_x', 'seam-workspace': 'w1' };
      expect(headersOf({ personalAccessToken: 'seam_at1_x', workspaceId: 'w1' })).toEqual(wanted);
      vi.stubEnv('SEAM_WORKSPACE_ID', 'w1');
      expect(headersOf({ personalAccessToken: 'seam_at1_x' })).toEqual(wanted);
    });

    it('comes from the environment when none is passed', () => {
      vi.stubEnv('SEAM_API_KEY', 'seam_env_key');
      expect(headersOf({})).toEqual({ authorization: 'Bearer seam_env_key' });
      expect(headersOf({ apiKey: 'seam_a_b' })).toEqual({ authorization: 'Bearer seam_a_b' });
      expect(headersOf({ auth: 'none' })).toEqual({});
    });

    it('can be a token from the environment', () => {
      vi.stubEnv('SEAM_PERSONAL_ACCESS_TOKEN', 'seam_at1_x');
      expect(() => headersOf({})).toThrow('workspaceId');
      vi.stubEnv('SEAM_WORKSPACE_ID', 'w1');
      expect(headersOf({})).toEqual({ authorization: 'Bearer seam_at1_x', 'seam-workspace': 'w1' });
    });

    it('is not guessed when the environment has two', () => {
      vi.stubEnv('SEAM_API_KEY', 'seam_env_key');
      vi.stubEnv('SEAM_PERSONAL_ACCESS_TOKEN', 'seam_at1_x');
      expect(() => headersOf({})).toThrow('both set');
    });

    it('is none where the environment has an empty text', () => {
      vi.stubEnv('SEAM_API_KEY', '');
      vi.stubEnv('SEAM_PERSONAL_ACCESS_TOKEN', 'seam_at1_x');
      vi.stubEnv('SEAM_WORKSPACE_ID', 'w1');
      expect(headersOf({})).toMatchObject({ authorization: 'Bearer seam_at1_x' });
      vi.stubEnv('SEAM_ENDPOINT', '');
      expect(readEndpoint(undefined)).toBe('https://connect.getseam.com');
    });

    it('is read when the client is made, and not again', async () => {
      vi.stubEnv('SEAM_API_KEY', 'seam_env_key');
      const sent: (string | null)[] = [];
      const fetch: typeof globalThis.fetch = (input, init) => {
        sent.push(new Request(input, init).headers.get('authorization'));
        return Promise.resolve(Response.json({ workspace: {}, ok: true }));
      };
      const seam = createSeam({ fetch });
      vi.stubEnv('SEAM_API_KEY', 'seam_other_key');
      await seam.workspaces.get();
      expect(sent).toEqual(['Bearer seam_env_key']);
    });

    it('is required when there is none in the options and the environment', () => {
      expect(() => createSeam()).toThrow(expect.objectContaining({ name: 'SeamConfigError' }));
    });

    const refused: SeamOptions[] = [
      { apiKey: 'seam_a_b', personalAccessToken: 'seam_at1_x' },
      { apiKey: 'seam_a_b', auth: 'none' },
      { apiKey: '' },
      { apiKey: 'seam_at1_x' },
      { apiKey: 'seam_cst1_x' },
      { apiKey: 'eyJhbGciOi' },
      { apiKey: 'seam_a b' },
      { apiKey: 'seam_\u00e4' },
      { personalAccessToken: 'seam_a_b', workspaceId: 'w1' },
      { personalAccessToken: 'seam_at1_x', workspaceId: 'w1\r\nx-evil: 1' },
    ];
    it.each(refused)('C64: is refused in %j', (options) => {
      expect(() => headersOf(options)).toThrow(expect.objectContaining({ name: 'SeamConfigError' }));
    });
  });

  describe('the endpoint', () => {
    it('is Seam, unless the environment or the option says otherwise', () => {
      expect(readEndpoint(undefined)).toBe('https://connect.getseam.com');
      vi.stubEnv('SEAM_ENDPOINT', 'https://proxy.example.com/seam/');
      expect(readEndpoint(undefined)).toBe('https://proxy.example.com/seam');
      expect(readEndpoint('http://localhost:3000//')).toBe('http://localhost:3000');
    });

    it.each(['/api/seam', 'https://example.com', 'http://127.0.0.1:1', 'http://[::1]:1'])(
      'may be %s',
      (endpoint) => {
        expect(readEndpoint(endpoint)).toBe(endpoint);
      },
    );

    it.each([
      'http://example.com',
      'http://127.0.0.1.example.com',
      'https://user:secret@example.com',
      'https://example.com?x=1',
      'https://example.com#x',
      'https://example.com?',
      'https://example.com/?',
      'https://example.com#',
      'https://example.com/api/#',
      'https://example.com\\api',
      '/api/seam?',
      '/api/seam#',
      'file:///etc',
      '//example.com',
      '/\\example.com',
      '/',
      'example.com',
      '',
      '/\t/evil.example/x',
      '/\n/evil.example/x',
      '/\r/evil.example',
      '\t//evil.example',
      ' /api',
      '/api seam',
      '/api\u0000',
      '/api\u007f',
      'https://exam\tple.com',
      ' https://example.com',
      'https://example.com\n',
      'https:example.com',
      'https:/example.com',
      'https:\\\\example.com',
      'https:///example.com',
    ])('C65, C97: may not be %j', (endpoint) => {
      expect(() => readEndpoint(endpoint)).toThrow(expect.objectContaining({ name: 'SeamConfigError' }));
    });
  });
});
