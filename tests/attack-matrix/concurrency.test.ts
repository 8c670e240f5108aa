import { createSeam, type Seam } from '@org/seam-core';
import {
  apiError,
  type AuditEntry,
  type IdempotencyStore,
  createMemoryIdempotencyStore,
  type SeamHandlers,
} from '@org/seam-server';
import { describe, expect, it, vi } from 'vitest';
import { headerOf, mount, post, refusal } from './mount.test-helper.ts';
import { gate } from './support.test-helper.ts';

const list = '/user_identities/list';
const create = '/user_identities/create';
const grant = '/user_identities/grant_access_to_device';
const revoke = '/user_identities/revoke_access_to_device';
const unlock = '/locks/unlock_door';

describe('concurrent changes', () => {
  it('R78: two identical revocations at once both succeed', async () => {
    await using it = await mount();
    const init = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    const responses = await Promise.all([it.send(revoke, init()), it.send(revoke, init())]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(it.hasDevice()).toBe(false);
  });

  it.each([
    ['revoke', grant, revoke, false],
    ['grant', revoke, grant, true],
  ])(
    'R79: after a concurrent grant and revocation of one person, the later %s holds',
    async (_, first, last, has) => {
      const [started, held] = [gate(), gate()];
      const order: string[] = [];
      await using it = await mount(
        {},
        {
          target: ({ seam }) => ({
            userIdentities: {
              ...seam.userIdentities,
              ...Object.fromEntries(
                (['grantAccessToDevice', 'revokeAccessToDevice'] as const).map((name) => [
                  name,
                  async (params: { user_identity_id: string; device_id: string }) => {
                    order.push(name);
                    started.open();
                    if (order.length === 1) await held.opened;
                    return seam.userIdentities[name](params);
                  },
                ]),
              ),
            },
            acs: seam.acs,
            devices: seam.devices,
          }),
        },
      );
      const body = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
      const one = it.send(first, body());
      await started.opened;
      const two = it.send(last, body());
      // Changes of other people do not wait.
      const other_user_identity_id = it.fake.add.userIdentity().user_identity_id;
      await it.send(revoke, post({ user_identity_id: other_user_identity_id, device_id: it.device_id }));
      expect(order).toHaveLength(2);
      held.open();
      expect([(await one).status, (await two).status]).toEqual([200, 200]);
      expect(it.hasDevice()).toBe(has);
    },
  );

  it('R88: a slow, denied authorization delays a later change of the person until it ends, and no other', async () => {
    const [started, held] = [gate(), gate()];
    await using it = await mount({
      authorize: async ({ req }) => {
        if (headerOf(req, 'x-user') === 'manager') return true;
        started.open();
        await held.opened;
        return false;
      },
    });
    const send = (user: string, user_identity_id: string) =>
      it.send(revoke, post({ user_identity_id, device_id: it.device_id }, { 'x-user': user }));
    const denied = send('viewer', it.user_identity_id);
    await started.opened;
    const revoked = send('manager', it.user_identity_id);
    const other = it.fake.add.userIdentity().user_identity_id;
    expect((await send('manager', other)).status).toBe(200);
    held.open();
    expect(await denied).toMatchObject(refusal(403, 'forbidden'));
    expect((await revoked).status).toBe(200);
    expect(it.hasDevice()).toBe(false);
  });

  it('R89: behind a change that never settles, a change of the same person gets 503 after the timeout', async () => {
    const started = gate();
    const entries: AuditEntry[] = [];
    await using it = await mount(
      { queueTimeout: 50, audit: (entry) => void entries.push(entry) },
      {
        target: ({ seam }) => ({
          ...seam,
          userIdentities: {
            ...seam.userIdentities,
            grantAccessToDevice: () => {
              started.open();
              return new Promise<never>(() => {});
            },
          },
        }),
      },
    );
    const body = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    it.send(grant, body()).catch(() => {});
    await started.opened;
    for (const _time of [1, 2]) {
      const response = await it.send(revoke, body());
      expect(response).toMatchObject(refusal(503, 'change_in_progress'));
      expect(response.headers.get('retry-after')).toBe('1');
    }
    expect(it.upstream()).toEqual([]);
    expect(entries.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  it('R90: a change that is no longer allowed after a wait is denied, and not sent', async () => {
    const [started, held] = [gate(), gate()];
    const entries: AuditEntry[] = [];
    const authorized: string[] = [];
    await using it = await mount(
      {
        audit: (entry) => void entries.push(entry),
        authorize: ({ endpoint }) => {
          authorized.push(endpoint);
          return endpoint === grant || authorized.filter((one) => one === revoke).length < 2;
        },
      },
      {
        target: ({ seam }) => ({
          ...seam,
          userIdentities: {
            ...seam.userIdentities,
            grantAccessToDevice: async (params) => {
              started.open();
              await held.opened;
              return seam.userIdentities.grantAccessToDevice(params);
            },
          },
        }),
      },
    );
    const body = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    const granted = it.send(grant, body());
    await started.opened;
    const revoked = it.send(revoke, body());
    await vi.waitUntil(() => authorized.includes(revoke), { interval: 1 });
    held.open();
    expect((await granted).status).toBe(200);
    expect(await revoked).toMatchObject(refusal(403, 'forbidden'));
    expect(authorized).toEqual([grant, revoke, revoke]);
    expect(it.upstream()).toEqual([grant]);
    await it.drain();
    expect(entries.map(({ endpoint, outcome }) => [endpoint, outcome])).toEqual([
      [grant, 'done'],
      [revoke, 'refused'],
    ]);
  });

  it('a failed change does not block a later one of the same person', async () => {
    await using it = await mount();
    it.fake.faults.queue(grant, { kind: 'status', status: 400 });
    const body = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    const [granted, revoked] = await Promise.all([it.send(grant, body()), it.send(revoke, body())]);
    expect(granted.status).toBeGreaterThanOrEqual(400);
    expect(revoked.status).toBe(200);
    expect(it.hasDevice()).toBe(false);
  });
});

/** A target that starts to create a person, and waits. */
const creatingSlowly =
  (started: { open: () => void }, held: { opened: Promise<void> }) =>
  ({ seam }: { seam: Seam }): SeamHandlers => ({
    userIdentities: {
      create: async (params) => {
        started.open();
        await held.opened;
        return seam.userIdentities.create(params);
      },
    },
  });

describe('Idempotency-Key', () => {
  const actor = (req: unknown) => headerOf(req, 'x-user');
  const keyed = (body: object, key: string, user = 'ada') =>
    post(body, { 'idempotency-key': key, 'x-user': user });
  const named = (it: {
    fake: { state: { userIdentities: { list(): readonly { full_name?: string | null }[] } } };
  }) => it.fake.state.userIdentities.list().filter(({ full_name }) => full_name === 'Eve').length;

  it('a repeated request gets the stored response, and is not processed again', async () => {
    await using it = await mount({ actor, idempotency: true });
    const first = await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    const again = await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.has('idempotency-replayed')).toBe(false);
    expect(named(it)).toBe(1);
  });

  it('another key, or another caller with the same key, is another request', async () => {
    await using it = await mount({ actor, idempotency: true });
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    await it.send(create, keyed({ full_name: 'Eve' }, 'k2'));
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1', 'ben'));
    expect(named(it)).toBe(3);
  });

  it('returns 422 for a key with other parameters', async () => {
    await using it = await mount({ actor, idempotency: true });
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    expect(await it.send(create, keyed({ full_name: 'Mallory' }, 'k1'))).toMatchObject(
      refusal(422, 'idempotency_key_reused'),
    );
  });

  it.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('returns 400 for the key %j', async (key) => {
    await using it = await mount({ actor, idempotency: true });
    const response = await it.send(create, keyed({ full_name: 'Eve' }, key));
    expect(response).toMatchObject(refusal(400, 'invalid_idempotency_key'));
    expect(response.text).toContain('1 to 255 visible ASCII characters');
    expect(named(it)).toBe(0);
  });

  it('returns 400 for a key without an actor', async () => {
    await using it = await mount({ actor, idempotency: true });
    const response = await it.send(create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' }));
    expect(response).toMatchObject(refusal(400, 'invalid_idempotency_key'));
    expect(response.text).toContain('requires authentication');
  });

  it('the policy is called each time, so a withdrawn permission denies the repetition', async () => {
    let isAllowed = true;
    await using it = await mount({ actor, idempotency: true, authorize: () => isAllowed });
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    isAllowed = false;
    expect(await it.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(refusal(403, 'forbidden'));
  });

  it('returns 409 while the first request is in progress', async () => {
    const [started, held] = [gate(), gate()];
    await using it = await mount(
      { actor, idempotency: true, expose: [create] },
      {
        target: creatingSlowly(started, held),
      },
    );
    const first = it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    await started.opened;
    expect(await it.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(
      refusal(409, 'idempotency_key_in_use'),
    );
    held.open();
    expect((await first).status).toBe(200);
    expect(named(it)).toBe(1);
  });

  it('a request that Seam refused is processed again, one with an unknown outcome is not', async () => {
    let failure = apiError('device_not_found');
    const unlockDoor = vi.fn(() => Promise.reject(failure));
    const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    await using it = await mount(
      { actor, idempotency: true, expose: [unlock] },
      { target: () => ({ locks: { unlockDoor } }) },
    );
    const send = () => it.send(unlock, keyed({ device_id }, 'k1'));
    expect((await send()).status).toBe(404);
    failure = apiError('internal_server_error');
    expect(await send()).toMatchObject(refusal(502, 'upstream_error'));
    expect(unlockDoor).toHaveBeenCalledTimes(2);
    const again = await send();
    expect(again).toMatchObject({ status: 502, body: { error: { data: { outcome: 'unknown' } } } });
    expect(unlockDoor).toHaveBeenCalledTimes(2);
  });

  it('a caller with many keys does not evict the keys of others', async () => {
    const store = createMemoryIdempotencyStore({ limit: 3 });
    await using it = await mount({ actor, idempotency: { store } });
    const first = await it.send(create, keyed({ full_name: 'Eve' }, 'k1', 'ada lovelace'));
    for (const key of ['k1', 'k2', 'k3', 'k4'])
      await it.send(create, keyed({ full_name: 'Mallory' }, key, 'mallory'));
    const again = await it.send(create, keyed({ full_name: 'Eve' }, 'k1', 'ada lovelace'));
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect(named(it)).toBe(1);
  });

  it('the audit log has the same outcome for the repetition as for the first request', async () => {
    const entries: AuditEntry[] = [];
    const act = vi.fn(() => Promise.reject(new Error('after the door was opened')));
    await using it = await mount(
      {
        actor,
        idempotency: true,
        expose: [unlock, create],
        audit: (entry) => void entries.push(entry),
      },
      { target: ({ seam }) => ({ locks: { unlockDoor: act }, userIdentities: seam.userIdentities }) },
    );
    const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    for (const _time of [1, 2]) await it.send(unlock, keyed({ device_id }, 'k1'));
    for (const _time of [1, 2]) await it.send(create, keyed({ full_name: 'Eve' }, 'k2'));
    await it.drain();
    expect(act).toHaveBeenCalledOnce();
    expect(entries).toMatchObject([
      { endpoint: unlock, outcome: 'unknown', status: 500, isReplay: false },
      { endpoint: unlock, outcome: 'unknown', status: 500, isReplay: true },
      { endpoint: create, outcome: 'done', isReplay: false },
      { endpoint: create, outcome: 'done', isReplay: true },
    ]);
  });

  it('the audit log has refused for an invalid key, and failed when the store is unavailable', async () => {
    const entries: AuditEntry[] = [];
    const memory = createMemoryIdempotencyStore();
    let isDown = false;
    const acquire: IdempotencyStore['acquire'] = (...asked) => {
      if (isDown) throw new Error('no database');
      return memory.acquire(...asked);
    };
    await using it = await mount({
      actor,
      idempotency: { store: { ...memory, acquire } },
      audit: (entry) => void entries.push(entry),
    });
    await it.send(create, keyed({ full_name: 'Eve' }, 'a b'));
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    await it.send(create, keyed({ full_name: 'Mallory' }, 'k1'));
    isDown = true;
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    await it.drain();
    expect(entries).toMatchObject([
      { outcome: 'refused', status: 400, type: 'invalid_idempotency_key' },
      { outcome: 'done', status: 200 },
      { outcome: 'refused', status: 422, type: 'idempotency_key_reused' },
      { outcome: 'failed', status: 503, type: 'idempotency_store_unavailable' },
    ]);
  });

  it('processes nothing without the store, and responds even if the response cannot be stored', async () => {
    const memory = createMemoryIdempotencyStore();
    const down = () => Promise.reject(new Error('no database'));
    const mountWith = (store: IdempotencyStore) => mount({ actor, idempotency: { store } });
    await using unavailable = await mountWith({ ...memory, acquire: down });
    expect(await unavailable.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(
      refusal(503, 'idempotency_store_unavailable'),
    );
    expect(named(unavailable)).toBe(0);
    expect(unavailable.errors).toEqual([expect.objectContaining({ message: 'no database' })]);
    await using incomplete = await mountWith({ ...memory, complete: down });
    expect((await incomplete.send(create, keyed({ full_name: 'Eve' }, 'k1'))).status).toBe(200);
    expect(incomplete.errors).toEqual([expect.objectContaining({ message: 'no database' })]);
  });

  it.each([
    [{ state: 'busy' }, 'undefined as its fingerprint'],
    [{ state: 'done', fingerprint: 'f' }, 'undefined as its response'],
    [{ state: 'held' }, 'the state "held"'],
  ])(
    'a store that returns %j counts as unavailable, and onError receives the reason',
    async (result, message) => {
      const store = { ...createMemoryIdempotencyStore(), acquire: () => result as never };
      await using it = await mount({ actor, idempotency: { store } });
      expect(await it.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(
        refusal(503, 'idempotency_store_unavailable'),
      );
      expect(it.errors).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
    },
  );

  it('refuses an invalid store on creation', async () => {
    const mounted = mount({ actor, idempotency: { store: createMemoryIdempotencyStore as never } });
    await expect(mounted).rejects.toThrow(
      'The option idempotency.store must be an object with the functions',
    );
  });

  it('a key is free when its lease has expired, and not before', async () => {
    let now = 0;
    const store = createMemoryIdempotencyStore({ now: () => now });
    const [started, held] = [gate(), gate()];
    await using it = await mount(
      { actor, expose: [create], idempotency: { store, lease: 1000 } },
      {
        target: creatingSlowly(started, held),
      },
    );
    const first = it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    await started.opened;
    now = 999;
    expect((await it.send(create, keyed({ full_name: 'Eve' }, 'k1'))).status).toBe(409);
    now = 1000;
    const second = it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    held.open();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
  });

  it('requires actor', async () => {
    await expect(mount({ idempotency: true })).rejects.toThrow('idempotency needs actor');
  });
});

describe('concurrency limit and drain', () => {
  const holding = async (options = {}) => {
    const [started, held] = [gate(), gate()];
    const it = await mount(options, {
      target: ({ apiKey, endpoint, fetch }) =>
        createSeam({
          apiKey,
          endpoint,
          fetch: async (input, init) => {
            started.open();
            await held.opened;
            return fetch(input, init);
          },
        }),
    });
    return { it, started: started.opened, release: held.open };
  };

  it('returns 503 with Retry-After above the limit', async () => {
    const { it, started, release } = await holding({ maxInFlight: 1 });
    await using _ = it;
    const first = it.send(list);
    await started;
    const second = await it.send(list);
    expect(second).toMatchObject(refusal(503, 'overloaded'));
    expect(second.headers.get('retry-after')).toBe('1');
    expect(second.body).toMatchObject({ error: { request_id: second.headers.get('x-request-id') } });
    release();
    expect((await first).status).toBe(200);
    expect((await it.send(list)).status).toBe(200);
  });

  it('queued changes of one person do not count as in flight, up to five times the limit', async () => {
    const authorize = vi.fn(() => true);
    const { it, started, release } = await holding({ maxInFlight: 2, authorize });
    await using _ = it;
    const change = () =>
      it.send(revoke, post({ user_identity_id: it.user_identity_id, device_id: it.device_id }));
    const first = change();
    await started;
    const others = [];
    // One after the other, so that each is accepted before the next one.
    while (others.length < 10) {
      const calls = authorize.mock.calls.length;
      others.push(change());
      await vi.waitUntil(() => authorize.mock.calls.length > calls, { interval: 1, timeout: 10_000 });
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(await change()).toMatchObject(refusal(503, 'overloaded'));
    const reading = it.send(list);
    release();
    expect((await reading).status).toBe(200);
    expect((await Promise.all([first, ...others])).map(({ status }) => status)).toEqual(Array(11).fill(200));
  });

  it('drain refuses new requests, and waits for pending ones and their audit entries', async () => {
    const audited = gate();
    const entries: AuditEntry[] = [];
    const audit = async (entry: AuditEntry) => {
      await audited.opened;
      entries.push(entry);
    };
    const { it, started, release } = await holding({ audit });
    await using _ = it;
    const pending = it.send(list);
    await started;
    let isDrained = false;
    const drained = it.drain().then(() => (isDrained = true));
    const refused = await it.send(list);
    expect(refused).toMatchObject(refusal(503, 'shutting_down'));
    expect(refused.headers.get('retry-after')).toBe('1');
    release();
    expect((await pending).status).toBe(200);
    expect(isDrained).toBe(false);
    audited.open();
    await drained;
    expect(entries).toMatchObject([{ endpoint: list, outcome: 'done' }]);
    await it.drain();
  });
});
