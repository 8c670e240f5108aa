import { createSeam, type Seam } from '@org/seam-core';
import {
  apiError,
  type AuditEntry,
  type IdempotencyStore,
  memoryIdempotencyStore,
  type SeamHandlers,
} from '@org/seam-server';
import { describe, expect, it, vi } from 'vitest';
import { gate } from './gate.test-helper.ts';
import { headerOf, mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const create = '/user_identities/create';
const grant = '/user_identities/grant_access_to_device';
const revoke = '/user_identities/revoke_access_to_device';
const unlock = '/locks/unlock_door';

describe('calls at the same time', () => {
  it('R78: the same revocation twice is done once, and confirmed to both', async () => {
    await using it = await mount();
    const init = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    const answers = await Promise.all([it.send(revoke, init()), it.send(revoke, init())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(it.hasDevice()).toBe(false);
  });

  it.each([
    ['revoke', grant, revoke, false],
    ['grant', revoke, grant, true],
  ])(
    'R79: of a grant and a revocation of one person the %s, which came last, holds',
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
      // Somebody else is not kept waiting.
      const bystander = it.fake.add.userIdentity().user_identity_id;
      await it.send(revoke, post({ user_identity_id: bystander, device_id: it.device_id }));
      expect(order).toHaveLength(2);
      held.open();
      expect([(await one).status, (await two).status]).toEqual([200, 200]);
      expect(it.hasDevice()).toBe(has);
    },
  );

  it('R88: a caller whose authorization is slow and then denied keeps nobody waiting', async () => {
    const [asked, thinking] = [gate(), gate()];
    await using it = await mount({
      authorize: async ({ req }) => {
        if (headerOf(req, 'x-user') === 'manager') return true;
        asked.open();
        await thinking.opened;
        return false;
      },
    });
    const body = (user: string) =>
      post({ user_identity_id: it.user_identity_id, device_id: it.device_id }, { 'x-user': user });
    const stranger = it.send(revoke, body('stranger'));
    await asked.opened;
    expect((await it.send(revoke, body('manager'))).status).toBe(200);
    expect(it.hasDevice()).toBe(false);
    thinking.open();
    expect(await stranger).toMatchObject(refusal(403, 'forbidden'));
  });

  it('R89: behind a change that never settles, one of the same person is refused in time', async () => {
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
      const answer = await it.send(revoke, body());
      expect(answer).toMatchObject(refusal(503, 'change_in_progress'));
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(it.upstream()).toEqual([]);
    expect(entries.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  it('R90: what is not allowed any more after a wait is denied, and not sent', async () => {
    const [started, held] = [gate(), gate()];
    const entries: AuditEntry[] = [];
    const asked: string[] = [];
    await using it = await mount(
      {
        audit: (entry) => void entries.push(entry),
        authorize: ({ endpoint }) => {
          asked.push(endpoint);
          return endpoint === grant || asked.filter((one) => one === revoke).length < 2;
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
    await vi.waitUntil(() => asked.includes(revoke), { interval: 1 });
    held.open();
    expect((await granted).status).toBe(200);
    expect(await revoked).toMatchObject(refusal(403, 'forbidden'));
    expect(asked).toEqual([grant, revoke, revoke]);
    expect(it.upstream()).toEqual([grant]);
    await it.drain();
    expect(entries.map(({ endpoint, outcome }) => [endpoint, outcome])).toEqual([
      [grant, 'done'],
      [revoke, 'refused'],
    ]);
  });

  it('a change that fails keeps no later one of the same person from happening', async () => {
    await using it = await mount();
    it.fake.faults.queue(grant, { kind: 'status', status: 400 });
    const body = () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id });
    const [granted, revoked] = await Promise.all([it.send(grant, body()), it.send(revoke, body())]);
    expect(granted.status).toBeGreaterThanOrEqual(400);
    expect(revoked.status).toBe(200);
    expect(it.hasDevice()).toBe(false);
  });
});

/** A target that begins to create a person, and waits. */
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

  it('what comes again is answered as before, and not done again', async () => {
    await using it = await mount({ actor, idempotency: true });
    const first = await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    const again = await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.has('idempotency-replayed')).toBe(false);
    expect(named(it)).toBe(1);
  });

  it('another key, and another caller with the same key, is another call', async () => {
    await using it = await mount({ actor, idempotency: true });
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    await it.send(create, keyed({ full_name: 'Eve' }, 'k2'));
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1', 'ben'));
    expect(named(it)).toBe(3);
  });

  it('a key that comes with other parameters is refused', async () => {
    await using it = await mount({ actor, idempotency: true });
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    expect(await it.send(create, keyed({ full_name: 'Mallory' }, 'k1'))).toMatchObject(
      refusal(422, 'idempotency_key_reused'),
    );
  });

  it.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('the key %j is refused', async (key) => {
    await using it = await mount({ actor, idempotency: true });
    const answer = await it.send(create, keyed({ full_name: 'Eve' }, key));
    expect(answer).toMatchObject(refusal(400, 'invalid_idempotency_key'));
    expect(answer.text).toContain('1 to 255 visible ASCII characters');
    expect(named(it)).toBe(0);
  });

  it('a key of somebody who is not known is refused', async () => {
    await using it = await mount({ actor, idempotency: true });
    const answer = await it.send(create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' }));
    expect(answer).toMatchObject(refusal(400, 'invalid_idempotency_key'));
    expect(answer.text).toContain('a caller who is known');
  });

  it('the policy is asked each time: what was allowed once may not be any more', async () => {
    let isAllowed = true;
    await using it = await mount({ actor, idempotency: true, authorize: () => isAllowed });
    await it.send(create, keyed({ full_name: 'Eve' }, 'k1'));
    isAllowed = false;
    expect(await it.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(refusal(403, 'forbidden'));
  });

  it('while the first is going on, the second is told to come again', async () => {
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

  it('what Seam refused is tried again, what may have opened a door is not', async () => {
    let failure = apiError('device_not_found');
    const unlockDoor = vi.fn(() => Promise.reject(failure));
    const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    await using it = await mount(
      { actor, idempotency: true, expose: [unlock] },
      { target: () => ({ locks: { unlockDoor } }) },
    );
    const ask = () => it.send(unlock, keyed({ device_id }, 'k1'));
    expect((await ask()).status).toBe(404);
    failure = apiError('internal_server_error');
    expect(await ask()).toMatchObject(refusal(502, 'upstream_error'));
    expect(unlockDoor).toHaveBeenCalledTimes(2);
    const again = await ask();
    expect(again).toMatchObject({ status: 502, body: { error: { data: { outcome: 'unknown' } } } });
    expect(unlockDoor).toHaveBeenCalledTimes(2);
  });

  it('whoever comes with ever new keys pushes nobody else’s out', async () => {
    const store = memoryIdempotencyStore({ limit: 3 });
    await using it = await mount({ actor, idempotency: { store } });
    const first = await it.send(create, keyed({ full_name: 'Eve' }, 'k1', 'ada lovelace'));
    for (const key of ['k1', 'k2', 'k3', 'k4'])
      await it.send(create, keyed({ full_name: 'Mallory' }, key, 'mallory'));
    const again = await it.send(create, keyed({ full_name: 'Eve' }, 'k1', 'ada lovelace'));
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect(named(it)).toBe(1);
  });

  it('the audit says of what comes again what it says of the first', async () => {
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

  it('the audit says refused of a key that will not do, and failed when the store does not answer', async () => {
    const entries: AuditEntry[] = [];
    const memory = memoryIdempotencyStore();
    let isDown = false;
    const claim: IdempotencyStore['claim'] = (...asked) => {
      if (isDown) throw new Error('no database');
      return memory.claim(...asked);
    };
    await using it = await mount({
      actor,
      idempotency: { store: { ...memory, claim } },
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

  it('without the store nothing is done; without its memory the answer is given all the same', async () => {
    const memory = memoryIdempotencyStore();
    const down = () => Promise.reject(new Error('no database'));
    const mountWith = (store: IdempotencyStore) => mount({ actor, idempotency: { store } });
    await using silent = await mountWith({ ...memory, claim: down });
    expect(await silent.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(
      refusal(503, 'idempotency_store_unavailable'),
    );
    expect(named(silent)).toBe(0);
    expect(silent.errors).toEqual([expect.objectContaining({ message: 'no database' })]);
    await using forgetful = await mountWith({ ...memory, complete: down });
    expect((await forgetful.send(create, keyed({ full_name: 'Eve' }, 'k1'))).status).toBe(200);
    expect(forgetful.errors).toEqual([expect.objectContaining({ message: 'no database' })]);
  });

  it.each([
    [{ state: 'busy' }, 'undefined as its fingerprint'],
    [{ state: 'done', fingerprint: 'f' }, 'undefined as its answer'],
    [{ state: 'held' }, 'the state "held"'],
  ])('a store that answers %j to a claim counts as down, and is told what came', async (claim, message) => {
    const store = { ...memoryIdempotencyStore(), claim: () => claim as never };
    await using it = await mount({ actor, idempotency: { store } });
    expect(await it.send(create, keyed({ full_name: 'Eve' }, 'k1'))).toMatchObject(
      refusal(503, 'idempotency_store_unavailable'),
    );
    expect(it.errors).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
  });

  it('what is no store is refused when the router is made', async () => {
    const mounted = mount({ actor, idempotency: { store: memoryIdempotencyStore as never } });
    await expect(mounted).rejects.toThrow(
      'The option idempotency.store must be an object with the functions',
    );
  });

  it('a key whose lease is over is free again, and one that is held is not', async () => {
    let now = 0;
    const store = memoryIdempotencyStore({ now: () => now });
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

  it('needs to know who calls', async () => {
    await expect(mount({ idempotency: true })).rejects.toThrow('idempotency needs actor');
  });
});

describe('traffic', () => {
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

  it('more calls than there is room for are told to come again', async () => {
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

  it('changes of one person that wait for their turn keep nobody else out, up to five times as many', async () => {
    const authorize = vi.fn(() => true);
    const { it, started, release } = await holding({ maxInFlight: 2, authorize });
    await using _ = it;
    const change = () =>
      it.send(revoke, post({ user_identity_id: it.user_identity_id, device_id: it.device_id }));
    const first = change();
    await started;
    const others = [];
    // One after the other, so that each is let in before the next one comes.
    while (others.length < 10) {
      const asked = authorize.mock.calls.length;
      others.push(change());
      await vi.waitUntil(() => authorize.mock.calls.length > asked, { interval: 1, timeout: 10_000 });
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(await change()).toMatchObject(refusal(503, 'overloaded'));
    const reading = it.send(list);
    release();
    expect((await reading).status).toBe(200);
    expect((await Promise.all([first, ...others])).map(({ status }) => status)).toEqual(Array(11).fill(200));
  });

  it('drain lets nothing more in, and waits for what goes on and for its audit', async () => {
    const audited = gate();
    const entries: AuditEntry[] = [];
    const audit = async (entry: AuditEntry) => {
      await audited.opened;
      entries.push(entry);
    };
    const { it, started, release } = await holding({ audit });
    await using _ = it;
    const going = it.send(list);
    await started;
    let isDrained = false;
    const drained = it.drain().then(() => (isDrained = true));
    const late = await it.send(list);
    expect(late).toMatchObject(refusal(503, 'shutting_down'));
    expect(late.headers.get('retry-after')).toBe('1');
    release();
    expect((await going).status).toBe(200);
    expect(isDrained).toBe(false);
    audited.open();
    await drained;
    expect(entries).toMatchObject([{ endpoint: list, outcome: 'done' }]);
    await it.drain();
  });
});
