import { createSeam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import type { Request } from 'express';
import { describe, expect, it, vi } from 'vitest';
import {
  createSeamRouter,
  hasDoubledSlash,
  type SeamRouterOptions,
  type SeamTarget,
  trustProxyProblem,
} from './router.ts';
import { expressVersions, post, serve } from './serve.test-helper.ts';

describe('create seam router', () => {
  const revoke = '/user_identities/revoke_access_to_device';
  const list = '/user_identities/list';
  const remove = '/user_identities/delete';
  type Exposed = typeof revoke | typeof list | typeof remove;
  const expose: Exposed[] = [revoke, list, remove];

  const refusal = (status: number, type: string) => ({
    status,
    body: { ok: false, error: expect.objectContaining({ type, request_id: expect.any(String) }) },
  });

  describe.each(expressVersions)('createSeamRouter on %s', (_, express) => {
    const open = async (
      options: Partial<SeamRouterOptions<Exposed>> = {},
      target?: (fake: ReturnType<typeof createFakeSeam>) => SeamTarget,
      parse = false,
    ) => {
      const fake = createFakeSeam();
      const app = express();
      if (parse) app.use(express.json(), express.urlencoded({ extended: true }));
      const handlers = target ? target(fake) : fake.handlers;
      app.use('/api/seam', createSeamRouter(handlers, { expose, authorize: () => true, ...options }));
      app.use((_req, res) => void res.status(418).end('the next middleware'));
      const served = await serve(app);
      const [person] = await fake.seam.userIdentities.list();
      const user_identity_id = person?.user_identity_id ?? '';
      const [device] = await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id });
      const device_id = device?.device_id ?? '';
      return {
        ...served,
        fake,
        user_identity_id,
        device_id,
        hasDevice: () => fake.state.deviceAccess.has(user_identity_id, device_id),
      };
    };

    it('answers what is exposed, in the language of the API', async () => {
      await using it = await open();
      const answer = await it.send(
        `/api/seam${revoke}`,
        post({ user_identity_id: it.user_identity_id, device_id: it.device_id }),
      );
      expect(answer).toMatchObject({ status: 200, body: { ok: true } });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.has('etag')).toBe(false);
      expect(it.hasDevice()).toBe(false);
      const seam = createSeam({ auth: 'none', endpoint: `${it.url}/api/seam` });
      expect(await seam.userIdentities.list({ search: 'ben' })).toHaveLength(1);
    });

    it('reads a body that another parser has read before it', async () => {
      await using it = await open({}, undefined, true);
      const params = { user_identity_id: it.user_identity_id, device_id: it.device_id };
      expect(await it.send(`/api/seam${revoke}`, post(params))).toMatchObject({ status: 200 });
      expect(it.hasDevice()).toBe(false);
      const form = post(params, { 'content-type': 'application/x-www-form-urlencoded' });
      expect(
        await it.send(`/api/seam${revoke}`, { ...form, body: new URLSearchParams(params).toString() }),
      ).toMatchObject(refusal(415, 'unsupported_media_type'));
    });

    it.each(['/user_identities/nope', '/locks/unlock_door', '/user_identities/create', '', '/'])(
      'R01, R02: has nothing at %j',
      async (path) => {
        await using it = await open();
        const answer = await it.send(`/api/seam${path}`, post({ full_name: 'Mallory' }));
        expect(answer).toMatchObject(refusal(404, 'endpoint_not_found'));
        expect(it.fake.state.userIdentities.size).toBe(8);
      },
    );

    it('R03: responds with the allowed methods', async () => {
      await using it = await open();
      const answer = await it.send(`/api/seam${revoke}?user_identity_id=${it.user_identity_id}`);
      expect(answer).toMatchObject(refusal(405, 'method_not_allowed'));
      expect(answer.headers.get('allow')).toBe('DELETE, POST');
      expect(it.hasDevice()).toBe(true);
    });

    it('R33, R36: refuses parameters that are missing or unknown before it asks authorize', async () => {
      const authorize = vi.fn(() => true);
      await using it = await open({ authorize });
      expect(await it.send(`/api/seam${revoke}`, post({}))).toMatchObject(refusal(400, 'invalid_input'));
      const extra = { user_identity_id: it.user_identity_id, device_id: it.device_id, force: true };
      expect(await it.send(`/api/seam${revoke}`, post(extra))).toMatchObject(refusal(400, 'invalid_input'));
      expect(authorize).not.toHaveBeenCalled();
    });

    it('asks authorize with the request, the endpoint and the parameters', async () => {
      const seen: unknown[] = [];
      await using it = await open({
        authorize: ({ req, endpoint, params }) => {
          seen.push(req.get('x-user'), endpoint, params);
          return endpoint === list;
        },
      });
      const headers = { 'x-user': 'ada' };
      expect(await it.send(`/api/seam${list}?limit=2`, { headers })).toMatchObject({ status: 200 });
      expect(seen).toEqual(['ada', list, { limit: 2 }]);
      const params = { user_identity_id: it.user_identity_id, device_id: it.device_id };
      expect(await it.send(`/api/seam${revoke}`, post(params, headers))).toMatchObject(
        refusal(403, 'forbidden'),
      );
      expect(it.hasDevice()).toBe(true);
    });

    it('R52: denies when authorize throws, and tells only onError why', async () => {
      const onError = vi.fn();
      await using it = await open({ onError, authorize: () => Promise.reject(new Error('hunter2')) });
      const answer = await it.send(`/api/seam${remove}`, post({ user_identity_id: it.user_identity_id }));
      expect(answer).toMatchObject(refusal(500, 'authorization_error'));
      expect(answer.text).not.toContain('hunter2');
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'hunter2' }), {
        requestId: expect.any(String),
        path: remove,
      });
      expect(it.fake.state.userIdentities.size).toBe(8);
    });

    it('R64: uses its own credential, whatever the caller sends', async () => {
      let sent: Headers | undefined;
      await using it = await open({}, ({ apiKey, endpoint, fetch }) =>
        createSeam({
          apiKey,
          endpoint,
          fetch: (input, init) => {
            sent = new Request(input, init).headers;
            return fetch(input, init);
          },
        }),
      );
      const headers = {
        authorization: 'Bearer seam_mallory_key',
        'seam-workspace': 'x',
        'x-forwarded-for': 'y',
        cookie: 'z=1',
      };
      expect(await it.send(`/api/seam${list}`, { headers })).toMatchObject({ status: 200 });
      expect(sent?.get('authorization')).toBe(`Bearer ${it.fake.apiKey}`);
      for (const name of ['seam-workspace', 'x-forwarded-for', 'cookie']) expect(sent?.has(name)).toBe(false);
    });

    it.each([
      ['R60: 401', 401, 502, 'upstream_auth_failed'],
      ['R61: 403', 403, 502, 'upstream_auth_failed'],
      ['500', 500, 502, 'upstream_error'],
      ['429', 429, 503, 'upstream_rate_limited'],
      ['404', 404, 404, 'not_found'],
      ['409', 409, 409, 'conflict'],
    ])("R62: tells of Seam's %s in its own words", async (_title, upstream, status, type) => {
      const body = { error: { type: 'secret_type', message: 'ada@example.com hunter2' }, ok: false };
      const answering = async () =>
        Response.json(body, { status: upstream, headers: { 'set-cookie': 'a=1', 'retry-after': '86400' } });
      const target = createSeam({ apiKey: 'seam_a_b', fetch: answering });
      await using it = await open({ onError: () => {} }, () => target);
      const answer = await it.send(`/api/seam${list}`);
      expect(answer).toMatchObject(refusal(status, type));
      expect(answer.text).not.toMatch(/hunter2|ada@|secret_type/);
      expect(answer.headers.has('set-cookie')).toBe(false);
      expect(answer.headers.get('retry-after')).toBe(upstream === 429 ? '30' : null);
    });

    it('R69: does not take a login page for a revocation', async () => {
      const page = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
      const target = createSeam({ apiKey: 'seam_a_b', fetch: page });
      await using it = await open({ onError: () => {} }, () => target);
      const answer = await it.send(`/api/seam${remove}`, post({ user_identity_id: it.user_identity_id }));
      expect(answer).toMatchObject(refusal(502, 'upstream_invalid_response'));
      expect(answer.body).toMatchObject({ error: { data: { outcome: 'unknown' } } });
    });

    it('chooses the target by the request', async () => {
      await using it = await open({}, (fake) => (req: Request) => {
        if (req.get('x-tenant') === 'a') return fake.seam;
        throw new Error('no such tenant: hunter2');
      });
      expect(await it.send(`/api/seam${list}`, { headers: { 'x-tenant': 'a' } })).toMatchObject({
        status: 200,
      });
      vi.spyOn(console, 'error').mockImplementationOnce(() => {});
      const answer = await it.send(`/api/seam${list}`);
      expect(answer).toMatchObject(refusal(500, 'internal_server_error'));
      expect(answer.text).not.toContain('hunter2');
    });
  });

  describe('createSeamRouter refuses at once', () => {
    const { handlers } = createFakeSeam();
    const authorize = () => true;

    it.each<[string, object | undefined, string]>([
      ['R49: no options', undefined, 'needs expose'],
      ['R49: no authorize', { expose }, 'needs authorize'],
      ['an authorize that is none', { expose, authorize: true }, 'needs authorize'],
      ['no expose', { authorize }, 'needs expose'],
      ['an empty expose', { expose: [], authorize }, 'needs expose'],
      ['a wildcard', { expose: ['*'], authorize }, 'which is not an endpoint'],
      [
        'a path with a typing error',
        { expose: ['/user_identities/lst'], authorize },
        '"/user_identities/lst"',
      ],
      ['R48: cors for nobody', { expose, authorize, cors: true }, 'cors needs allowedOrigins'],
      [
        'R92: an option that is unknown',
        { expose, authorize, rateLimits: authorize },
        'createSeamRouter: unknown option "rateLimits". Did you mean "rateLimit"?',
      ],
      [
        'R92: rateLimit options',
        { expose, authorize, rateLimit: { limit: 5 } },
        'rateLimit must be a function',
      ],
      ...[
        'https://good.example/',
        'https://GOOD.example',
        'https://good.example:443',
        'good.example',
        'null',
        '*',
      ].map((origin): [string, object, string] => [
        `R47: the origin ${origin}, which no browser spells so`,
        { expose, authorize, allowedOrigins: ['https://fine.example', origin] },
        `allowedOrigins has "${origin}"`,
      ]),
    ])('%s', (_, options, message) => {
      expect(() => createSeamRouter(handlers, options as never)).toThrow(
        expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining(message) }),
      );
    });

    it('a target that lacks what is exposed', () => {
      expect(() => createSeamRouter({ userIdentities: {} }, { expose, authorize })).toThrow(
        'the target has no userIdentities.revokeAccessToDevice()',
      );
    });
  });
});

describe('has doubled slash', () => {
  it.each<[string, string, boolean]>([
    ['//api/seam/devices/list', '/devices/list', true],
    ['/api/seam//devices/list', '//devices/list', true],
    ['/api/seam/devices/list?next=http://here', '/devices/list?next=http://here', false],
    ['http://here.example/api/seam/devices/list', '/devices/list', false],
    ['http://here.example//api/seam/devices/list', '/devices/list', true],
  ])('R41: %s, seen as %s, has a doubled slash: %s', (originalUrl, url, has) => {
    expect(hasDoubledSlash({ originalUrl, url } as Request)).toBe(has);
  });

  it('R41: without Express the URL is all there is', () => {
    expect(hasDoubledSlash({ url: '//devices/list' } as Request)).toBe(true);
    expect(hasDoubledSlash({ url: '/devices/list' } as Request)).toBe(false);
  });
});

describe('trust proxy problem', () => {
  const requestOf = (trust: unknown, headers: Record<string, string> = {}) =>
    ({
      app: { get: (name: string) => (name === 'trust proxy' ? trust : undefined) },
      headers,
    }) as unknown as Request;

  it('R59: nothing is wrong without Express, which alone has the setting', () => {
    expect(trustProxyProblem({ headers: { 'x-forwarded-for': '1.2.3.4' } } as never)).toBeUndefined();
  });

  it.each([
    [false, {}],
    [1, { 'x-forwarded-for': '1.2.3.4' }],
    ['loopback', { 'x-forwarded-for': '1.2.3.4' }],
  ])('R59: nothing is wrong with %j and %j', (trust, headers) => {
    expect(trustProxyProblem(requestOf(trust, headers as Record<string, string>))).toBeUndefined();
  });

  it('R59: believing everybody is wrong, and so is a proxy that nobody told of', () => {
    expect(trustProxyProblem(requestOf(true))?.message).toContain('believes any X-Forwarded-For');
    expect(trustProxyProblem(requestOf(false, { 'x-forwarded-for': '1.2.3.4' }))?.message).toContain(
      'does not trust one',
    );
  });
});
