import { describe, expect, it } from 'vitest';
import { createSeam } from './create-seam.ts';
import { paginate } from './pagination.ts';
import { withResponse } from './with-response.ts';

interface Wire {
  has_next_page: boolean;
  next_page_cursor?: string | null;
}

/** A client that receives these pages, and the query strings of its requests. */
const clientOf = (pages: Record<string, [ids: string[], wire: Wire | undefined]>) => {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const { search, searchParams } = new URL(input as string);
    asked.push(search);
    const [ids, wire] = pages[searchParams.get('page_cursor') ?? ''] ?? [
      [],
      { has_next_page: false, next_page_cursor: null },
    ];
    const devices = ids.map((device_id) => ({ device_id }));
    return Response.json({ devices, pagination: wire && { ...wire, next_page_url: null }, ok: true });
  };
  return { seam: createSeam({ apiKey: 'seam_test1_key', fetch }), asked };
};

const more = (next_page_cursor: string | null) => ({ has_next_page: true, next_page_cursor });
const last = { has_next_page: false, next_page_cursor: null };
const three = {
  '': [['a', 'b'], more('p2')],
  p2: [['c'], more('p3')],
  p3: [['d'], last],
} satisfies Parameters<typeof clientOf>[0];

describe('paginate', () => {
  it('reads a list to its end, with the same parameters for every page', async () => {
    const { seam, asked } = clientOf(three);
    const ids = (await Array.fromAsync(paginate(seam.devices.list, { limit: 2 }))).map(
      (device) => device.device_id,
    );
    expect(ids).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual([
      '?limit=2&_strict=true',
      '?limit=2&page_cursor=p2&_strict=true',
      '?limit=2&page_cursor=p3&_strict=true',
    ]);
  });

  it('requests a page only when the iteration reaches it', async () => {
    const { seam, asked } = clientOf(three);
    for await (const device of paginate(seam.devices.list)) if (device.device_id === 'b') break;
    expect(asked).toEqual(['']);
  });

  it('continues from a stored cursor', async () => {
    const { seam } = clientOf(three);
    const cursors: (string | null)[] = [];
    for await (const page of paginate(seam.devices.list).pages()) cursors.push(page.next_page_cursor);
    expect(cursors).toEqual(['p2', 'p3', null]);
    const rest = await Array.fromAsync(paginate(seam.devices.list, { page_cursor: 'p3' }));
    expect(rest.map((device) => device.device_id)).toEqual(['d']);
  });

  it('C127: keeps its parameters and options when the caller reuses their objects', async () => {
    const { seam, asked } = clientOf({});
    const params = { search: 'Ada' };
    const options: { signal?: AbortSignal } = {};
    const lists = ['Ada', 'Bob'].map((search) => {
      params.search = search;
      return paginate(seam.devices.list, params, options);
    });
    options.signal = AbortSignal.abort();
    for (const list of lists) await Array.fromAsync(list);
    expect(asked).toEqual(['?search=Ada&_strict=true', '?search=Bob&_strict=true']);
  });

  it('reads a list that does not come in pages', async () => {
    const fetch = async () => Response.json({ acs_systems: [{ name: 'A' }], ok: true });
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch });
    expect(await Array.fromAsync(paginate(seam.acs.systems.list))).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof clientOf>[0]]>([
    ['returns to a page', { '': [['a'], more('p2')], p2: [['b'], more('p2')] }],
    ['goes in a circle', { '': [['a'], more('p2')], p2: [['b'], more('p3')], p3: [['c'], more('p2')] }],
    ['has a next page without a cursor', { '': [['a'], more(null)] }],
  ])('C69: ends when the list %s', async (_, pages) => {
    const { seam, asked } = clientOf(pages);
    await expect(Array.fromAsync(paginate(seam.devices.list))).rejects.toMatchObject({
      reason: 'pagination_loop',
    });
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  describe('C123: a list that is documented as complete, and has pages', () => {
    const pages: Record<string, object> = {
      '': { devices: [{ device_id: 'a' }], pagination: { ...more('p2') } },
      p2: { devices: [{ device_id: 'b' }], pagination: last },
    };
    const seam = createSeam({
      apiKey: 'seam_test1_key',
      fetch: async (url) =>
        Response.json({ ...pages[new URL(url as string).searchParams.get('page_cursor') ?? ''], ok: true }),
    });
    const { listAccessibleDevices } = seam.userIdentities;
    const person = { user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' };

    it.each([
      ['the method', () => listAccessibleDevices(person)],
      ['a call by path', () => seam.request('/user_identities/list_accessible_devices', person)],
      ['withResponse', () => withResponse(listAccessibleDevices, person)],
    ])('is an error of %s, which would return the first page only', async (_, call) => {
      await expect(call()).rejects.toMatchObject({
        name: 'SeamInvalidResponseError',
        reason: 'shape',
        message: expect.stringContaining('Use paginate') as string,
      });
    });

    it('is read to its end by paginate', async () => {
      const devices = await Array.fromAsync(paginate(listAccessibleDevices, person));
      expect(devices.map(({ device_id }) => device_id)).toEqual(['a', 'b']);
    });
  });

  it.each<[string, Parameters<typeof clientOf>[0], requests: number]>([
    ['a next page with an empty cursor', { '': [['a'], more('')] }, 1],
    ['a next page and no cursor at all', { '': [['a'], { has_next_page: true }] }, 1],
    ['a next page whose cursor is no text', { '': [['a'], more({ at: 1 } as never)] }, 1],
    ['no pagination on a later page', { '': [['a'], more('p2')], p2: [['b'], undefined] }, 2],
  ])('C113: fails instead of ending early when a list has %s', async (_, pages, requests) => {
    const { seam, asked } = clientOf(pages);
    await expect(Array.fromAsync(paginate(seam.devices.list))).rejects.toMatchObject({
      reason: 'pagination_loop',
    });
    expect(asked).toHaveLength(requests);
  });
});
