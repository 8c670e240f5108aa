import { createSeam } from '@org/seam-core';
import type { AuditEntry } from '@org/seam-server';
import type { FakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { logging } from './logging.test-helper.ts';
import { mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const remove = '/user_identities/delete';
const update = '/user_identities/update';

/** A Seam that answers everything in the same way. */
const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  ({ apiKey }: FakeSeam) =>
    createSeam({
      apiKey,
      retry: false,
      fetch: async () => Response.json(body, { status, headers }),
    });

describe('Seam’s answers', () => {
  const secretBody = {
    error: {
      type: 'secret_type',
      message: 'seam_hunter2_key of ada@example.com',
      data: { of: 'ada@example.com' },
    },
    ok: false,
  };

  it.each([
    ['R60', 401, 502, 'upstream_auth_failed'],
    ['R61', 403, 502, 'upstream_auth_failed'],
    ['R62', 400, 400, 'invalid_input'],
    ['R62', 404, 404, 'not_found'],
    ['R62', 409, 409, 'conflict'],
    ['R62', 418, 502, 'upstream_error'],
    ['R62', 500, 502, 'upstream_error'],
    ['R68', 429, 503, 'upstream_rate_limited'],
  ])('%s: a %i becomes a %i in our own words', async (_row, upstream, status, type) => {
    const headers = { 'retry-after': '86400', 'www-authenticate': 'Bearer', 'set-cookie': 'a=1' };
    const { lines, logger } = logging();
    const target = answering(upstream, secretBody, headers);
    await using it = await mount({ logger, onError: undefined }, { target });
    const answer = await it.send(list);
    await it.drain();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toMatch(/hunter2|ada@|Bearer|a=1/);
    expect(answer).toMatchObject(refusal(status, type));
    expect(answer.text + JSON.stringify([...answer.headers])).not.toMatch(
      /hunter2|ada@|secret_type|Bearer|a=1/,
    );
    expect(answer.headers.get('retry-after')).toBe(upstream === 429 ? '30' : null);
  });

  it('R62: a failure of Seam is found in the log by its kind and its ids', async () => {
    const { lines, logger } = logging();
    const target = answering(403, secretBody, { 'seam-request-id': 'seam-1' });
    await using it = await mount({ logger, onError: undefined }, { target });
    const requestId = (await it.send(list)).headers.get('x-request-id');
    await it.drain();
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      {
        fault: {
          name: 'SeamForbiddenError',
          type: 'secret_type',
          status: 403,
          outcome: 'rejected',
          upstreamRequestId: 'seam-1',
        },
        path: list,
        requestId,
      },
      { endpoint: list, status: 502, type: 'upstream_auth_failed', upstreamRequestId: 'seam-1', requestId },
    ]);
  });

  it('R62: of Seam’s words about parameters only those about what was sent are told, and only sentences', async () => {
    const validation_errors = {
      _errors: ['Conflicts with ada@example.com'],
      full_name: { _errors: ['Required', 'Taken by ada@example.com'] },
      api_key: { _errors: ['seam_hunter2_key'] },
    };
    const body = { error: { type: 'invalid_input', message: 'hunter2', validation_errors }, ok: false };
    await using it = await mount({}, { target: answering(400, body) });
    const answer = await it.send(update, post({ user_identity_id: it.user_identity_id, full_name: 'Ada' }));
    expect(answer).toMatchObject(refusal(400, 'invalid_input'));
    expect(answer.body).toMatchObject({
      error: { validation_errors: { _errors: [], full_name: { _errors: ['Required', 'Rejected by Seam'] } } },
    });
    expect(answer.text).not.toMatch(/hunter2|ada@|api_key/);
  });

  it('R63: the address of the next page, which is Seam’s, is not passed on, and its cursor is', async () => {
    const pagination = {
      has_next_page: true,
      next_page_cursor: 'c2',
      next_page_url: 'https://connect.getseam.com/user_identities/list?page_cursor=c2',
    };
    const page = { user_identities: [{ user_identity_id: 'u1' }], pagination, ok: true };
    await using it = await mount({}, { target: answering(200, page) });
    expect((await it.send(list)).body).toEqual({
      ...page,
      pagination: { ...pagination, next_page_url: null },
    });
  });

  it('R63: none of Seam’s headers is passed on', async () => {
    const sent = {
      'set-cookie': 'a=1',
      'access-control-allow-origin': '*',
      location: 'https://evil.example',
      server: 'seam',
      connection: 'x-foo',
      'x-foo': 'bar',
      etag: '"1"',
      'cache-control': 'public',
    };
    await using it = await mount({}, { target: answering(200, { user_identities: [], ok: true }, sent) });
    const { status, headers } = await it.send(list);
    expect(status).toBe(200);
    expect(
      [...headers.keys()]
        .toSorted()
        .filter((name) => !['date', 'keep-alive', 'transfer-encoding'].includes(name)),
    ).toEqual(
      expect.arrayContaining([
        'cache-control',
        'content-type',
        'seam-request-id',
        'x-content-type-options',
        'x-request-id',
      ]),
    );
    for (const name of Object.keys(sent).filter((name) => !['cache-control', 'connection'].includes(name)))
      expect(headers.has(name)).toBe(false);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each(['a b', 'é', '<script>', 'x'.repeat(65), ''])(
    'R67: an id of Seam’s that looks like %j is dropped',
    async (id) => {
      const target = answering(200, { user_identities: [], ok: true }, { 'seam-request-id': id });
      const { lines, logger } = logging();
      await using it = await mount({ logger }, { target });
      const { status, headers } = await it.send(list);
      await it.drain();
      expect(status).toBe(200);
      expect(lines.join('')).not.toContain('upstreamRequestId');
      expect(headers.get('seam-request-id')).toBe(headers.get('x-request-id'));
    },
  );

  it('Seam’s id of the request comes with refusals too, beside our own', async () => {
    const target = answering(404, secretBody, { 'seam-request-id': 'seam-1' });
    await using it = await mount({}, { target });
    const { headers, body } = await it.send(list);
    expect(headers.get('seam-request-id')).toBe('seam-1');
    expect(body).toMatchObject({ error: { request_id: headers.get('x-request-id') } });
  });

  it.each([
    ['a login page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['nothing', () => new Response('')],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/login' } })],
    ['half an answer', () => new Response('{"ok":tr', { headers: { 'content-type': 'application/json' } })],
  ])('R69: %s is not taken for a revocation', async (_what, respond) => {
    const target = ({ apiKey }: FakeSeam) =>
      createSeam({ apiKey, retry: false, fetch: async () => respond() });
    await using it = await mount({}, { target });
    const answer = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(answer).toMatchObject(refusal(502, 'upstream_invalid_response'));
    expect(answer.body).toMatchObject({ error: { data: { outcome: 'unknown' } } });
  });

  it.each([
    ['an HTML page', () => new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } })],
    ['nothing', () => new Response(null, { status: 404 })],
    [
      'an unknown endpoint',
      () => Response.json({ error: { type: 'endpoint_not_found', message: 'No.' } }, { status: 404 }),
    ],
  ])('C73: a 404 that is %s, after a failed attempt, is not taken for a removal', async (_what, second) => {
    const entries: AuditEntry[] = [];
    const target = ({ apiKey }: FakeSeam) => {
      const answers = [() => new Response('<html>', { status: 502 }), second];
      return createSeam({
        apiKey,
        retry: { baseDelay: 0, attempts: 2 },
        fetch: async () => answers.shift()?.() ?? new Response(null, { status: 500 }),
      });
    };
    await using it = await mount({ audit: (entry) => void entries.push(entry) }, { target });
    const answer = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    await it.drain();
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ ok: false, error: { data: { outcome: 'unknown' } } });
    expect(entries).toMatchObject([{ endpoint: remove, outcome: 'unknown', status: 404 }]);
  });

  it('of a read that goes wrong the audit does not say that it may have changed something', async () => {
    const entries: AuditEntry[] = [];
    const target = ({ apiKey }: FakeSeam) =>
      createSeam({ apiKey, retry: false, fetch: () => Promise.reject(new TypeError('reset')) });
    await using it = await mount({ audit: (entry) => void entries.push(entry) }, { target });
    await it.send(list);
    await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    await it.drain();
    expect(entries).toMatchObject([
      { endpoint: list, outcome: 'failed', status: 502 },
      { endpoint: remove, outcome: 'unknown', status: 502 },
    ]);
  });

  it('a Seam that does not answer is a 504 whose outcome is unknown', async () => {
    const silent: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
    const target = ({ apiKey }: FakeSeam) => createSeam({ apiKey, fetch: silent, retry: false, timeout: 50 });
    await using it = await mount({}, { target });
    const answer = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(answer).toMatchObject(refusal(504, 'upstream_timeout'));
    expect(answer.body).toMatchObject({ error: { data: { outcome: 'unknown' } } });
  });
});
