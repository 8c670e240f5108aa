import type { CorsOptions } from '@org/seam-server';
import { describe, expect, it } from 'vitest';
import { headerOf, mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const grant = '/user_identities/grant_access_to_device';
const remove = '/user_identities/delete';
const good = 'https://good.example';

describe('requests of other sites', () => {
  const tryFrom = async (headers: Record<string, string>, options = {}) => {
    await using it = await mount(options);
    const response = await it.send(remove, post({ user_identity_id: it.user_identity_id }, headers));
    return { response, people: it.fake.state.userIdentities.size, upstream: it.upstream() };
  };

  it.each([
    ['R45', { 'sec-fetch-site': 'cross-site' }],
    ['R45', { 'sec-fetch-site': 'same-site' }],
    ['R45', { 'sec-fetch-site': 'cross-site', cookie: 'session=1', origin: good }],
    ['R45', { 'sec-fetch-site': 'whatever' }],
    ['R46', { origin: 'https://evil.example' }],
    ['R47', { origin: 'null' }],
    ['R47', { origin: '' }],
    ['R47', { origin: 'https://good.example.evil' }],
    ['R47', { origin: 'http://good.example' }],
    ['R47', { origin: 'https://good.example:8443' }],
    ['R47', { origin: 'https://GOOD.example' }],
    ['R47', { origin: 'http://127.0.0.1' }],
    ['R47', { origin: 'https://evil.example', host: 'evil.example' }],
  ])('%s: returns 403 for a change with %j', async (row, headers) => {
    const allowedOrigins = row === 'R47' ? [good] : [];
    const { response, people, upstream } = await tryFrom(headers, { allowedOrigins });
    expect(response).toMatchObject(refusal(403, 'cross_site'));
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    expect(people).toBe(1);
    expect(upstream).toEqual([]);
  });

  it.each([
    ['DELETE', remove],
    ['PUT', grant],
  ])('R45: returns 403 for a change with the documented verb %s', async (method, path) => {
    await using it = await mount();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const query = new URLSearchParams({ user_identity_id: it.user_identity_id }).toString();
    expect(await it.send(`${path}?${query}`, { method, headers })).toMatchObject(refusal(403, 'cross_site'));
    expect(it.upstream()).toEqual([]);
  });

  it('R47: returns 403 for an origin with the same suffix or another port', async () => {
    await using it = await mount();
    for (const origin of [
      `http://evil-${it.url.slice(7)}`,
      `${it.url}0`,
      it.url.slice(0, -1),
      it.url.slice(7),
    ])
      expect(
        await it.send(remove, post({ user_identity_id: it.user_identity_id }, { origin })),
      ).toMatchObject(refusal(403, 'cross_site'));
    expect(it.upstream()).toEqual([]);
  });

  it.each([
    ['the own origin', { 'sec-fetch-site': 'same-origin' }, []],
    [
      'the own origin in a browser that sends Origin: null',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      [],
    ],
    ['a typed address', { 'sec-fetch-site': 'none' }, []],
    ['a client other than a browser', {}, []],
    ['an allowed origin', { 'sec-fetch-site': 'cross-site', origin: good }, [good]],
    ['an allowed origin in an older browser', { origin: good }, [good]],
  ])('accepts %s', async (_what, headers, allowedOrigins) => {
    const { response, people } = await tryFrom(headers, { allowedOrigins });
    expect(response).toMatchObject({ status: 200 });
    expect(people).toBe(0);
  });

  it('accepts the own origin in an older browser', async () => {
    await using it = await mount();
    const init = post({ user_identity_id: it.user_identity_id }, { origin: it.url });
    expect(await it.send(remove, init)).toMatchObject({ status: 200 });
  });

  it('accepts the own origin in an older browser, behind a proxy that terminates TLS', async () => {
    await using it = await mount();
    const origin = it.url.replace('http:', 'https:');
    const init = post({ user_identity_id: it.user_identity_id }, { origin });
    expect(await it.send(remove, init)).toMatchObject({ status: 200 });
  });

  it('accepts any origin with csrf: false', async () => {
    const { response } = await tryFrom({ 'sec-fetch-site': 'cross-site' }, { csrf: false });
    expect(response).toMatchObject({ status: 200 });
  });

  it('a read from another site is accepted, without CORS headers', async () => {
    await using it = await mount();
    const response = await it.send(list, { headers: { 'sec-fetch-site': 'cross-site', origin: good } });
    expect(response.status).toBe(200);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('R46, R05: a preflight request gets 405 and no CORS headers', async () => {
    await using it = await mount({ allowedOrigins: [good] });
    const headers = { origin: good, 'access-control-request-method': 'POST' };
    const response = await it.send(remove, { method: 'OPTIONS', headers });
    expect(response).toMatchObject(refusal(405, 'method_not_allowed'));
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  describe('with cors', () => {
    const options = { allowedOrigins: [good], cors: { credentials: true } };
    const preflight = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };

    it('R48: returns the allowed origin, never *', async () => {
      await using it = await mount(options);
      for (const path of [list, '/nope', remove]) {
        const { headers } = await it.send(path, { headers: { origin: good } });
        expect(headers.get('access-control-allow-origin')).toBe(good);
        expect(headers.get('access-control-allow-credentials')).toBe('true');
        expect(headers.get('vary')).toMatch(/\bOrigin\b/);
      }
    });

    it('R48: responds to a preflight request of an allowed origin', async () => {
      await using it = await mount(options);
      const response = await it.send(remove, { method: 'OPTIONS', headers: { origin: good, ...preflight } });
      expect(response).toMatchObject({ status: 204, text: '' });
      expect(response.headers.get('access-control-allow-origin')).toBe(good);
      expect(response.headers.get('access-control-allow-methods')).toBe('DELETE, POST');
      expect(response.headers.get('access-control-allow-headers')).toBe('content-type, idempotency-key');
      expect(it.upstream()).toEqual([]);
    });

    it('R48: responds to a preflight request for the OpenAPI document, which allows GET only', async () => {
      await using it = await mount({ ...options, openapi: true });
      const init = { method: 'OPTIONS', headers: { origin: good, ...preflight } };
      const response = await it.send('/openapi.json', init);
      expect(response).toMatchObject({ status: 204, text: '' });
      expect(response.headers.get('access-control-allow-origin')).toBe(good);
      expect(response.headers.get('access-control-allow-methods')).toBe('GET');
      await using without = await mount(options);
      expect((await without.send('/openapi.json', init)).status).toBe(404);
    });

    it('R48: allowedHeaders adds to the allowed headers', async () => {
      await using it = await mount({ ...options, cors: { allowedHeaders: ['authorization'] } });
      const { headers } = await it.send(list, { method: 'OPTIONS', headers: { origin: good, ...preflight } });
      expect(headers.get('access-control-allow-headers')).toBe(
        'content-type, idempotency-key, authorization',
      );
      expect(headers.has('content-length')).toBe(false);
    });

    it('R46, R48: allows credentials only with credentials: true', async () => {
      await using it = await mount({ ...options, cors: true });
      for (const init of [
        { headers: { origin: good } },
        { method: 'OPTIONS', headers: { origin: good, ...preflight } },
      ]) {
        const { headers } = await it.send(list, init);
        expect(headers.get('access-control-allow-origin')).toBe(good);
        expect(headers.has('access-control-allow-credentials')).toBe(false);
      }
    });

    it('exposes the ids and Retry-After, and caches the preflight for ten minutes', async () => {
      await using it = await mount(options);
      const read = await it.send(list, { headers: { origin: good } });
      expect(read.headers.get('access-control-expose-headers')).toBe(
        'seam-request-id, x-request-id, retry-after, idempotency-replayed',
      );
      const cached = await it.send(list, { method: 'OPTIONS', headers: { origin: good, ...preflight } });
      expect(cached.headers.get('access-control-max-age')).toBe('600');
      expect(cached.headers.get('cache-control')).toBe('no-store');
    });

    it('R05: only OPTIONS with Access-Control-Request-Method is a preflight request', async () => {
      await using it = await mount(options);
      const options405 = await it.send(remove, { method: 'OPTIONS', headers: { origin: good } });
      expect(options405).toMatchObject(refusal(405, 'method_not_allowed'));
      expect(await it.send(list, { headers: { origin: good, ...preflight } })).toMatchObject({
        status: 200,
        body: { ok: true },
      });
    });

    it.each([
      { allowedHeaders: ['x-tøken'] },
      { allowedHeaders: ['authorization, x-token'] },
      { allowedHeaders: ['a\r\nb'] },
      { allowedHeaders: [''] },
      { allowedHeaders: 'authorization' },
      { maxAge: Number.NaN },
    ])('refuses the cors options %j on creation', async (cors) => {
      await expect(mount({ ...options, cors: cors as CorsOptions })).rejects.toThrow(
        expect.objectContaining({
          name: 'SeamConfigError',
          message: expect.stringContaining(Object.keys(cors).join('')),
        }),
      );
    });

    it.each(['https://evil.example', 'https://good.example.evil', 'null'])(
      'R47, R48: does not return the origin %s',
      async (origin) => {
        await using it = await mount(options);
        for (const init of [
          { headers: { origin } },
          { method: 'OPTIONS', headers: { origin, ...preflight } },
        ]) {
          const { headers } = await it.send(list, init);
          expect(headers.has('access-control-allow-origin')).toBe(false);
          expect(headers.get('vary')).toMatch(/\bOrigin\b/);
        }
        expect(await it.send(list, { method: 'OPTIONS', headers: { origin, ...preflight } })).toMatchObject(
          refusal(405, 'method_not_allowed'),
        );
        expect(
          await it.send('/nope', { method: 'OPTIONS', headers: { origin: good, ...preflight } }),
        ).toMatchObject({
          status: 404,
        });
      },
    );
  });

  it('a refused request calls neither rateLimit nor actor', async () => {
    const calls: unknown[] = [];
    const record = (req: unknown) => void calls.push(headerOf(req, 'cookie'));
    const { response } = await tryFrom(
      { 'sec-fetch-site': 'cross-site' },
      { rateLimit: record, actor: record },
    );
    expect(response.status).toBe(403);
    expect(calls).toEqual([]);
  });
});
