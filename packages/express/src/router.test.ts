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

describe('createSeamRouter', () => {
  const revoke = '/user_identities/revoke_access_to_device';
  const list = '/user_identities/list';
  const remove = '/user_identities/delete';
  type Exposed = typeof revoke | typeof list | typeof remove;
  const expose: Exposed[] = [revoke, list, remove];

  const errorResponse = (status: number, type: string) => ({
    status,
    body: { ok: false, error: expect.objectContaining({ type, request_id: expect.any(String) }) },
  });

  describe.each(expressVersions)('on %s', (_, express) => {
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

    it('returns the responses of Seam for exposed endpoints', async () => {
      await using it = await open();
      const response = await it.send(
        `/api/seam${revoke}`,
        post({ user_identity_id: it.user_identity_id, device_id: it.device_id }),
      );
      expect(response).toMatchObject({ status: 200, body: { ok: true } });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.has('etag')).toBe(false);
      expect(it.hasDevice()).toBe(false);
      const seam = createSeam({ auth: 'none', endpoint: `${it.url}/api/seam` });
      expect(await seam.userIdentities.list({ search: 'ben' })).toHaveLength(1);
    });

    it('accepts a body that another parser has read', async () => {
      await using it = await open({}, undefined, true);
      const params = { user_identity_id: it.user_identity_id, device_id: it.device_id };
      expect(await it.send(`/api/seam${revoke}`, post(params))).toMatchObject({ status: 200 });
      expect(it.hasDevice()).toBe(false);
      const form = post(params, { 'content-type': 'application/x-www-form-urlencoded' });
      expect(
        await it.send(`/api/seam${revoke}`, { ...form, body: new URLSearchParams(params).toString() }),
      ).toMatchObject(errorResponse(415, 'unsupported_media_type'));
    });

    it.each(['/user_identities/nope', '/locks/unlock_door', '/user_identities/create', '', '/'])(
      'R01, R02: returns 404 for %j',
      async (path) => {
        await using it = await open();
        const response = await it.send(`/api/seam${path}`, post({ full_name: 'Mallory' }));
        expect(response).toMatchObject(errorResponse(404, 'endpoint_not_found'));
        expect(it.fake.state.userIdentities.size).toBe(8);
      },
    );

    it('R03: returns the allowed methods with 405', async () => {
      await using it = await open();
      const response = await it.send(`/api/seam${revoke}?user_identity_id=${it.user_identity_id}`);
      expect(response).toMatchObject(errorResponse(405, 'method_not_allowed'));
      expect(response.headers.get('allow')).toBe('DELETE, POST');
      expect(it.hasDevice()).toBe(true);
    });

    it('R33, R36: rejects missing and unknown parameters before it calls authorize', async () => {
      const authorize = vi.fn(() => true);
      await using it = await open({ authorize });
      expect(await it.send(`/api/seam${revoke}`, post({}))).toMatchObject(
        errorResponse(400, 'invalid_input'),
      );
      const extra = { user_identity_id: it.user_identity_id, device_id: it.device_id, force: true };
      expect(await it.send(`/api/seam${revoke}`, post(extra))).toMatchObject(
        errorResponse(400, 'invalid_input'),
      );
      expect(authorize).not.toHaveBeenCalled();
    });

    it('calls authorize with the request, the endpoint and the parameters', async () => {
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
        errorResponse(403, 'forbidden'),
      );
      expect(it.hasDevice()).toBe(true);
    });

    it('R52: denies when authorize throws, and only onError receives the error', async () => {
      const onError = vi.fn();
      await using it = await open({ onError, authorize: () => Promise.reject(new Error('hunter2')) });
      const response = await it.send(`/api/seam${remove}`, post({ user_identity_id: it.user_identity_id }));
      expect(response).toMatchObject(errorResponse(500, 'authorization_error'));
      expect(response.text).not.toContain('hunter2');
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'hunter2' }), {
        requestId: expect.any(String),
        path: remove,
      });
      expect(it.fake.state.userIdentities.size).toBe(8);
    });

    it('R64: forwards its own credential, and no header of the caller', async () => {
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
    ])("R62: maps Seam's %s to an error without Seam's message", async (_title, upstream, status, type) => {
      const body = { error: { type: 'secret_type', message: 'ada@example.com hunter2' }, ok: false };
      const respond = async () =>
        Response.json(body, { status: upstream, headers: { 'set-cookie': 'a=1', 'retry-after': '86400' } });
      const target = createSeam({ apiKey: 'seam_a_b', fetch: respond });
      await using it = await open({ onError: () => {} }, () => target);
      const response = await it.send(`/api/seam${list}`);
      expect(response).toMatchObject(errorResponse(status, type));
      expect(response.text).not.toMatch(/hunter2|ada@|secret_type/);
      expect(response.headers.has('set-cookie')).toBe(false);
      expect(response.headers.get('retry-after')).toBe(upstream === 429 ? '30' : null);
    });

    it('R69: treats an HTML response to a revocation as an error with an unknown outcome', async () => {
      const page = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
      const target = createSeam({ apiKey: 'seam_a_b', fetch: page });
      await using it = await open({ onError: () => {} }, () => target);
      const response = await it.send(`/api/seam${remove}`, post({ user_identity_id: it.user_identity_id }));
      expect(response).toMatchObject(errorResponse(502, 'upstream_invalid_response'));
      expect(response.body).toMatchObject({ error: { data: { outcome: 'unknown' } } });
    });

    it('honours options that an object inherits', async () => {
      const limit = vi.fn((_req: unknown, _res: unknown, next: () => void) => next());
      const options = Object.assign(Object.create({ rateLimit: limit, authorize: () => false }), {
        expose: [list],
      });
      const app = express();
      app.use('/api/seam', createSeamRouter({ userIdentities: { list: () => [] } } as never, options));
      await using it = await serve(app);
      expect((await it.send(`/api/seam${list}`)).status).toBe(403);
      expect(limit).toHaveBeenCalledOnce();
    });

    it('selects the target by request', async () => {
      await using it = await open({}, (fake) => (req: Request) => {
        if (req.get('x-tenant') === 'a') return fake.seam;
        throw new Error('no such tenant: hunter2');
      });
      expect(await it.send(`/api/seam${list}`, { headers: { 'x-tenant': 'a' } })).toMatchObject({
        status: 200,
      });
      vi.spyOn(console, 'error').mockImplementationOnce(() => {});
      const response = await it.send(`/api/seam${list}`);
      expect(response).toMatchObject(errorResponse(500, 'internal_server_error'));
      expect(response.text).not.toContain('hunter2');
    });
  });

  describe('rejects invalid options', () => {
    const { handlers } = createFakeSeam();
    const authorize = () => true;

    it.each<[string, object | undefined, string]>([
      ['R49: no options', undefined, 'needs expose'],
      ['R49: no authorize', { expose }, 'needs authorize'],
      ['authorize that is not a function', { expose, authorize: true }, 'needs authorize'],
      ['no expose', { authorize }, 'needs expose'],
      ['an empty expose', { expose: [], authorize }, 'needs expose'],
      ['a wildcard', { expose: ['*'], authorize }, 'which is not an endpoint'],
      ['a misspelled path', { expose: ['/user_identities/lst'], authorize }, '"/user_identities/lst"'],
      ['R48: cors without allowedOrigins', { expose, authorize, cors: true }, 'cors needs allowedOrigins'],
      [
        'R92: an unknown option',
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
        `R47: the origin ${origin}, which no browser sends`,
        { expose, authorize, allowedOrigins: ['https://fine.example', origin] },
        `allowedOrigins has "${origin}"`,
      ]),
    ])('%s', (_, options, message) => {
      expect(() => createSeamRouter(handlers, options as never)).toThrow(
        expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining(message) }),
      );
    });

    it('a target without an exposed function', () => {
      expect(() => createSeamRouter({ userIdentities: {} }, { expose, authorize })).toThrow(
        'the target has no userIdentities.revokeAccessToDevice()',
      );
    });
  });
});

describe('hasDoubledSlash', () => {
  it.each<[string, string, boolean]>([
    ['//api/seam/devices/list', '/devices/list', true],
    ['/api/seam//devices/list', '//devices/list', true],
    ['/api/seam/devices/list?next=http://here', '/devices/list?next=http://here', false],
    ['http://here.example/api/seam/devices/list', '/devices/list', false],
    ['http://here.example//api/seam/devices/list', '/devices/list', true],
  ])('R41: %s, seen as %s, has a doubled slash: %s', (originalUrl, url, has) => {
    expect(hasDoubledSlash({ originalUrl, url } as Request)).toBe(has);
  });

  it('R41: uses the URL when there is no originalUrl', () => {
    expect(hasDoubledSlash({ url: '//devices/list' } as Request)).toBe(true);
    expect(hasDoubledSlash({ url: '/devices/list' } as Request)).toBe(false);
  });
});

describe('trustProxyProblem', () => {
  const requestOf = (trust: unknown, headers: Record<string, string> = {}) =>
    ({
      app: { get: (name: string) => (name === 'trust proxy' ? trust : undefined) },
      headers,
    }) as unknown as Request;

  it('R59: returns undefined without Express', () => {
    expect(trustProxyProblem({ headers: { 'x-forwarded-for': '1.2.3.4' } } as never)).toBeUndefined();
  });

  it.each([
    [false, {}],
    [1, { 'x-forwarded-for': '1.2.3.4' }],
    ['loopback', { 'x-forwarded-for': '1.2.3.4' }],
  ])('R59: returns undefined for %j and %j', (trust, headers) => {
    expect(trustProxyProblem(requestOf(trust, headers as Record<string, string>))).toBeUndefined();
  });

  it('R59: reports a setting that trusts all proxies, and a proxy that is not trusted', () => {
    expect(trustProxyProblem(requestOf(true))?.message).toContain('believes any X-Forwarded-For');
    expect(trustProxyProblem(requestOf(false, { 'x-forwarded-for': '1.2.3.4' }))?.message).toContain(
      'does not trust one',
    );
  });
});
