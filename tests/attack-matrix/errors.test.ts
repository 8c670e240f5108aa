import { createSeam } from '@org/seam-core';
import { apiError, type AuditEntry } from '@org/seam-server';
import { createSeamRouter } from '@org/seam-express';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { headerOf, mount, post, refusal } from './mount.test-helper.ts';
import { expectNoProcessErrors, logging } from './support.test-helper.ts';

const list = '/user_identities/list';
const get = '/user_identities/get';
const remove = '/user_identities/delete';
const unlock = '/locks/unlock_door';

expectNoProcessErrors();

describe('errors and logs', () => {
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('hunter2');
      },
    ],
    ['rejects', () => Promise.reject(new Error('hunter2'))],
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a handler may do
    ['rejects with nothing', () => Promise.reject()],
    ['returns nothing', () => undefined],
    ['returns a value that JSON cannot represent', () => ({ user_identity_id: 1n })],
  ])(
    'R81: a handler that %s gives a 500 with a fixed message, also for the next request',
    async (_, handler) => {
      await using it = await mount(
        { expose: [get] },
        { target: () => ({ userIdentities: { get: handler as never } }) },
      );
      for (const _time of [1, 2]) {
        const response = await it.send(get, post({ user_identity_id: it.user_identity_id }));
        expect(response).toMatchObject(refusal(500, 'internal_server_error'));
        expect(response.text).not.toMatch(/hunter2|\.ts|at /);
      }
    },
  );

  it('R81: onError, logger and audit that throw do not change the response', async () => {
    const breaks = () => {
      throw new Error('the log is full');
    };
    await using it = await mount({
      onError: breaks,
      logger: { info: breaks, error: breaks },
      audit: () => Promise.reject(new Error('no database')),
      requestId: breaks,
    });
    expect((await it.send(list)).status).toBe(200);
    expect((await it.send(remove, post({}))).status).toBe(400);
    await it.drain();
  });

  it('R93: onError, logger, audit and requestId that reject do not change the response or end the process', async () => {
    const rejects = async (): Promise<never> => {
      await Promise.resolve();
      throw new Error('the log is full');
    };
    const options = {
      audit: rejects,
      logger: { info: rejects, error: rejects },
      requestId: rejects as never,
    };
    for (const onError of [rejects, undefined]) {
      await using it = await mount({ ...options, authorize: rejects, onError });
      expect((await it.send(list)).status).toBe(500);
      expect((await it.send(remove, post({}))).status).toBe(400);
      await it.drain();
    }
  });

  it('audit is called when logger throws, and logger when audit rejects', async () => {
    const lines: object[] = [];
    const entries: AuditEntry[] = [];
    const full = () => {
      throw new Error('the log is full');
    };
    const down = () => Promise.reject(new Error('no database'));
    await using first = await mount({
      logger: { info: full, error: full },
      audit: (entry) => void entries.push(entry),
    });
    await first.send(list);
    await first.drain();
    expect(entries).toMatchObject([{ endpoint: list, outcome: 'done' }]);
    expect(first.errors).toEqual([expect.objectContaining({ message: 'the log is full' })]);
    await using second = await mount({
      logger: { info: (line) => void lines.push(line), error: full },
      audit: down,
    });
    await second.send(list);
    await second.drain();
    expect(lines).toMatchObject([{ endpoint: list, outcome: 'done' }]);
    expect(second.errors).toEqual([expect.objectContaining({ message: 'no database' })]);
  });

  it.each(['production', 'development', ''])(
    'R82: the response is the same with NODE_ENV %j',
    async (env) => {
      vi.stubEnv('NODE_ENV', env);
      await using it = await mount({ authorize: () => Promise.reject(new Error('hunter2')) });
      const response = await it.send(list);
      vi.unstubAllEnvs();
      expect(response).toMatchObject(refusal(500, 'authorization_error'));
      expect(response.text).not.toMatch(/hunter2|stack|\.ts/);
    },
  );

  it('R62, R66: a request is one line of the log, without values of the caller', async () => {
    const { lines, logger } = logging();
    await using it = await mount({ logger, onError: undefined });
    const evil = '\u001b[31mforged\u2028{"level":60}';
    await it.send(list, { headers: { 'user-agent': encodeURIComponent(evil), 'x-forwarded-for': 'forged' } });
    await it.send(remove, post({ user_identity_id: `forged\r\n${evil}`, forged: 1 }));
    await it.send(`${list}?search=forged%0d%0a%1b[31m`);
    await it.send('/forged', post({}));
    await it.drain();
    const logged = lines.map((line) => JSON.parse(line) as object);
    expect(logged).toMatchObject([
      { endpoint: list, verb: 'GET', outcome: 'done', status: 200, requestId: expect.any(String) },
      { endpoint: remove, verb: 'POST', outcome: 'refused', status: 400, type: 'invalid_input' },
      { endpoint: list, outcome: 'refused', status: 400, type: 'invalid_input' },
    ]);
    expect(lines.join('')).not.toContain('forged');
    for (const line of lines) expect(line.indexOf('\n')).toBe(line.length - 1);
  });

  it('the audit log has actor, parameters, outcome and ids, also of denied requests', async () => {
    const entries: AuditEntry[] = [];
    await using it = await mount({
      actor: (req) => headerOf(req, 'x-user'),
      authorize: ({ endpoint }) => endpoint !== list,
      audit: (entry) => void entries.push(entry),
    });
    const { user_identity_id } = it;
    const headers = { 'x-user': 'ada' };
    await it.send(list, { headers });
    const removed = await it.send(remove, post({ user_identity_id }, headers));
    await it.send(remove, post({ user_identity_id }, headers));
    await it.send(remove, post({ user_identity_id: 'x' }));
    await it.send('/nope', post({}));
    await it.drain();
    expect(entries).toMatchObject([
      { actor: 'ada', endpoint: list, params: {}, outcome: 'refused', status: 403, type: 'forbidden' },
      {
        actor: 'ada',
        endpoint: remove,
        params: { user_identity_id },
        outcome: 'done',
        status: 200,
        isReplay: false,
      },
      { actor: 'ada', endpoint: remove, outcome: 'failed', status: 404, type: 'user_identity_not_found' },
      { actor: undefined, endpoint: remove, params: undefined, outcome: 'refused', status: 400 },
    ]);
    expect(entries[1]).toMatchObject({
      requestId: removed.headers.get('x-request-id'),
      upstreamRequestId: removed.headers.get('seam-request-id'),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      isAbandoned: false,
    });
    expect(Object.isFrozen(entries[1]?.params)).toBe(true);
  });

  it('the audit log distinguishes a failed read from a change with an unknown outcome', async () => {
    const entries: AuditEntry[] = [];
    const fail = () => Promise.reject(new Error('no network'));
    await using it = await mount(
      { expose: [list, remove], audit: (entry) => void entries.push(entry) },
      { target: () => ({ userIdentities: { list: fail, delete: fail } }) },
    );
    await it.send(list);
    await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    await it.drain();
    expect(entries).toMatchObject([
      { endpoint: list, outcome: 'failed', status: 500 },
      { endpoint: remove, outcome: 'unknown', status: 500 },
    ]);
  });

  it('the audit log marks a replayed response, and keeps the unknown outcome', async () => {
    const entries: AuditEntry[] = [];
    await using it = await mount(
      {
        expose: [unlock],
        actor: () => 'ada',
        idempotency: true,
        audit: (entry) => void entries.push(entry),
      },
      {
        target: () => ({ locks: { unlockDoor: () => Promise.reject(apiError('internal_server_error')) } }),
      },
    );
    const init = post({ device_id: it.device_id }, { 'idempotency-key': 'k1' });
    expect((await it.send(unlock, init)).status).toBe(502);
    expect((await it.send(unlock, init)).headers.get('idempotency-replayed')).toBe('true');
    await it.drain();
    expect(entries).toMatchObject([
      { endpoint: unlock, outcome: 'unknown', status: 502, isReplay: false },
      { endpoint: unlock, outcome: 'unknown', status: 502, isReplay: true },
    ]);
  });

  it('R66: the audit log has OTHER for an unusual verb', async () => {
    const entries: AuditEntry[] = [];
    await using it = await mount({ audit: (entry) => void entries.push(entry) });
    expect((await it.send(list, { method: 'M-SEARCH' })).status).toBe(405);
    expect((await it.send(list, { method: 'PATCH' })).status).toBe(405);
    await it.drain();
    expect(entries).toMatchObject([{ verb: 'OTHER' }, { verb: 'PATCH' }]);
  });

  it('R84: the key is in no response, log line or audit entry of an error', async () => {
    const { lines, logger } = logging();
    const entries: AuditEntry[] = [];
    await using it = await mount(
      { logger, onError: undefined, audit: (entry) => void entries.push(entry) },
      {
        target: () =>
          createSeam({
            apiKey: 'seam_CANARY_hunter2',
            retry: false,
            fetch: (_input, init) => Promise.reject(new TypeError(JSON.stringify(init?.headers))),
          }),
      },
    );
    const response = await it.send(list);
    await it.drain();
    expect(response).toMatchObject(refusal(502, 'upstream_error'));
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(response.text + lines.join('') + JSON.stringify(entries)).not.toContain('CANARY');
  });
});

it('R84: printing a router shows nothing of the client or the options', () => {
  const router = createSeamRouter(createSeam({ apiKey: 'seam_CANARY_hunter2' }), {
    expose: [list],
    authorize: ({ req }) => req.get('x-canary') === 'CANARY',
  });
  for (const shown of [
    inspect(router, { depth: null, showHidden: true }),
    JSON.stringify({ router }),
    String(router),
  ])
    expect(shown).not.toContain('CANARY');
});
