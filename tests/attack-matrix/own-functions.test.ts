import { createSeam, type Seam, SeamConfigError, SeamTimeoutError } from '@org/seam-core';
import { apiError, type AuditEntry, type SeamHandlers } from '@org/seam-server';
import { describe, expect, it } from 'vitest';
import { expectNoComplaints } from './expect-no-complaints.test-helper.ts';
import { logging } from './logging.test-helper.ts';
import { type MatrixOptions, mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const create = '/user_identities/create';
const remove = '/user_identities/delete';
const unlock = '/locks/unlock_door';
const look = '/action_attempts/get';
const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const createWebview = '/connect_webviews/create';

expectNoComplaints();

/** A client whose credential Seam does not know, which Seam says in words that name somebody. */
const stranger = (): Seam =>
  createSeam({
    apiKey: 'seam_stranger',
    fetch: () => {
      const error = { type: 'unauthorized', message: 'the key of bob@corp.example is bad', request_id: 'r' };
      return Promise.resolve(Response.json({ ok: false, error }, { status: 401 }));
    },
  });

/** What a client of which nobody said whose it is answers. */
const misconfigured = () => Promise.reject(new SeamConfigError('There is no credential.'));

/** What a client says when it has waited for Seam in vain. */
const late = (): Error => new SeamTimeoutError('too late', { outcome: 'unknown', phase: 'headers' });

describe('functions of your own', () => {
  it.each<[string, MatrixOptions]>([
    ['actor', { actor: async () => (await stranger().userIdentities.list()).length.toString() }],
    ['rateLimit', { rateLimit: async () => (await stranger().userIdentities.list()).length }],
  ])('R60, R62: what Seam says to %s is not told, and to onError it is', async (_, options) => {
    await using it = await mount(options);
    const answer = await it.send(list);
    expect(answer).toMatchObject(refusal(500, 'internal_server_error'));
    expect(answer.text).not.toContain('bob');
    expect(it.errors).toEqual([expect.objectContaining({ name: 'SeamUnauthorizedError' })]);
  });

  it('R60, R62: what Seam says to the function that chooses a target is not told', async () => {
    const target = async () => {
      await stranger().userIdentities.list();
      return stranger();
    };
    await using it = await mount({}, { target: () => target });
    const answer = await it.send(list);
    expect(answer).toMatchObject(refusal(502, 'upstream_auth_failed'));
    expect(answer.text).not.toContain('bob');
    expect(it.errors).toEqual([expect.objectContaining({ name: 'SeamUnauthorizedError' })]);
  });

  it.each([undefined, null])(
    'a target that is chosen as %s is told to onError, by that name',
    async (nobody) => {
      await using it = await mount({}, { target: () => () => nobody as never });
      expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
      const message = `The function that chooses the target returned ${String(nobody)} for this request.`;
      expect(it.errors).toEqual([expect.objectContaining({ name: 'SeamConfigError', message })]);
    },
  );

  it('what actor throws to be told is told', async () => {
    await using it = await mount({
      actor: () => {
        throw apiError('unauthenticated');
      },
    });
    expect(await it.send(list)).toMatchObject(refusal(401, 'unauthenticated'));
    expect(it.errors).toEqual([]);
  });

  it.each([7, null, true, { id: 'ada' }])(
    'an actor that names the caller by %j is a fault, and none of the caller’s',
    async (named) => {
      const entries: AuditEntry[] = [];
      await using it = await mount({
        actor: () => named as never,
        idempotency: true,
        audit: (entry) => void entries.push(entry),
      });
      const answer = await it.send(create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' }));
      expect(answer).toMatchObject(refusal(500, 'internal_server_error'));
      await it.drain();
      expect(it.errors).toEqual([
        expect.objectContaining({ message: expect.stringContaining('actor returned') }),
      ]);
      expect(entries).toMatchObject([{ endpoint: create, outcome: 'refused', status: 500 }]);
      expect(entries[0]?.actor).toBeUndefined();
    },
  );

  it.each<[string, MatrixOptions]>([
    ['actor', { actor: () => new Promise(() => {}) }],
    ['rateLimit', { rateLimit: () => new Promise(() => {}) }],
  ])('R53: %s that never settles denies in time, and takes no room', async (_, options) => {
    await using it = await mount({ ...options, authorizeTimeout: 20, maxInFlight: 1 });
    for (const _time of [1, 2])
      expect(await it.send(list)).toMatchObject(refusal(503, 'authorization_timeout'));
    await it.drain();
    expect(it.upstream()).toEqual([]);
  });

  it('an error that cannot be written is told of as a fixed sentence', async () => {
    await using it = await mount({
      actor: () => {
        throw apiError('unauthenticated', { data: { n: 1n } });
      },
    });
    expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
    expect(it.errors).toHaveLength(1);
  });

  it('R81: an onError that rejects harms nobody', async () => {
    await using it = await mount({
      authorize: () => Promise.reject(new Error('no database')),
      onError: () => Promise.reject(new Error('the log is full')),
    });
    expect(await it.send(list)).toMatchObject(refusal(500, 'authorization_error'));
  });

  it('R62: a fault of yours is in the log with its stack, without the words of Seam that caused it', async () => {
    const { lines, logger } = logging();
    await using it = await mount({
      logger,
      onError: undefined,
      authorize: async () => {
        try {
          return (await stranger().userIdentities.list()).length > 0;
        } catch (cause) {
          throw new RangeError('no rule for this tenant', { cause });
        }
      },
    });
    await it.send(list);
    await it.drain();
    const [logged] = lines.map((line) => JSON.parse(line) as object);
    expect(logged).toMatchObject({
      fault: {
        name: 'RangeError',
        message: 'no rule for this tenant',
        stack: expect.stringContaining('own-functions.test.ts'),
      },
      path: list,
    });
    expect(lines.join('')).not.toContain('bob');
  });

  it('a target may be of a class of your own', async () => {
    class People {
      readonly names = ['Ada'];
      list() {
        return this.names.map((full_name) => ({ full_name }));
      }
    }
    await using it = await mount(
      { expose: [list] },
      { target: () => ({ userIdentities: new People() }) as never },
    );
    expect(await it.send(list)).toMatchObject({ body: { user_identities: [{ full_name: 'Ada' }] } });
  });

  it('a chosen target that lacks what is exposed is a fault of ours, in a sentence', async () => {
    await using it = await mount({ expose: [list] }, { target: () => () => ({ userIdentities: {} }) });
    expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
    expect(it.errors).toEqual([
      expect.objectContaining({
        name: 'SeamConfigError',
        message: `${list} is exposed, but the target has no userIdentities.list().`,
      }),
    ]);
  });

  it('a function in the place of Seam may refuse the caller', async () => {
    const forbid = () => Promise.reject(apiError('forbidden'));
    await using it = await mount(
      { expose: [remove] },
      { target: () => ({ userIdentities: { delete: forbid } }) },
    );
    const answer = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(answer).toMatchObject(refusal(403, 'forbidden'));
  });

  it.each([
    ['throws', () => Promise.reject(new TypeError('after the commit'))],
    ['returns nothing', () => undefined],
  ])('the audit does not say that nothing was changed by a function that %s', async (_, act) => {
    const entries: AuditEntry[] = [];
    await using it = await mount(
      { expose: [create], audit: (entry) => void entries.push(entry) },
      { target: () => ({ userIdentities: { create: act as never } }) },
    );
    expect((await it.send(create, post({ full_name: 'Eve' }))).status).toBe(500);
    await it.drain();
    expect(entries).toMatchObject([{ endpoint: create, outcome: 'unknown' }]);
  });

  it.each<[string, (seam: Seam) => SeamHandlers | Promise<SeamHandlers>, number]>([
    ['of a tenant whose database is down', () => Promise.reject(new Error('no database')), 500],
    ['that lacks the function', () => ({}), 500],
    ['that Seam was late about', () => Promise.reject(late()), 504],
    ['that is set up wrongly', () => ({ connectWebviews: { create: misconfigured } }), 500],
  ])('a call for a target %s did nothing, and its key is free', async (_, find, status) => {
    const entries: AuditEntry[] = [];
    let isDown = true;
    await using it = await mount(
      {
        expose: [createWebview],
        actor: () => 'ada',
        idempotency: true,
        audit: (entry) => void entries.push(entry),
      },
      { target: (fake) => () => (isDown ? find(fake.seam) : fake.seam) },
    );
    const send = () => it.send(createWebview, post({}, { 'idempotency-key': 'k1' }));
    expect(await send()).toMatchObject({ status });
    expect(it.errors).toHaveLength(1);
    isDown = false;
    const again = await send();
    await it.drain();
    expect(again.headers.has('idempotency-replayed')).toBe(false);
    expect(it.upstream()).toEqual([createWebview]);
    expect(entries).toMatchObject([
      { endpoint: createWebview, outcome: 'failed', status },
      { endpoint: createWebview, outcome: 'done', status: 200 },
    ]);
  });

  it.each([
    ['pending', 'done'],
    ['success', 'done'],
    ['error', 'failed'],
  ])('an action attempt of status %s is %s in the audit', async (status, outcome) => {
    const attempt = { action_attempt_id: id, action_type: 'UNLOCK_DOOR', status, result: null, error: null };
    const entries: AuditEntry[] = [];
    const target = () => ({
      locks: { unlockDoor: () => attempt as never },
      actionAttempts: { get: () => attempt as never },
    });
    const audit = (entry: AuditEntry) => void entries.push(entry);
    await using it = await mount({ expose: [unlock, look], audit }, { target });
    expect((await it.send(unlock, post({ device_id: id }))).status).toBe(200);
    expect((await it.send(look, post({ action_attempt_id: id }))).status).toBe(200);
    await it.drain();
    const actionAttempt = { action_attempt_id: id, status };
    expect(entries).toMatchObject([
      { endpoint: unlock, outcome, actionAttempt },
      { endpoint: look, outcome: 'done', actionAttempt },
    ]);
  });

  it.each<[object, string]>([
    [{ bodyLimit: '16kb' }, 'bodyLimit must be a whole number from 0 to 9007199254740991; got "16kb".'],
    [{ bodyLimit: Number.NaN }, 'bodyLimit must be'],
    [{ depthLimit: 1001 }, 'depthLimit must be a whole number from 0 to 1000; got 1001.'],
    [
      { authorizeTimeout: Infinity },
      'authorizeTimeout must be a number of milliseconds from 1 to 2147483647',
    ],
    [{ bodyTimeout: 0 }, 'bodyTimeout must be'],
    [{ queueTimeout: 2 ** 31 }, 'queueTimeout must be'],
    [{ queueTimeout: 'soon' }, 'queueTimeout must be'],
    [{ maxInFlight: 0 }, 'maxInFlight must be'],
    [{ maxInFlight: 1.5 }, 'maxInFlight must be'],
    [{ csrf: 'false' }, 'csrf must be a boolean; got "false".'],
    [{ allowedOrigins: 'https://console.example' }, 'allowedOrigins must be an array of strings'],
    [{ cors: 'yes' }, 'cors must be'],
    [{ openapi: 1 }, 'openapi must be'],
    [{ idempotency: 'yes' }, 'idempotency must be'],
    [{ actor: 'ada' }, 'actor must be a function; got "ada".'],
    [{ audit: true }, 'audit must be a function'],
    [{ requestId: 'x' }, 'requestId must be a function'],
    [{ onError: {} }, 'onError must be a function; got an object.'],
    [{ logger: { info: () => {} } }, 'logger must be an object with the functions info and error'],
    [{ logger: () => {} }, 'logger must be'],
    [{ idempotent: true }, 'unknown option "idempotent". Did you mean "idempotency"?'],
    [{ queueTimout: 5 }, 'unknown option "queueTimout". Did you mean "queueTimeout"?'],
    [{ idempotency: { leese: 5 } }, 'idempotency: unknown option "leese". Did you mean "lease"?'],
    [{ idempotency: { lease: '1s' } }, 'idempotency: lease must be'],
    [{ openapi: { titel: 'Doors' } }, 'openapi: unknown option "titel". Did you mean "title"?'],
    [{ openapi: { servers: ['https://doors.example'] } }, 'openapi: servers must be'],
    [{ openapi: { authorize: true } }, 'openapi: authorize must be a function'],
    [{ openapi: { path: 5 } }, 'openapi.path is 5'],
    [
      { allowedOrigins: ['https://good.example'], cors: { credential: true } },
      'cors: unknown option "credential". Did you mean "credentials"?',
    ],
    [{ expose: ['/user_identities/lst'] }, 'Did you mean "/user_identities/list"?'],
    [
      {
        expose: ['/user_identities/list'],
        authorize: { '/user_identities/lst': () => true, '/user_identities/*': () => true },
      },
      'authorize has "/user_identities/lst", which is not exposed. Did you mean "/user_identities/list"?',
    ],
  ])('R92: the options %j are refused at once', async (options, message) => {
    await expect(mount({ actor: () => 'ada', ...options })).rejects.toThrow(
      expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining(message) }),
    );
  });
});
