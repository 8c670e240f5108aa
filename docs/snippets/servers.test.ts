import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import type { FakeSeam } from '@org/seam-testing';
import { listen } from '@org/tests/support/listen';
import { startFake } from '@org/tests/support/start-fake';
import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, folderFor } from './support.ts';

const folder = folderFor('servers');
const secret = createWebhookSecret();

beforeAll(folder.remove);
afterAll(folder.remove);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

type Fetch = (request: Request) => Response | Promise<Response>;

/** A server of an example. Its origin is `http://localhost`. */
interface Started extends AsyncDisposable {
  readonly fetch: Fetch;
}

let imported = 0;

/** Imports an example as a module of its own, also when another test has imported it. */
const importExample = async <T>(title: string, change: (code: string) => string = (code) => code) => {
  imported += 1;
  return (await import(/* @vite-ignore */ folder.write(`${title} ${imported}`, change(codeOf(title))))) as T;
};

const inProcess = (fetch: Fetch): Started => ({ fetch, [Symbol.asyncDispose]: async () => {} });

const at = (url: string, close: () => Promise<unknown>): Started & { readonly url: string } => ({
  url,
  fetch: async (request) => {
    const { pathname, search } = new URL(request.url);
    const body = request.method === 'GET' ? undefined : await request.arrayBuffer();
    return await fetch(`${url}${pathname}${search}`, {
      method: request.method,
      headers: request.headers,
      ...(body && { body }),
    });
  },
  [Symbol.asyncDispose]: async () => void (await close()),
});

/** Starts an Express app, which its example serves on port 3000, on a free port. */
const serveExpress = async (title: string, change: (code: string) => string = (code) => code) => {
  const { default: app } = await importExample<{ default: RequestListener }>(title, (code) =>
    change(code).replace('app.listen(3000);', 'export default app;'),
  );
  const server = await listen(app);
  return at(server.url, async () => await server[Symbol.asyncDispose]());
};

interface Closable {
  readonly close: () => Promise<unknown>;
}

const servers: Readonly<Record<string, () => Promise<Started>>> = {
  'Express 5': () => serveExpress('frameworks/express app'),
  'Express 4': () =>
    serveExpress('frameworks/express app', (code) => code.replace("from 'express'", "from 'express4'")),
  Hono: async () => {
    const { default: app } = await importExample<{ default: { fetch: Fetch } }>('frameworks/hono app');
    return inProcess(app.fetch);
  },
  'Next.js': async () => {
    type Route = Readonly<Record<string, Fetch | undefined>>;
    const [api, webhook] = [
      await importExample<Route>('frameworks/nextjs route'),
      await importExample<Route>('frameworks/nextjs webhook-route'),
    ];
    const notAllowed = () => new Response(null, { status: 405 });
    return inProcess((request) => {
      const route = new URL(request.url).pathname.startsWith('/api/seam/') ? api : webhook;
      return (route[request.method] ?? notAllowed)(request);
    });
  },
  Fastify: async () => {
    type App = Closable & { listen(options: object): Promise<string> };
    const { default: app } = await importExample<{ default: App }>('frameworks/fastify app', (code) =>
      code.replace('await app.listen({ port: 3000 });', 'export default app;'),
    );
    return at(await app.listen({ port: 0, host: '127.0.0.1' }), () => app.close());
  },
  Nest: async () => {
    type App = Closable & { listen(port: number, host: string): Promise<unknown>; getUrl(): Promise<string> };
    const { default: app } = await importExample<{ default: App }>('frameworks/nest main', (code) =>
      code.replace('await app.listen(3000);', 'export default app;'),
    );
    await app.listen(0, '127.0.0.1');
    return at(await app.getUrl(), () => app.close());
  },
  'AWS Lambda': async () => {
    type Result = { statusCode: number; headers: Record<string, string>; body: string };
    const { handler } = await importExample<{ handler: (event: object) => Promise<Result> }>(
      'frameworks/lambda handler',
    );
    return inProcess(async (request) => {
      const { pathname, search } = new URL(request.url);
      const { statusCode, headers, body } = await handler({
        version: '2.0',
        rawPath: pathname,
        rawQueryString: search.slice(1),
        headers: { host: 'localhost', ...Object.fromEntries(request.headers) },
        body: request.method === 'GET' ? null : await request.text(),
        isBase64Encoded: false,
        requestContext: { domainName: 'localhost', http: { method: request.method, path: pathname } },
      });
      return new Response(statusCode === 204 ? null : body, { status: statusCode, headers });
    });
  },
  Workers: async () => {
    const { default: worker } = await importExample<{
      default: { fetch: (request: Request, env: object, context: object) => Promise<Response> };
    }>('frameworks/workers worker');
    const { SEAM_API_KEY, SEAM_ENDPOINT, SEAM_WEBHOOK_SECRET } = process.env;
    const env = { SEAM_API_KEY, SEAM_ENDPOINT, SEAM_WEBHOOK_SECRET };
    return inProcess(async (request) => {
      const pending: Promise<Response>[] = [];
      const waitUntil = (promise: Promise<Response>) => void pending.push(promise);
      const response = await worker.fetch(request, env, { waitUntil });
      expect(await Promise.all(pending)).toEqual([response]);
      return response;
    });
  },
};

const asJson = (params: object, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(params),
});

const caller =
  ({ fetch }: Started) =>
  async (path: string, init?: RequestInit) =>
    (await fetch(new Request(`http://localhost${path}`, init))).status;

/** A person and a device that they may open. */
const existingAccess = ({ state }: FakeSeam) => {
  for (const { user_identity_id } of state.userIdentities.list())
    for (const device_id of state.deviceAccess.rightsOf(user_identity_id))
      return { user_identity_id, device_id };
  throw new Error('No person has access to a device.');
};

const revoke = '/api/seam/user_identities/revoke_access_to_device';

describe.each(Object.entries(servers))('the example of %s', (_, start) => {
  it('allows managers to revoke, others to read, and handles a delivery once', async () => {
    await using fake = await startFake();
    vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    await using server = await start();
    const call = caller(server);

    expect(await call('/api/seam/user_identities/list')).toBe(200);
    expect(await call('/api/seam/locks/unlock_door', asJson({}))).toBe(404);
    const access = existingAccess(fake);
    expect(await call(revoke, asJson(access, { 'x-role': 'viewer' }))).toBe(403);
    expect(fake.state.deviceAccess.rightsOf(access.user_identity_id)).toContain(access.device_id);
    expect(await call(revoke, asJson(access, { 'x-role': 'manager' }))).toBe(200);
    expect(fake.state.deviceAccess.rightsOf(access.user_identity_id)).not.toContain(access.device_id);

    const event = { event_type: 'acs_user.deleted', acs_user_id: 'Ada' };
    const { body, headers } = signWebhook(event, { secret });
    const deliver = (text: string) => call('/webhooks/seam', { method: 'POST', headers, body: text });
    expect(await deliver(body.replace('Ada', 'Bob'))).toBe(401);
    expect([await deliver(body), await deliver(body)]).toEqual([204, 204]);
    expect(log.mock.calls).toEqual([['Ada is gone']]);
  });
});

it('the router of the guide lets the desk read, and stores one response for a key', async () => {
  await using fake = await startFake();
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await using server = await serveExpress('guides/expose-endpoints router');
  const call = caller(server);
  const access = existingAccess(fake);
  const by = (role: string) => ({ 'x-role': role, 'x-user': role, 'idempotency-key': 'once' });
  expect(await call('/api/seam/user_identities/list', { headers: by('desk') })).toBe(200);
  expect(await call(revoke, asJson(access, by('desk')))).toBe(403);
  expect(await call(revoke, asJson(access, by('manager')))).toBe(200);
  expect(await call(revoke, asJson(access, by('manager')))).toBe(200);
  expect(fake.journal.find('/user_identities/revoke_access_to_device')).toHaveLength(1);
  expect(log.mock.calls.map(([line]) => (JSON.parse(line as string) as { outcome: string }).outcome)).toEqual(
    ['done', 'refused', 'done', 'done'],
  );
});

it('the page of the guide lists people, and revokes with its key', async () => {
  await using fake = await startFake();
  vi.spyOn(console, 'log').mockImplementation(() => {});
  await using server = await serveExpress('guides/expose-endpoints router');
  type Page = {
    listPeople: () => Promise<unknown[]>;
    revoke: (person: string, device: string, key: string) => Promise<void>;
  };
  // A browser resolves the path, and sends the cookie of the session.
  const page = await importExample<Page>('guides/expose-endpoints page', (code) =>
    code.replace(
      "endpoint: '/api/seam'",
      `endpoint: '${server.url}/api/seam', headers: { 'x-role': 'manager', 'x-user': 'boss' }`,
    ),
  );
  expect(await page.listPeople()).toHaveLength(8);
  const { user_identity_id, device_id } = existingAccess(fake);
  await page.revoke(user_identity_id, device_id, 'press-1');
  await page.revoke(user_identity_id, device_id, 'press-1');
  expect(fake.journal.find('/user_identities/revoke_access_to_device')).toHaveLength(1);
});

it('the policy for tenants hides the people of another tenant', async () => {
  await using fake = await startFake();
  await using server = await serveExpress('guides/expose-endpoints tenants');
  const call = caller(server);
  const [person] = fake.state.userIdentities.list();
  const { user_identity_id } = person ?? {};
  const get = (workspace: string) =>
    call('/api/seam/user_identities/get', asJson({ user_identity_id }, { 'x-workspace': workspace }));
  expect([await get(fake.workspaceId), await get('another')]).toEqual([200, 404]);
});

it('the policy for tenants in one workspace hides the people of the others', async () => {
  await using fake = await startFake();
  const { acs_user_id, user_identity_id: ada = '' } = fake.state.acsUsers.list()[0] ?? {};
  await fake.seam.userIdentities.update({ user_identity_id: ada, user_identity_key: 'a:1' });
  const { user_identity_id: ben } = fake.add.userIdentity({ full_name: 'Ben', user_identity_key: 'ab:1' });
  const { user_identity_id: none } = fake.add.userIdentity({ full_name: 'Cy' });
  await using server = await serveExpress('guides/expose-endpoints tenants-in-one-workspace');
  const statusesFor = (headers: Record<string, string>) =>
    Promise.all([
      ...[ada, ben, none].map((user_identity_id) =>
        caller(server)('/api/seam/user_identities/get', asJson({ user_identity_id }, headers)),
      ),
      caller(server)('/api/seam/acs/users/revoke_access_to_all_entrances', asJson({ acs_user_id }, headers)),
    ]);
  expect(await statusesFor({ 'x-tenant': 'a' })).toEqual([200, 404, 404, 404]);
  expect(await statusesFor({ 'x-tenant': 'ab' })).toEqual([404, 200, 404, 404]);
  expect(await statusesFor({})).toEqual([404, 404, 404, 404]);
});

it.each([
  ['guides/webhooks express-receiver', serveExpress],
  [
    'guides/webhooks fetch-receiver',
    async (title: string) => inProcess((await importExample<{ receive: Fetch }>(title)).receive),
  ],
])('%s accepts signed deliveries only', async (title, start) => {
  vi.stubEnv('SEAM_WEBHOOK_SECRET', secret);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await using server = await start(title);
  const { body, headers } = signWebhook({ event_type: 'acs_user.deleted', acs_user_id: 'Ada' }, { secret });
  const deliver = (text: string) => caller(server)('/webhooks/seam', { method: 'POST', headers, body: text });
  expect([await deliver(body.replace('Ada', 'Bob')), await deliver(body)]).toEqual([401, 204]);
  expect(log).toHaveBeenCalledWith('Ada is gone');
});

it('the handler of the guide reads the device, and forgets one that is gone', async () => {
  await using fake = await startFake();
  type Handler = (event: { device_id: string }) => Promise<void>;
  const { handlers, online } = await importExample<{
    handlers: Record<string, Handler>;
    online: Map<string, boolean>;
  }>('guides/webhooks handler');
  const [device] = fake.state.devices.list();
  const known = device?.device_id ?? '';
  const gone = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
  online.set(gone, true);
  for (const device_id of [known, gone]) await handlers['device.disconnected']?.({ device_id });
  expect([...online]).toEqual([[known, true]]);
});

it('the server component of Next.js reads names, and says when Seam cannot be read', async () => {
  await using _ = await startFake();
  const { readNames } = await importExample<{ readNames: () => Promise<string[] | null> }>(
    'frameworks/nextjs people',
  );
  expect(await readNames()).toContain('Ada Okafor');
  vi.stubEnv('SEAM_API_KEY', 'seam_wrong');
  expect(await readNames()).toBeNull();
});
