import { describe, expect, it, vi } from 'vitest';
import { inOtherRealm } from '../shared/realms.test-helper.ts';
import { createSeam } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';
import { toQuery } from './serialize.ts';

describe('to payload', () => {
  const apiKey = 'seam_test1_key';
  const ids = (count: number) =>
    Array.from({ length: count }, (_, index) => `7ad2566e-6fd8-466d-b8e4-${String(index).padStart(12, '0')}`);
  const list = { devices: [], ok: true };

  const sent = async (params: object, respond = json(list)) => {
    await using server = await recordingServer(respond);
    await createSeam({ apiKey, endpoint: server.url, retry: { baseDelay: 1 } }).devices.list(params);
    return server.requests;
  };

  describe('parameters that are too long for a query string', () => {
    it('C98: are sent as the body of a POST', async () => {
      const [request] = await sent({ device_ids: ids(200), search: '', page_cursor: null });
      expect(request).toMatchObject({
        method: 'POST',
        url: '/devices/list',
        headers: expect.objectContaining({ 'content-type': 'application/json' }) as object,
      });
      expect(JSON.parse(request?.body ?? '')).toEqual({ device_ids: ids(200), page_cursor: null });
    });

    it.each([
      [2000, 'GET'],
      [2001, 'POST'],
    ])('C98: are %i bytes of query: %s', async (length, method) => {
      const search = 'x'.repeat(length - 'search=&_strict=true'.length);
      expect(await sent({ search })).toMatchObject([{ method }]);
    });

    it('C98: count as encoded', async () => {
      expect(await sent({ search: '☃'.repeat(223) })).toMatchObject([{ method: 'POST' }]);
    });

    it('C98: are repeated as the read they are', async () => {
      let count = 0;
      const requests = await sent({ device_ids: ids(200) }, (response, request) => {
        if ((count += 1) < 3) response.socket?.resetAndDestroy();
        else json(list)(response, request);
      });
      expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
    });

    it('C98: are sent in a POST for a deletion too, and hooks receive the verb that was sent', async () => {
      await using server = await recordingServer(json({ ok: true }));
      const verbs: string[] = [];
      const hooks = { request: ({ verb }: { verb: string }) => void verbs.push(verb) };
      const seam = createSeam({ apiKey, endpoint: server.url, hooks });
      const access_code_id = 'x'.repeat(3000);
      await seam.accessCodes.delete({ access_code_id });
      expect(server.requests).toMatchObject([{ method: 'POST', body: JSON.stringify({ access_code_id }) }]);
      expect(verbs).toEqual(['POST']);
    });

    it('C98: have their size limit in bytes, not in characters', async () => {
      const fetch = vi.fn<typeof globalThis.fetch>();
      const call = createSeam({ apiKey, fetch }).userIdentities.create({ full_name: '☃'.repeat(100_000) });
      await expect(call).rejects.toMatchObject({ name: 'SeamInvalidInputError', outcome: 'not_sent' });
      expect(fetch).not.toHaveBeenCalled();
    });
  });

  const at = '2026-03-01T12:00:00Z';

  /** As Temporal, Luxon and Moment have it; Moment has functions among its own members. */
  class Instant {
    readonly locale = { format: () => 'x' };
    readonly text: string | null;
    constructor(text: string | null) {
      this.text = text;
    }
    toJSON(): string | null {
      return this.text;
    }
  }

  describe('objects with toJSON', () => {
    it.each<[string, unknown, string]>([
      ['an instant', new Instant(at), at],
      ['a Date of another realm', inOtherRealm(`new Date('${at}')`), '2026-03-01T12:00:00.000Z'],
      ['a URL', new URL('https://example.com/x'), 'https://example.com/x'],
    ])('C99: are written in a query as in a body: %s', async (_, value, text) => {
      const [query] = await sent({ created_before: value });
      expect(new URLSearchParams(query?.url?.split('?')[1]).get('created_before')).toBe(text);
      const [body] = await sent({ created_before: value, device_ids: ids(200) });
      expect(JSON.parse(body?.body ?? '')).toMatchObject({ created_before: text });
    });

    it('C99: are written so in a list and in a record', async () => {
      const [request] = await sent({
        device_ids: [new Instant('a')],
        custom_metadata_has: { at: new Instant(at) },
      });
      const query = new URLSearchParams(request?.url?.split('?')[1]);
      expect([query.get('device_ids'), query.get('custom_metadata_has.at')]).toEqual(['a', at]);
    });

    it.each<[string, unknown]>([
      ['an instant', new Instant(null)],
      ['a Date of another realm', inOtherRealm("new Date('x')")],
      ['one inside of a record', { at: new Instant(null) }],
    ])(
      'C100: are not sent as null, which would remove an end of access: %s that is invalid',
      async (_, value) => {
        const fetch = vi.fn<typeof globalThis.fetch>();
        const seam = createSeam({ apiKey, fetch });
        const call = seam.accessCodes.update({ access_code_id: 'a', ends_at: value as string });
        await expect(call).rejects.toMatchObject({
          outcome: 'not_sent',
          message: expect.stringContaining('An invalid date cannot be sent for "ends_at"') as string,
        });
        expect(fetch).not.toHaveBeenCalled();
      },
    );
  });
});

describe('to query', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['names are sorted', { b: 1, a: 2 }, '?a=2&b=1&_strict=true'],
    ['a list repeats its name', { ids: ['a', 'b'] }, '?ids=a&ids=b&_strict=true'],
    ['an empty list is an empty value', { ids: [] }, '?ids=&_strict=true'],
    ['null is an empty value', { cursor: null }, '?cursor=&_strict=true'],
    ['flags and numbers are written out', { on: false, n: 0 }, '?n=0&on=false&_strict=true'],
    ['a date is written in UTC', { at: new Date(0) }, '?at=1970-01-01T00%3A00%3A00.000Z&_strict=true'],
    ['records are written with dots', { has: { a: 'x', b: true } }, '?has.a=x&has.b=true&_strict=true'],
    ['spaces and signs are encoded', { q: 'a b+c:d' }, '?q=a+b%2Bc%3Ad&_strict=true'],
    ['what is undefined or empty is left out', { a: undefined, b: '', c: {} }, ''],
    ['no parameters give an empty query', {}, ''],
  ])('%s', (_, params, query) => {
    expect(toQuery(params)).toBe(query);
  });

  it.each([[{ a: [null] }], [{ a: [''] }], [{ a: [[1]] }], [{ a: { 'b.c': 1 } }]])(
    'rejects %j, which cannot be in a query',
    (params) => {
      expect(() => toQuery(params)).toThrow(
        expect.objectContaining({ name: 'SeamInvalidInputError', outcome: 'not_sent' }),
      );
    },
  );
});
