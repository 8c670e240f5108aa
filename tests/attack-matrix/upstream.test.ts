import { createSeam } from '@org/seam-core';
import type { AuditEntry } from '@org/seam-server';
import type { FakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { mount, post, refusal } from './mount.test-helper.ts';
import { logging } from './support.test-helper.ts';

const list = '/user_identities/list';
const remove = '/user_identities/delete';
const update = '/user_identities/update';

/** A client whose every request gets the same response. */
const responding =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  ({ apiKey }: FakeSeam) =>
    createSeam({
      apiKey,
      retry: false,
      fetch: async () => Response.json(body, { status, headers }),
    });

describe('responses of Seam', () => {
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
  ])('%s: a %i of Seam becomes a %i with a fixed message', async (_row, upstream, status, type) => {
    const headers = { 'retry-after': '86400', 'www-authenticate': 'Bearer', 'set-cookie': 'a=1' };
    const { lines, logger } = logging();
    const target = responding(upstream, secretBody, headers);
    await using it = await mount({ logger, onError: undefined }, { target });
    const response = await it.send(list);
    await it.drain();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toMatch(/hunter2|ada@|Bearer|a=1/);
    expect(response).toMatchObject(refusal(status, type));
    expect(response.text + JSON.stringify([...response.headers])).not.toMatch(
      /hunter2|ada@|secret_type|Bearer|a=1/,
    );
    expect(response.headers.get('retry-after')).toBe(upstream === 429 ? '30' : null);
  });

  it('R62: the log has class, type and ids of an error of Seam', async () => {
    const { lines, logger } = logging();
    const target = responding(403, secretBody, { 'seam-request-id': 'seam-1' });
    await using it = await mount({ logger, onError: undefined }, { target });
    const requestId = (await it.send(list)).headers.get('x-request-id');
    await it.drain();
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      {
        error: {
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

  it('R62: of Seam’s validation errors, only known sentences about sent parameters are returned', async () => {
    const validation_errors = {
      _errors: ['Conflicts with ada@example.com'],
      full_name: { _errors: ['Required', 'Taken by ada@example.com'] },
      api_key: { _errors: ['seam_hunter2_key'] },
    };
    const body = { error: { type: 'invalid_input', message: 'hunter2', validation_errors }, ok: false };
    await using it = await mount({}, { target: responding(400, body) });
    const response = await it.send(update, post({ user_identity_id: it.user_identity_id, full_name: 'Ada' }));
    expect(response).toMatchObject(refusal(400, 'invalid_input'));
    expect(response.body).toMatchObject({
      error: { validation_errors: { _errors: [], full_name: { _errors: ['Required', 'Rejected by Seam'] } } },
    });
    expect(response.text).not.toMatch(/hunter2|ada@|api_key/);
  });

  it('R63: the cursor of the next page is returned, and Seam’s URL is not', async () => {
    const pagination = {
      has_next_page: true,
      next_page_cursor: 'c2',
      next_page_url: 'https://connect.getseam.com/user_identities/list?page_cursor=c2',
    };
    const page = { user_identities: [{ user_identity_id: 'u1' }], pagination, ok: true };
    await using it = await mount({}, { target: responding(200, page) });
    expect((await it.send(list)).body).toEqual({
      ...page,
      pagination: { ...pagination, next_page_url: null },
    });
  });

  it('R63: a later page without pagination is not described as the last one', async () => {
    const page = { user_identities: [{ user_identity_id: 'u1' }], ok: true };
    await using it = await mount({}, { target: responding(200, page) });
    expect((await it.send(list)).body).toMatchObject({ pagination: { has_next_page: false } });
    expect(await it.send(`${list}?page_cursor=c2`)).toMatchObject(refusal(502, 'upstream_invalid_response'));
  });

  it('R63: no header of Seam is returned', async () => {
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
    await using it = await mount({}, { target: responding(200, { user_identities: [], ok: true }, sent) });
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
    'R67: a request id of Seam like %j is dropped',
    async (id) => {
      const target = responding(200, { user_identities: [], ok: true }, { 'seam-request-id': id });
      const { lines, logger } = logging();
      await using it = await mount({ logger }, { target });
      const { status, headers } = await it.send(list);
      await it.drain();
      expect(status).toBe(200);
      expect(lines.join('')).not.toContain('upstreamRequestId');
      expect(headers.get('seam-request-id')).toBe(headers.get('x-request-id'));
    },
  );

  it('an error response has the request ids of Seam and of the router', async () => {
    const target = responding(404, secretBody, { 'seam-request-id': 'seam-1' });
    await using it = await mount({}, { target });
    const { headers, body } = await it.send(list);
    expect(headers.get('seam-request-id')).toBe('seam-1');
    expect(body).toMatchObject({ error: { request_id: headers.get('x-request-id') } });
  });

  it.each([
    ['a login page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['an empty response', () => new Response('')],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/login' } })],
    [
      'a truncated response',
      () => new Response('{"ok":tr', { headers: { 'content-type': 'application/json' } }),
    ],
  ])('R69: %s is not a success', async (_what, respond) => {
    const target = ({ apiKey }: FakeSeam) =>
      createSeam({ apiKey, retry: false, fetch: async () => respond() });
    await using it = await mount({}, { target });
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(response).toMatchObject(refusal(502, 'upstream_invalid_response'));
    expect(response.body).toMatchObject({ error: { data: { outcome: 'unknown' } } });
  });

  it.each([
    [
      'an HTML page',
      502,
      () => new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } }),
    ],
    ['an empty response', 502, () => new Response(null, { status: 404 })],
    [
      'an unknown endpoint',
      404,
      () => Response.json({ error: { type: 'endpoint_not_found', message: 'No.' } }, { status: 404 }),
    ],
  ])('C73: a 404 with %s after a failed attempt is not a success', async (_what, status, second) => {
    const entries: AuditEntry[] = [];
    const target = ({ apiKey }: FakeSeam) => {
      const responses = [() => new Response('<html>', { status: 502 }), second];
      return createSeam({
        apiKey,
        retry: { baseDelay: 0, attempts: 2 },
        fetch: async () => responses.shift()?.() ?? new Response(null, { status: 500 }),
      });
    };
    await using it = await mount({ audit: (entry) => void entries.push(entry) }, { target });
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    await it.drain();
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ ok: false, error: { data: { outcome: 'unknown' } } });
    expect(entries).toMatchObject([{ endpoint: remove, outcome: 'unknown', status }]);
  });

  it('a failed read is failed in the audit log, and a failed change is unknown', async () => {
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

  it('returns 504 with an unknown outcome when Seam does not respond', async () => {
    const silent: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
    const target = ({ apiKey }: FakeSeam) => createSeam({ apiKey, fetch: silent, retry: false, timeout: 50 });
    await using it = await mount({}, { target });
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }));
    expect(response).toMatchObject(refusal(504, 'upstream_timeout'));
    expect(response.body).toMatchObject({ error: { data: { outcome: 'unknown' } } });
  });
});
