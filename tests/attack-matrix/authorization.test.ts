import { type DenialReason, resolveResources } from '@org/seam-server';
import type { FakeSeam } from '@org/seam-testing';
import { describe, expect, it, vi } from 'vitest';
import { headerOf, type MatrixOptions, mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const get = '/user_identities/get';
const revoke = '/user_identities/revoke_access_to_device';
const remove = '/user_identities/delete';
const grantEntrance = '/acs/entrances/grant_access';
const unknown = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

describe('authorize', () => {
  const removing = async (authorize: unknown, options: MatrixOptions = {}) => {
    await using it = await mount({ ...options, authorize: authorize as never });
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    return {
      response,
      faults: it.errors,
      upstream: it.upstream(),
      people: it.fake.state.userIdentities.size,
    };
  };

  it('R49: a router without authorize is refused', async () => {
    await expect(mount({ authorize: undefined as never })).rejects.toThrow('needs authorize');
    await expect(mount({ authorize: true as never })).rejects.toThrow('needs authorize');
  });

  it.each<[string, DenialReason, number, string]>([
    ['R50', 'unauthenticated', 401, 'unauthenticated'],
    ['R57', 'not_found', 404, 'not_found'],
    ['R51', 'forbidden', 403, 'forbidden'],
  ])('%s: may give the reason %s', async (_row, deny, status, type) => {
    const { response, upstream } = await removing(() => ({ deny }));
    expect(response).toMatchObject(refusal(status, type));
    expect(response.headers.has('www-authenticate')).toBe(false);
    expect(upstream).toEqual([]);
  });

  it.each([
    [false],
    [undefined],
    [null],
    [0],
    [1],
    ['yes'],
    ['true'],
    [{}],
    [[]],
    [[true]],
    [{ allow: true }],
    [{ deny: 'toString' }],
    [Object(true)],
  ])('R51: the return value %j denies the request', async (value: unknown) => {
    for (const authorize of [() => value, () => Promise.resolve(value)]) {
      const { response, upstream, people } = await removing(authorize);
      expect(response).toMatchObject(refusal(403, 'forbidden'));
      expect(upstream).toEqual([]);
      expect(people).toBe(1);
    }
  });

  const secret = new Error('hunter2');
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw secret;
      },
    ],
    ['rejects', () => Promise.reject(secret)],
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a policy may do
    ['rejects with a string', () => Promise.reject('hunter2')],
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a policy may do
    ['rejects with nothing', () => Promise.reject()],
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a policy may do
    ['throws a Response', () => Promise.reject(new Response('hunter2', { status: 200 }))],
    [
      'returns an object whose getter throws',
      () => ({
        get deny() {
          throw secret;
        },
      }),
    ],
  ])('R52: denies the request when it %s', async (_how, authorize) => {
    const { response, upstream } = await removing(authorize);
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('hunter2');
    expect(upstream).toEqual([]);
  });

  it('R53: a timeout denies the request (503)', async () => {
    const { response, upstream } = await removing(() => new Promise(() => {}), { authorizeTimeout: 20 });
    expect(response).toMatchObject(refusal(503, 'authorization_timeout'));
    expect(upstream).toEqual([]);
  });

  it('R53: a permission after the timeout has no effect', async () => {
    let settle = (_: boolean) => {};
    const late = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    await using it = await mount({ authorize: () => late, authorizeTimeout: 20 });
    expect(await it.send(remove, post({ user_identity_id: it.user_identity_id }))).toMatchObject({
      status: 503,
    });
    settle(true);
    await it.drain();
    expect(it.upstream()).toEqual([]);
  });

  it('R54: cannot change the parameters, at any depth', async () => {
    const { response, upstream, faults } = await removing(
      ({ params }: { params: Record<string, unknown> }) => {
        params['user_identity_id'] = unknown;
        return true;
      },
    );
    expect(response).toMatchObject(refusal(500, 'authorization_error'));
    expect(faults).toEqual([expect.any(TypeError)]);
    expect(upstream).toEqual([]);
    await using it = await mount({
      authorize: ({ params }) =>
        (params as { user_identity_ids: string[] }).user_identity_ids.push(unknown) > 0,
    });
    expect(await it.send(list, post({ user_identity_ids: [it.user_identity_id] }))).toMatchObject({
      status: 500,
    });
    expect(it.upstream()).toEqual([]);
  });

  it('R56: receives the headers of the request, and only authorize trusts them', async () => {
    const spoofed = { 'x-user': 'admin', authorization: 'Bearer admin', 'x-auth': '{"isAdmin":true}' };
    await using it = await mount({
      authorize: ({ req }) => headerOf(req, 'x-session') === 'manager',
    });
    expect(await it.send(list, { headers: spoofed })).toMatchObject({ status: 403 });
    expect(await it.send(list, { headers: { ...spoofed, 'x-session': 'manager' } })).toMatchObject({
      status: 200,
    });
  });

  it('as a map, is called per path, and a path takes precedence over a wildcard', async () => {
    const called: string[] = [];
    const policy = (name: string, isAllowed: boolean) => () => called.push(name) > 0 && isAllowed;
    await using it = await mount({
      expose: ['/user_identities/*', '/devices/list'],
      authorize: {
        '/user_identities/*': policy('wildcard', true),
        '/user_identities/delete': policy('path', false),
        '/devices/list': policy('devices', true),
      } as never,
    });
    expect((await it.send(list)).status).toBe(200);
    expect((await it.send(remove, post({ user_identity_id: it.user_identity_id }))).status).toBe(403);
    expect((await it.send('/devices/list')).status).toBe(200);
    expect(called).toEqual(['wildcard', 'path', 'devices']);
  });

  describe('by the resources that the ids name', () => {
    const ownTenant: MatrixOptions = {
      authorize: async ({ req, params, seam }) =>
        (await resolveResources({ params, seam })).every(
          ({ resource }) =>
            resource?.['workspace_id'] !== undefined &&
            String(resource['user_identity_key'] ?? resource['display_name']).startsWith(
              headerOf(req, 'x-tenant') ?? 'no tenant',
            ),
        ),
    };
    const addTo = (fake: FakeSeam, tenant: string) => {
      const { user_identity_id } = fake.add.userIdentity({
        full_name: `${tenant} person`,
        user_identity_key: `${tenant}-1`,
      });
      const { acs_system_id } = fake.add.acsSystem({ name: tenant });
      const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: `${tenant} door` });
      return { user_identity_id, acs_system_id, acs_entrance_id };
    };

    it('R57: a person of another tenant gets the same response as an unknown person', async () => {
      await using it = await mount(ownTenant);
      const other = addTo(it.fake, 'b');
      const as = { 'x-tenant': 'a' };
      const request = async (body: object) => {
        const { status, text, headers } = await it.send(get, post(body, as));
        const requestId = headers.get('x-request-id') ?? '';
        return { status, text: text.replaceAll(requestId, '?'), names: [...headers.keys()] };
      };
      const foreign = await request({ user_identity_id: other.user_identity_id });
      expect(foreign).toEqual(await request({ user_identity_id: unknown }));
      expect(foreign).toEqual(await request({ user_identity_key: 'b-1' }));
      expect(foreign.status).toBe(403);
      const own = addTo(it.fake, 'a');
      expect((await request({ user_identity_id: own.user_identity_id })).status).toBe(200);
      expect((await request({ user_identity_key: 'a-1' })).status).toBe(200);
    });

    it('R58: an id of the own tenant does not allow an id of another tenant', async () => {
      await using it = await mount(ownTenant);
      const [own, other] = [addTo(it.fake, 'a'), addTo(it.fake, 'b')];
      const grant = (acs_entrance_id: string) =>
        it.send(
          grantEntrance,
          post({ acs_entrance_id, user_identity_id: own.user_identity_id }, { 'x-tenant': 'a' }),
        );
      expect(await grant(other.acs_entrance_id)).toMatchObject(refusal(403, 'forbidden'));
      expect(it.upstream()).not.toContain(grantEntrance);
    });

    it('a request without ids concerns all resources, and is denied', async () => {
      await using it = await mount(ownTenant);
      addTo(it.fake, 'a');
      expect(await it.send(list, { headers: { 'x-tenant': 'a' } })).toMatchObject(refusal(403, 'forbidden'));
      expect(it.upstream()).toEqual([]);
    });
  });

  it('R59: the rate limit stops guessing of ids before any lookup', async () => {
    let left = 20;
    const authorize = vi.fn(() => false);
    await using it = await mount({
      authorize,
      rateLimit: () => ((left -= 1) < 0 ? 1500 : undefined),
    });
    const ids = Array.from({ length: 100 }, () => crypto.randomUUID());
    const responses = [];
    for (const user_identity_id of ids) responses.push(await it.send(remove, post({ user_identity_id })));
    expect(responses.filter(({ status }) => status === 403)).toHaveLength(20);
    expect(responses.at(-1)).toMatchObject(refusal(429, 'rate_limit_exceeded'));
    expect(responses.at(-1)?.headers.get('retry-after')).toBe('2');
    expect(authorize).toHaveBeenCalledTimes(20);
    expect(it.upstream()).toEqual([]);
  });

  describe('with a target per tenant', () => {
    it('each request goes to its own target', async () => {
      const tenants: string[] = [];
      await using it = await mount(
        {},
        {
          target: (fake) => (req) => {
            tenants.push(headerOf(req, 'x-tenant') ?? '?');
            return Promise.resolve(fake.seam);
          },
        },
      );
      for (const tenant of ['a', 'b'])
        expect((await it.send(list, { headers: { 'x-tenant': tenant } })).status).toBe(200);
      expect(tenants).toEqual(['a', 'b']);
    });

    const broken = () => () => Promise.reject(new Error('no such tenant: hunter2'));

    it('a denied caller receives 401, not that the target is missing', async () => {
      await using it = await mount({ authorize: () => ({ deny: 'unauthenticated' }) }, { target: broken });
      expect(await it.send(list)).toMatchObject(refusal(401, 'unauthenticated'));
    });

    it('an allowed caller does not receive the reason why the target is missing', async () => {
      await using it = await mount({}, { target: broken });
      const response = await it.send(list);
      expect(response).toMatchObject(refusal(500, 'internal_server_error'));
      expect(response.text).not.toContain('hunter2');
      expect(it.errors).toEqual([expect.objectContaining({ message: 'no such tenant: hunter2' })]);
    });

    it('a policy that needs the target denies the request without one', async () => {
      await using it = await mount({ authorize: ({ seam }) => seam !== undefined }, { target: broken });
      expect(await it.send(list)).toMatchObject(refusal(500, 'authorization_error'));
    });
  });

  it('receives the parameters that Seam receives', async () => {
    const seen: unknown[] = [];
    await using it = await mount({
      authorize: ({ endpoint, params }) => seen.push(endpoint, params) > 0,
    });
    const ids = { user_identity_id: it.user_identity_id, device_id: it.device_id };
    await it.send(revoke, post(ids));
    expect(seen).toEqual([revoke, ids]);
    expect(it.fake.journal.calls.at(-1)).toMatchObject({ endpoint: revoke, params: ids, applied: true });
  });
});
