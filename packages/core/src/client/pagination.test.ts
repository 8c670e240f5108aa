import { describe, expect, it } from 'vitest';
import { createSeam } from './create-seam.ts';
import { paginate } from './pagination.ts';

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

  it.each<[string, Parameters<typeof clientOf>[0], requests: number]>([
    ['a next page with an empty cursor', { '': [['a'], more('')] }, 1],
    ['a next page and no cursor at all', { '': [['a'], { has_next_page: true }] }, 1],
    ['no pagination on a later page', { '': [['a'], more('p2')], p2: [['b'], undefined] }, 2],
  ])('C113: fails instead of ending early when a list has %s', async (_, pages, requests) => {
    const { seam, asked } = clientOf(pages);
    await expect(Array.fromAsync(paginate(seam.devices.list))).rejects.toMatchObject({
      reason: 'pagination_loop',
    });
    expect(asked).toHaveLength(requests);
  });
});
