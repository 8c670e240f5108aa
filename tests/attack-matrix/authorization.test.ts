import { type Denial, resolveResources } from '@org/seam-server';
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
    const answer = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    return { answer, faults: it.errors, upstream: it.upstream(), people: it.fake.state.userIdentities.size };
  };

  it('R49: is needed to have a router at all', async () => {
    await expect(mount({ authorize: undefined as never })).rejects.toThrow('needs authorize');
    await expect(mount({ authorize: true as never })).rejects.toThrow('needs authorize');
  });

  it.each<[string, Denial, number, string]>([
    ['R50', 'unauthenticated', 401, 'unauthenticated'],
    ['R57', 'not_found', 404, 'not_found'],
    ['R51', 'forbidden', 403, 'forbidden'],
  ])('%s: may say why, as %s', async (_row, deny, status, type) => {
    const { answer, upstream } = await removing(() => ({ deny }));
    expect(answer).toMatchObject(refusal(status, type));
    expect(answer.headers.has('www-authenticate')).toBe(false);
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
  ])('R51: does not let a call through with %j', async (said: unknown) => {
    for (const authorize of [() => said, () => Promise.resolve(said)]) {
      const { answer, upstream, people } = await removing(authorize);
      expect(answer).toMatchObject(refusal(403, 'forbidden'));
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
    ['rejects with a text', () => Promise.reject('hunter2')],
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a policy may do
    ['rejects with nothing', () => Promise.reject()],
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a policy may do
    ['throws a Response', () => Promise.reject(new Response('hunter2', { status: 200 }))],
    [
      'gives what throws when it is looked at',
      () => ({
        get deny() {
          throw secret;
        },
      }),
    ],
  ])('R52: denies when it %s', async (_how, authorize) => {
    const { answer, upstream } = await removing(authorize);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('hunter2');
    expect(upstream).toEqual([]);
  });

  it('R53: denies when it does not decide in time', async () => {
    const { answer, upstream } = await removing(() => new Promise(() => {}), { authorizeTimeout: 20 });
    expect(answer).toMatchObject(refusal(503, 'authorization_timeout'));
    expect(upstream).toEqual([]);
  });

  it('R53: is not followed when it decides too late', async () => {
    let decide = (_: boolean) => {};
    const late = new Promise<boolean>((resolve) => {
      decide = resolve;
    });
    await using it = await mount({ authorize: () => late, authorizeTimeout: 20 });
    expect(await it.send(remove, post({ user_identity_id: it.user_identity_id }))).toMatchObject({
      status: 503,
    });
    decide(true);
    await it.drain();
    expect(it.upstream()).toEqual([]);
  });

  it('R54: cannot change what it decides about, at any depth', async () => {
    const { answer, upstream, faults } = await removing(({ params }: { params: Record<string, unknown> }) => {
      params['user_identity_id'] = unknown;
      return true;
    });
    expect(answer).toMatchObject(refusal(500, 'authorization_error'));
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

  it('R56: sees what other middleware left on the request, and nothing believes it by itself', async () => {
    const spoofed = { 'x-user': 'admin', authorization: 'Bearer admin', 'x-auth': '{"isAdmin":true}' };
    await using it = await mount({
      authorize: ({ req }) => headerOf(req, 'x-session') === 'manager',
    });
    expect(await it.send(list, { headers: spoofed })).toMatchObject({ status: 403 });
    expect(await it.send(list, { headers: { ...spoofed, 'x-session': 'manager' } })).toMatchObject({
      status: 200,
    });
  });

  it('is asked per path where it is a map, and a path goes before its wildcard', async () => {
    const asked: string[] = [];
    const saying = (who: string, said: boolean) => () => asked.push(who) > 0 && said;
    await using it = await mount({
      expose: ['/user_identities/*', '/devices/list'],
      authorize: {
        '/user_identities/*': saying('wildcard', true),
        '/user_identities/delete': saying('path', false),
        '/devices/list': saying('devices', true),
      } as never,
    });
    expect((await it.send(list)).status).toBe(200);
    expect((await it.send(remove, post({ user_identity_id: it.user_identity_id }))).status).toBe(403);
    expect((await it.send('/devices/list')).status).toBe(200);
    expect(asked).toEqual(['wildcard', 'path', 'devices']);
  });

  describe('by what the ids name', () => {
    const ownTenant: MatrixOptions = {
      authorize: async ({ req, params, seam }) =>
        (await resolveResources({ params, seam })).every(
          ({ resource }) =>
            resource?.['workspace_id'] !== undefined &&
            String(resource['user_identity_key'] ?? resource['display_name']).startsWith(
              headerOf(req, 'x-tenant') ?? 'nobody',
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

    it('R57: somebody of another tenant is denied as somebody who does not exist', async () => {
      await using it = await mount(ownTenant);
      const theirs = addTo(it.fake, 'b');
      const as = { 'x-tenant': 'a' };
      const ask = async (body: object) => {
        const { status, text, headers } = await it.send(get, post(body, as));
        const requestId = headers.get('x-request-id') ?? '';
        return { status, text: text.replaceAll(requestId, '?'), names: [...headers.keys()] };
      };
      const foreign = await ask({ user_identity_id: theirs.user_identity_id });
      expect(foreign).toEqual(await ask({ user_identity_id: unknown }));
      expect(foreign).toEqual(await ask({ user_identity_key: 'b-1' }));
      expect(foreign.status).toBe(403);
      const own = addTo(it.fake, 'a');
      expect((await ask({ user_identity_id: own.user_identity_id })).status).toBe(200);
      expect((await ask({ user_identity_key: 'a-1' })).status).toBe(200);
    });

    it('R58: one id of the own tenant does not open what another id names', async () => {
      await using it = await mount(ownTenant);
      const [own, theirs] = [addTo(it.fake, 'a'), addTo(it.fake, 'b')];
      const grant = (acs_entrance_id: string) =>
        it.send(
          grantEntrance,
          post({ acs_entrance_id, user_identity_id: own.user_identity_id }, { 'x-tenant': 'a' }),
        );
      expect(await grant(theirs.acs_entrance_id)).toMatchObject(refusal(403, 'forbidden'));
      expect(it.upstream()).not.toContain(grantEntrance);
    });

    it('a call that names nothing is about everything, and denied', async () => {
      await using it = await mount(ownTenant);
      addTo(it.fake, 'a');
      expect(await it.send(list, { headers: { 'x-tenant': 'a' } })).toMatchObject(refusal(403, 'forbidden'));
      expect(it.upstream()).toEqual([]);
    });
  });

  it('R59: somebody who guesses ids is stopped by the limit, before anything is looked up', async () => {
    let left = 20;
    const authorize = vi.fn(() => false);
    await using it = await mount({
      authorize,
      rateLimit: () => ((left -= 1) < 0 ? 1500 : undefined),
    });
    const ids = Array.from({ length: 100 }, () => crypto.randomUUID());
    const answers = [];
    for (const user_identity_id of ids) answers.push(await it.send(remove, post({ user_identity_id })));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(20);
    expect(answers.at(-1)).toMatchObject(refusal(429, 'rate_limit_exceeded'));
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('2');
    expect(authorize).toHaveBeenCalledTimes(20);
    expect(it.upstream()).toEqual([]);
  });

  describe('with a target per tenant', () => {
    it('each call goes to its own', async () => {
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

    it('who may not call is told that, and not that there is no target', async () => {
      await using it = await mount({ authorize: () => ({ deny: 'unauthenticated' }) }, { target: broken });
      expect(await it.send(list)).toMatchObject(refusal(401, 'unauthenticated'));
    });

    it('who may call is told nothing of why there is no target', async () => {
      await using it = await mount({}, { target: broken });
      const answer = await it.send(list);
      expect(answer).toMatchObject(refusal(500, 'internal_server_error'));
      expect(answer.text).not.toContain('hunter2');
      expect(it.errors).toEqual([expect.objectContaining({ message: 'no such tenant: hunter2' })]);
    });

    it('a policy that needs the target denies without one', async () => {
      await using it = await mount({ authorize: ({ seam }) => seam !== undefined }, { target: broken });
      expect(await it.send(list)).toMatchObject(refusal(500, 'authorization_error'));
    });
  });

  it('asks about what was sent, and sends what was asked about', async () => {
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
