import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { type Body, startWire } from './start-wire.test-helper.ts';

describe('pages', () => {
  const addDevices = ({ add }: ReturnType<typeof startWire>) => {
    const account = add.connectedAccount();
    const { connected_account_id } = account;
    const wanted = { connected_account_id, custom_metadata: { floor: '1', new: true } };
    return Array.from({ length: 5 }, () => [add.device(wanted), add.device()]).map(
      ([device]) => device?.device_id,
    );
  };
  const filters = { limit: 2, custom_metadata_has: { floor: '1', new: true } };

  it.each([
    ['GET', '/devices/list?limit=2&custom_metadata_has.floor=1&custom_metadata_has.new=true', undefined],
    ['POST', '/devices/list', filters],
  ])('of a list by %s are followed by their URLs, which keep limit and filters', async (_, path, json) => {
    const it = startWire();
    const wanted = addDevices(it);
    const found: unknown[] = [];
    for (let at: string | null = path, first = true; at !== null; first = false) {
      const { status, body } = await it.send(at, first && json ? { json } : {});
      expect(status).toBe(200);
      expect(body.devices?.length).toBeLessThanOrEqual(2);
      found.push(...(body.devices ?? []).map(({ device_id }) => device_id));
      at = body.pagination?.next_page_url ?? null;
      if (at !== null) expect(at).toMatch(`${it.endpoint}/devices/list?`);
    }
    expect(found).toEqual(wanted);
  });

  it('have URLs with the address that the caller used', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    for (const _ of [1, 2]) fake.add.device();
    await using server = await fake.listen();
    const { port } = server;
    const next = async (base: string, send = fetch) => {
      const headers = { authorization: `Bearer ${fake.apiKey}` };
      const response = await send(`${base}/devices/list?limit=1`, { headers });
      return ((await response.json()) as Body).pagination?.next_page_url ?? '';
    };
    for (const base of [`http://127.0.0.1:${port}`, `http://localhost:${port}`])
      expect((await next(base)).startsWith(`${base}/devices/list?`)).toBe(true);
    expect(await next('https://connect.getseam.com', fake.fetch)).toMatch(
      /^https:\/\/connect\.getseam\.com\/devices/,
    );
  });

  it('refuse the cursor of another list, or with other parameters, nested ones and the limit included', async () => {
    const it = startWire();
    addDevices(it);
    const { body } = await it.send('/devices/list', { json: filters });
    const page_cursor = body.pagination?.next_page_cursor;
    const list = (json: object) => it.send('/devices/list', { json: { ...json, page_cursor } });
    expect((await list(filters)).status).toBe(200);
    const { custom_metadata_has } = filters;
    for (const other of [
      { ...filters, limit: 3 },
      { ...filters, custom_metadata_has: { ...custom_metadata_has, floor: '2' } },
      { limit: 2 },
    ])
      expect((await list(other)).type).toBe('mismatched_page_parameters');
    const plain = (await it.send('/devices/list', { json: { limit: 1 } })).body.pagination?.next_page_cursor;
    const elsewhere = await it.send('/user_identities/list', { json: { limit: 1, page_cursor: plain } });
    expect(elsewhere.type).toBe('mismatched_page_parameters');
    expect((await it.send('/devices/list?page_cursor=x')).type).toBe('invalid_input');
    expect((await it.send('/devices/list', { json: { limit: 2, page_cursor: null } })).status).toBe(200);
  });

  it('have short cursors, however long the filters are', async () => {
    const { add, send } = startWire();
    const device_ids = Array.from({ length: 100 }, () => add.device().device_id);
    const { body } = await send('/devices/list', { json: { limit: 1, device_ids } });
    expect(body.pagination?.next_page_cursor?.length).toBeLessThan(60);
  });
});
