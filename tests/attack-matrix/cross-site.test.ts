import type { CorsOptions } from '@org/seam-server';
import { describe, expect, it } from 'vitest';
import { headerOf, mount, post, refusal } from './mount.test-helper.ts';

const list = '/user_identities/list';
const grant = '/user_identities/grant_access_to_device';
const remove = '/user_identities/delete';
const good = 'https://good.example';

describe('pages of other sites', () => {
  const tryFrom = async (headers: Record<string, string>, options = {}) => {
    await using it = await mount(options);
    const answer = await it.send(remove, post({ user_identity_id: it.user_identity_id }, headers));
    return { answer, people: it.fake.state.userIdentities.size, upstream: it.upstream() };
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
  ])('%s: change nothing with %j', async (row, headers) => {
    const allowedOrigins = row === 'R47' ? [good] : [];
    const { answer, people, upstream } = await tryFrom(headers, { allowedOrigins });
    expect(answer).toMatchObject(refusal(403, 'cross_site'));
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    expect(people).toBe(1);
    expect(upstream).toEqual([]);
  });

  it.each([
    ['DELETE', remove],
    ['PUT', grant],
  ])('R45: change nothing with %s, which is the endpoint’s own verb', async (method, path) => {
    await using it = await mount();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const query = new URLSearchParams({ user_identity_id: it.user_identity_id }).toString();
    expect(await it.send(`${path}?${query}`, { method, headers })).toMatchObject(refusal(403, 'cross_site'));
    expect(it.upstream()).toEqual([]);
  });

  it('R47: a page whose address ends with ours, or is ours on another port, is another page', async () => {
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
    ['the own page', { 'sec-fetch-site': 'same-origin' }, []],
    [
      'the own page of a browser that lost its origin',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      [],
    ],
    ['somebody who typed it', { 'sec-fetch-site': 'none' }, []],
    ['no browser', {}, []],
    ['an allowed page', { 'sec-fetch-site': 'cross-site', origin: good }, [good]],
    ['an allowed page in an older browser', { origin: good }, [good]],
  ])('%s may', async (_who, headers, allowedOrigins) => {
    const { answer, people } = await tryFrom(headers, { allowedOrigins });
    expect(answer).toMatchObject({ status: 200 });
    expect(people).toBe(0);
  });

  it('the own page of an older browser may', async () => {
    await using it = await mount();
    const init = post({ user_identity_id: it.user_identity_id }, { origin: it.url });
    expect(await it.send(remove, init)).toMatchObject({ status: 200 });
  });

  it('the own page of an older browser may through a proxy that ends TLS, too', async () => {
    await using it = await mount();
    const origin = it.url.replace('http:', 'https:');
    const init = post({ user_identity_id: it.user_identity_id }, { origin });
    expect(await it.send(remove, init)).toMatchObject({ status: 200 });
  });

  it('all may where the application says so', async () => {
    const { answer } = await tryFrom({ 'sec-fetch-site': 'cross-site' }, { csrf: false });
    expect(answer).toMatchObject({ status: 200 });
  });

  it('reading needs no defence: what it brings cannot be read by another page', async () => {
    await using it = await mount();
    const answer = await it.send(list, { headers: { 'sec-fetch-site': 'cross-site', origin: good } });
    expect(answer.status).toBe(200);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('R46, R05: a browser that asks first is told nothing', async () => {
    await using it = await mount({ allowedOrigins: [good] });
    const headers = { origin: good, 'access-control-request-method': 'POST' };
    const answer = await it.send(remove, { method: 'OPTIONS', headers });
    expect(answer).toMatchObject(refusal(405, 'method_not_allowed'));
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  describe('with cors', () => {
    const options = { allowedOrigins: [good], cors: { credentials: true } };
    const asking = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };

    it('R48: an allowed page is named, never everybody', async () => {
      await using it = await mount(options);
      for (const path of [list, '/nope', remove]) {
        const { headers } = await it.send(path, { headers: { origin: good } });
        expect(headers.get('access-control-allow-origin')).toBe(good);
        expect(headers.get('access-control-allow-credentials')).toBe('true');
        expect(headers.get('vary')).toMatch(/\bOrigin\b/);
      }
    });

    it('R48: a browser that asks first for an allowed page is told what it may send', async () => {
      await using it = await mount(options);
      const answer = await it.send(remove, { method: 'OPTIONS', headers: { origin: good, ...asking } });
      expect(answer).toMatchObject({ status: 204, text: '' });
      expect(answer.headers.get('access-control-allow-origin')).toBe(good);
      expect(answer.headers.get('access-control-allow-methods')).toBe('DELETE, POST');
      expect(answer.headers.get('access-control-allow-headers')).toBe('content-type, idempotency-key');
      expect(it.upstream()).toEqual([]);
    });

    it('R48: a page that asks first may read the document of what is exposed, and no more', async () => {
      await using it = await mount({ ...options, openapi: true });
      const init = { method: 'OPTIONS', headers: { origin: good, ...asking } };
      const answer = await it.send('/openapi.json', init);
      expect(answer).toMatchObject({ status: 204, text: '' });
      expect(answer.headers.get('access-control-allow-origin')).toBe(good);
      expect(answer.headers.get('access-control-allow-methods')).toBe('GET');
      await using without = await mount(options);
      expect((await without.send('/openapi.json', init)).status).toBe(404);
    });

    it('R48: a page may send the headers that are listed, too', async () => {
      await using it = await mount({ ...options, cors: { allowedHeaders: ['authorization'] } });
      const { headers } = await it.send(list, { method: 'OPTIONS', headers: { origin: good, ...asking } });
      expect(headers.get('access-control-allow-headers')).toBe(
        'content-type, idempotency-key, authorization',
      );
      expect(headers.has('content-length')).toBe(false);
    });

    it('R46, R48: cookies are sent along only where the application says so', async () => {
      await using it = await mount({ ...options, cors: true });
      for (const init of [
        { headers: { origin: good } },
        { method: 'OPTIONS', headers: { origin: good, ...asking } },
      ]) {
        const { headers } = await it.send(list, init);
        expect(headers.get('access-control-allow-origin')).toBe(good);
        expect(headers.has('access-control-allow-credentials')).toBe(false);
      }
    });

    it('an allowed page may read the ids and when to come again, and need not ask for ten minutes', async () => {
      await using it = await mount(options);
      const read = await it.send(list, { headers: { origin: good } });
      expect(read.headers.get('access-control-expose-headers')).toBe(
        'seam-request-id, x-request-id, retry-after, idempotency-replayed',
      );
      const asked = await it.send(list, { method: 'OPTIONS', headers: { origin: good, ...asking } });
      expect(asked.headers.get('access-control-max-age')).toBe('600');
      expect(asked.headers.get('cache-control')).toBe('no-store');
    });

    it('R05: only an OPTIONS that asks for a verb is a browser that asks first', async () => {
      await using it = await mount(options);
      const options405 = await it.send(remove, { method: 'OPTIONS', headers: { origin: good } });
      expect(options405).toMatchObject(refusal(405, 'method_not_allowed'));
      expect(await it.send(list, { headers: { origin: good, ...asking } })).toMatchObject({
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
    ])('%j cannot be told, and is refused at once', async (cors) => {
      await expect(mount({ ...options, cors: cors as CorsOptions })).rejects.toThrow(
        expect.objectContaining({
          name: 'SeamConfigError',
          message: expect.stringContaining(Object.keys(cors).join('')),
        }),
      );
    });

    it.each(['https://evil.example', 'https://good.example.evil', 'null'])(
      'R47, R48: the page of %s is not named',
      async (origin) => {
        await using it = await mount(options);
        for (const init of [{ headers: { origin } }, { method: 'OPTIONS', headers: { origin, ...asking } }]) {
          const { headers } = await it.send(list, init);
          expect(headers.has('access-control-allow-origin')).toBe(false);
          expect(headers.get('vary')).toMatch(/\bOrigin\b/);
        }
        expect(await it.send(list, { method: 'OPTIONS', headers: { origin, ...asking } })).toMatchObject(
          refusal(405, 'method_not_allowed'),
        );
        expect(
          await it.send('/nope', { method: 'OPTIONS', headers: { origin: good, ...asking } }),
        ).toMatchObject({
          status: 404,
        });
      },
    );
  });

  it('asks nobody else about a call that it refused', async () => {
    const asked: unknown[] = [];
    const note = (req: unknown) => void asked.push(headerOf(req, 'cookie'));
    const { answer } = await tryFrom({ 'sec-fetch-site': 'cross-site' }, { rateLimit: note, actor: note });
    expect(answer.status).toBe(403);
    expect(asked).toEqual([]);
  });
});
