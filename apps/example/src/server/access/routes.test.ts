import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { findInFake } from '../../../test/support/find-in-fake.ts';
import { startConsole, type StartedConsole } from '../../../test/support/start-console.ts';
import { accessEndpoints, type AccessEndpoint } from '../../access.ts';
import { BoundedSessionStore } from '../session-store.ts';

interface Call {
  readonly cookie?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const call = async (
  { url }: StartedConsole,
  name: AccessEndpoint,
  { cookie = '', params = {}, headers = {} }: Call,
) => {
  const { verb, path } = accessEndpoints[name];
  const query = verb === 'GET' ? `?${new URLSearchParams(params as Record<string, string>).toString()}` : '';
  const response = await fetch(`${url}/api/access${path}${query}`, {
    method: verb,
    headers: { cookie, ...(verb === 'POST' && { 'content-type': 'application/json' }), ...headers },
    ...(verb === 'POST' && { body: JSON.stringify(params) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Record<string, never> };
};

const names = Object.keys(accessEndpoints) as AccessEndpoint[];

const offboardParams = (user_identity_id: string) => ({
  user_identity_id,
  plan_hash: 'hash',
  choices: {},
  reason: 'left',
  confirmed_name: 'Ada Okafor',
});

test.each(names)('%s returns 401 without a session', async (name) => {
  await using console = await startConsole();
  expect((await call(console, name, {})).status).toBe(401);
});

test('a viewer receives 403 for every change', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('viewer');
  for (const name of ['offboard', 'cancel', 'retry'] as const)
    expect(await call(console, name, { cookie })).toMatchObject({
      status: 403,
      body: { error: { type: 'forbidden' } },
    });
});

test('refuses a change whose caller signed out while its body was sent', async () => {
  const sessionStore = new BoundedSessionStore();
  const read = vi.spyOn(sessionStore, 'get');
  await using console = await startConsole({ sessionStore });
  const cookie = await console.signIn('manager');
  const headers = { cookie, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  const sent = request(`${console.url}/api/access${accessEndpoints.cancel.path}`, {
    method: 'POST',
    headers,
  });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  read.mockClear();
  sent.write('{"run_id":');
  await vi.waitFor(() => expect(read).toHaveBeenCalledOnce());
  await fetch(`${console.url}/session`, { method: 'DELETE', headers: { cookie } });
  sent.end('"x"}');
  const [response] = await answered;
  expect([response.statusCode, await json(response)]).toMatchObject([
    401,
    { error: { type: 'unauthenticated' } },
  ]);
});

test.each([
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ origin: 'https://elsewhere.example' }],
  [{ origin: 'null' }],
])('refuses a change from another site: %j', async (headers) => {
  await using console = await startConsole();
  const cookie = await console.signIn('manager');
  expect(await call(console, 'cancel', { cookie, params: { run_id: 'x' }, headers })).toMatchObject({
    status: 403,
    body: { error: { type: 'cross_site' } },
  });
});

test('tells why each door opens, without tokens', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('viewer');
  const user_identity_id = findInFake(console.fake).person('Ada Okafor');
  const { status, body, text } = await call(console, 'person', { cookie, params: { user_identity_id } });
  expect(status).toBe(200);
  expect(body['access']).toMatchObject({
    doors: [
      { door: { name: 'Roof terrace' }, reasons: [{ via: 'direct' }] },
      { door: { name: 'Main entrance' }, reasons: [{ via: 'acs_user', system: 'Offices' }] },
      { door: { name: 'Server room' } },
      { door: { name: 'Garage gate' }, reasons: [{ via: 'acs_user', system: 'Garage' }] },
    ],
  });
  for (const { token } of console.fake.state.clientSessions.list()) expect(text).not.toContain(token);
});

test('tells who can open a device and an entrance', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('viewer');
  const device_id = findInFake(console.fake).lock('Bike room');
  const openersOf = async (params: Record<string, string>) => {
    const { body } = await call(console, 'door', { cookie, params });
    const view = body['openers'] as unknown as { openers: { person?: { name: string } }[] };
    return view.openers.map(({ person }) => person?.name);
  };
  expect(await openersOf({ device_id })).toEqual(['Ben Castillo', 'Farid Haddad', 'Hugo Lindqvist']);
  const [dock] = console.fake.state.acsEntrances.list((row) => row.display_name === 'Loading dock');
  expect(await openersOf({ acs_entrance_id: dock?.acs_entrance_id ?? '' })).toEqual(['Dmitri Volkov']);
});

test.each<[AccessEndpoint, Record<string, unknown>, number, RegExp]>([
  ['person', {}, 400, /user_identity_id is required/],
  ['person', { user_identity_id: ' ' }, 400, /user_identity_id is not valid/],
  ['person', { user_identity_id: '00000000-0000-4000-8000-000000000000' }, 404, /user_identity_not_found/],
  ['door', {}, 400, /either device_id or acs_entrance_id/],
  ['door', { device_id: 'a', acs_entrance_id: 'b' }, 400, /either device_id or acs_entrance_id/],
  ['run', { run_id: 'unknown' }, 404, /The run does not exist/],
  ['cancel', { run_id: 'unknown' }, 404, /The run does not exist/],
  ['plan', { user_identity_id: 'x', choices: 'all' }, 400, /choices is not valid/],
  ['offboard', { user_identity_id: 'x'.repeat(501) }, 400, /user_identity_id is not valid/],
])('%s with %j returns %i', async (name, params, status, message) => {
  await using console = await startConsole();
  const cookie = await console.signIn('manager');
  const response = await call(console, name, { cookie, params });
  expect(response.status).toBe(status);
  expect(response.text).toMatch(message);
});

test('offboards only with the typed name, and with the plan that was shown', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('manager');
  const params = offboardParams(findInFake(console.fake).person('Ada Okafor'));
  const wrongName = await call(console, 'offboard', {
    cookie,
    params: { ...params, confirmed_name: 'Ada' },
  });
  expect(wrongName.status).toBe(400);
  expect(wrongName.text).toMatch(/Type Ada Okafor to confirm/);
  const outdated = await call(console, 'offboard', { cookie, params });
  expect(outdated.status).toBe(409);
  expect(outdated.text).toMatch(/has changed since the plan was made/);
});

test('the receipt of a run that has not ended is 404', async () => {
  await using console = await startConsole();
  const cookie = await console.signIn('viewer');
  const response = await fetch(`${console.url}/api/access/receipt.json?run_id=x`, { headers: { cookie } });
  expect(response.status).toBe(404);
});
