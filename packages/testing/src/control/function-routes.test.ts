import { createSeam } from '@org/seam-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';

let fake: FakeSeam;
let url: string;
beforeEach(async () => {
  fake = createFakeSeam({ seed: 'empty' });
  ({ url } = await fake.listen({ control: true }));
});
afterEach(() => fake[Symbol.asyncDispose]());

type Value = Record<string, unknown>;

const post = async (path: string, body?: unknown) => {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(`${url}/_fake${path}`, { method: 'POST', ...init });
  return { status: response.status, value: (await response.json()) as Value };
};

const client = (apiKey = fake.apiKey) => createSeam({ apiKey, endpoint: url, retry: false });

describe('the routes that add objects', () => {
  it('adds objects that the API returns, also with ids of other objects', async () => {
    const { value: person } = await post('/add/user_identity', { full_name: 'Ada' });
    const { value: system } = await post('/add/acs_system');
    const { user_identity_id } = person['user_identity'] as { user_identity_id: string };
    const { acs_system_id } = system['acs_system'] as { acs_system_id: string };
    expect(person).toMatchObject({ ok: true, user_identity: { full_name: 'Ada' } });
    expect(await post('/add/acs_user', { acs_system_id, user_identity_id })).toMatchObject({ status: 200 });
    expect(await client().userIdentities.listAcsUsers({ user_identity_id })).toHaveLength(1);
  });

  it('adds credentials', async () => {
    const { value: workspace } = await post('/add/workspace', { name: 'Hotel' });
    const { workspace_id } = workspace['workspace'] as { workspace_id: string };
    const { value: key } = await post('/add/api_key', { workspace_id });
    expect(await client(key['api_key'] as string).workspaces.get()).toMatchObject({ workspace_id });
    const { value } = await post('/add/personal_access_token');
    expect(value['personal_access_token']).toMatch(/^seam_at/);
    const session = await post('/add/console_session');
    expect(session.value['console_session']).toMatch(/^ey/);
  });

  it('has a route for each function of add and provider', async () => {
    const toPaths = (folder: string, functions: object) =>
      Object.keys(functions).map(
        (name) => `/_fake/${folder}/${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      );
    const expected = [...toPaths('add', fake.add), ...toPaths('provider', fake.provider)];
    const response = await fetch(`${url}/_fake`);
    const { routes } = (await response.json()) as { routes: { path: string }[] };
    expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(expected));
    expect(expected).toContain('/_fake/provider/set_battery');
  });

  it.each([
    ['/add/user_identity', { name: 'Ada' }, 'unknown property "name". Did you mean "full_name"'],
    ['/add/user_identity', [], 'The body must be an object of properties; got an array.'],
    ['/add/user_identity', 5, 'The body must be an object of properties; got 5.'],
    ['/add/acs_user', {}, 'needs the property acs_system_id'],
    ['/add/device', { device_id: 5 }, 'device_id must be a string; got 5'],
    ['/add/device', { workspace_id: null }, 'workspace_id must be a string; got null'],
    ['/add/api_key', { workspace_id: 'none' }, 'takes the id of a workspace; got "none"'],
  ])('returns 400 for %s %j and changes nothing', async (path, body, message) => {
    const before = fake.snapshot();
    expect(await post(path, body)).toMatchObject({
      status: 400,
      value: { error: { type: 'invalid_input', message: expect.stringContaining(message) as string } },
    });
    expect(fake.snapshot()).toEqual(before);
  });
});

describe('the routes for what happens without a request to Seam', () => {
  it('writes events and shows their deliveries', async () => {
    fake.webhooks.receive('https://example.com/hook', () => new Response());
    await client().webhooks.create({ url: 'https://example.com/hook' });
    const { device_id } = fake.add.device();
    const { value } = await post('/events', { event_type: 'device.tampered', device_id });
    expect(value['event']).toMatchObject({ event_type: 'device.tampered', device_id });
    await post('/webhooks/flush');
    const deliveries = await (await fetch(`${url}/_fake/webhooks/deliveries`)).json();
    expect(deliveries).toMatchObject({
      deliveries: [{ event_type: 'device.tampered', status: 'delivered', attempts: [{ status: 200 }] }],
    });
    expect(await post('/events', { event_type: 'device.tamperd' })).toMatchObject({ status: 400 });
  });

  it('calls the functions of provider', async () => {
    const { device_id } = fake.add.device();
    const failure = { type: 'device_offline', message: 'The lock does not respond.' };
    expect(await post('/provider/fail_next', ['UNLOCK_DOOR', failure])).toEqual({
      status: 200,
      value: { ok: true },
    });
    await expect(client().locks.unlockDoor({ device_id })).rejects.toThrow(failure.message);
    expect(await post('/provider/fail_next', 'UNLOCK_DOOR')).toMatchObject({ status: 200 });
    expect(await post('/provider/set_battery', [device_id, 0.08])).toMatchObject({ status: 200 });
    expect(await post('/provider/set_battery', [device_id, 8])).toMatchObject({ status: 400 });
    expect(await client().devices.get({ device_id })).toMatchObject({
      properties: { battery: { level: 0.08, status: 'critical' } },
    });
    expect(await post('/provider/fail_next', ['UNLOCK'])).toMatchObject({ status: 400 });
    expect(await post('/provider/fail_next')).toMatchObject({ status: 400 });
  });

  it('completes connect webviews', async () => {
    const custom_redirect_url = 'https://example.com/done';
    const { connect_webview_id } = await client().connectWebviews.create({ custom_redirect_url });
    expect(await post('/connect_webviews/complete', { connect_webview_id })).toMatchObject({
      status: 200,
      value: { redirect_url: expect.stringContaining(custom_redirect_url) as string },
    });
    expect(await client().connectWebviews.get({ connect_webview_id })).toMatchObject({
      status: 'authorized',
    });
    expect(await post('/connect_webviews/complete', { connect_webview_id })).toMatchObject({ status: 400 });
  });
});
