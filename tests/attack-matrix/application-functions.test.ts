import { createSeam, type Seam, SeamConfigError, SeamTimeoutError } from '@org/seam-core';
import { apiError, type AuditEntry, type SeamHandlers } from '@org/seam-server';
import { describe, expect, it } from 'vitest';
import { type MatrixOptions, mount, post, refusal } from './mount.test-helper.ts';
import { expectNoProcessErrors, logging } from './support.test-helper.ts';

const list = '/user_identities/list';
const create = '/user_identities/create';
const remove = '/user_identities/delete';
const unlock = '/locks/unlock_door';
const look = '/action_attempts/get';
const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const createWebview = '/connect_webviews/create';

expectNoProcessErrors();

/** A client with an invalid credential. Seam's error message names a person. */
const unauthorizedClient = (): Seam =>
  createSeam({
    apiKey: 'seam_unknown',
    fetch: () => {
      const error = { type: 'unauthorized', message: 'the key of bob@corp.example is bad', request_id: 'r' };
      return Promise.resolve(Response.json({ ok: false, error }, { status: 401 }));
    },
  });

/** The error of a client after a timeout. */
const timeoutError = (): Error => new SeamTimeoutError('too late', { outcome: 'unknown', phase: 'headers' });

describe('functions of the application', () => {
  it.each<[string, MatrixOptions]>([
    ['actor', { actor: async () => (await unauthorizedClient().userIdentities.list()).length.toString() }],
    ['rateLimit', { rateLimit: async () => (await unauthorizedClient().userIdentities.list()).length }],
  ])('R60, R62: an error of Seam in %s is reported to onError, and not sent', async (_, options) => {
    await using it = await mount(options);
    const response = await it.send(list);
    expect(response).toMatchObject(refusal(500, 'internal_server_error'));
    expect(response.text).not.toContain('bob');
    expect(it.errors).toEqual([expect.objectContaining({ name: 'SeamUnauthorizedError' })]);
  });

  it('R60, R62: an error of Seam in the function that selects the target is not sent', async () => {
    const target = async () => {
      await unauthorizedClient().userIdentities.list();
      return unauthorizedClient();
    };
    await using it = await mount({}, { target: () => target });
    const response = await it.send(list);
    expect(response).toMatchObject(refusal(502, 'upstream_auth_failed'));
    expect(response.text).not.toContain('bob');
    expect(it.errors).toEqual([expect.objectContaining({ name: 'SeamUnauthorizedError' })]);
  });

  it.each([undefined, null])('a selected target of %s is reported to onError', async (target) => {
    await using it = await mount({}, { target: () => () => target as never });
    expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
    const message = `The function that selects the target returned ${String(target)} for this request.`;
    expect(it.errors).toEqual([expect.objectContaining({ name: 'SeamConfigError', message })]);
  });

  it('sends an apiError that actor throws', async () => {
    await using it = await mount({
      actor: () => {
        throw apiError('unauthenticated');
      },
    });
    expect(await it.send(list)).toMatchObject(refusal(401, 'unauthenticated'));
    expect(it.errors).toEqual([]);
  });

  it.each([7, null, true, { id: 'ada' }])(
    'an actor that returns %j gives a 500 and an error for onError',
    async (value) => {
      const entries: AuditEntry[] = [];
      await using it = await mount({
        actor: () => value as never,
        idempotency: true,
        audit: (entry) => void entries.push(entry),
      });
      const response = await it.send(create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' }));
      expect(response).toMatchObject(refusal(500, 'internal_server_error'));
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
  ])(
    'R53: %s that never settles gives a 503 after the timeout, and does not count as in flight',
    async (_, options) => {
      await using it = await mount({ ...options, authorizeTimeout: 20, maxInFlight: 1 });
      for (const _time of [1, 2])
        expect(await it.send(list)).toMatchObject(refusal(503, 'authorization_timeout'));
      await it.drain();
      expect(it.upstream()).toEqual([]);
    },
  );

  it('an error that cannot be serialized gives a 500 with a fixed message', async () => {
    await using it = await mount({
      actor: () => {
        throw apiError('unauthenticated', { data: { n: 1n } });
      },
    });
    expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
    expect(it.errors).toHaveLength(1);
  });

  it('R81: an onError that rejects does not change the response', async () => {
    await using it = await mount({
      authorize: () => Promise.reject(new Error('no database')),
      onError: () => Promise.reject(new Error('the log is full')),
    });
    expect(await it.send(list)).toMatchObject(refusal(500, 'authorization_error'));
  });

  it('R62: an error of the application is logged with its stack, without the message of Seam in its cause', async () => {
    const { lines, logger } = logging();
    await using it = await mount({
      logger,
      onError: undefined,
      authorize: async () => {
        try {
          return (await unauthorizedClient().userIdentities.list()).length > 0;
        } catch (cause) {
          throw new RangeError('no rule for this tenant', { cause });
        }
      },
    });
    await it.send(list);
    await it.drain();
    const [logged] = lines.map((line) => JSON.parse(line) as object);
    expect(logged).toMatchObject({
      error: {
        name: 'RangeError',
        message: 'no rule for this tenant',
        stack: expect.stringContaining('application-functions.test.ts'),
      },
      path: list,
    });
    expect(lines.join('')).not.toContain('bob');
  });

  it('a target may be an instance of a class', async () => {
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

  it('a selected target without an exposed function gives a 500 and a SeamConfigError', async () => {
    await using it = await mount({ expose: [list] }, { target: () => () => ({ userIdentities: {} }) });
    expect(await it.send(list)).toMatchObject(refusal(500, 'internal_server_error'));
    expect(it.errors).toEqual([
      expect.objectContaining({
        name: 'SeamConfigError',
        message: `${list} is exposed, but the target has no userIdentities.list().`,
      }),
    ]);
  });

  it('a target function may deny the request', async () => {
    const forbid = () => Promise.reject(apiError('forbidden'));
    await using it = await mount(
      { expose: [remove] },
      { target: () => ({ userIdentities: { delete: forbid } }) },
    );
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(response).toMatchObject(refusal(403, 'forbidden'));
  });

  it.each([
    ['throws', () => Promise.reject(new TypeError('after the commit'))],
    ['returns nothing', () => undefined],
  ])('the outcome is unknown in the audit log after a function that %s', async (_, act) => {
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
    ['without the function', () => ({}), 500],
    ['that ran into a timeout', () => Promise.reject(timeoutError()), 504],
    ['without a credential', () => Promise.reject(new SeamConfigError('There is no credential.')), 500],
  ])('a request for a target %s has failed, and its idempotency key is free', async (_, select, status) => {
    const entries: AuditEntry[] = [];
    let isDown = true;
    await using it = await mount(
      {
        expose: [createWebview],
        actor: () => 'ada',
        idempotency: true,
        audit: (entry) => void entries.push(entry),
      },
      { target: (fake) => () => (isDown ? select(fake.seam) : fake.seam) },
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
  ])('an action attempt with the status %s is %s in the audit log', async (status, outcome) => {
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
  ])('R92: refuses the options %j on creation', async (options, message) => {
    await expect(mount({ actor: () => 'ada', ...options })).rejects.toThrow(
      expect.objectContaining({ name: 'SeamConfigError', message: expect.stringContaining(message) }),
    );
  });
});
