import { endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import * as fc from 'fast-check';
import { Agent, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { base, exposed } from './mount.test-helper.ts';
import { serve, type Served, servers } from './servers.test-helper.ts';
import { expectNoProcessErrors } from './support.test-helper.ts';

/** How many requests each server gets: most of them test the router, which is the same everywhere. `pnpm fuzz` sends more. */
const runsOf = (server: string): number =>
  Number(process.env['SEAM_FUZZ_RUNS'] ?? (server === 'node:http' ? 2000 : 300));

const problems = expectNoProcessErrors();

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));
const ours = paths.filter((path) =>
  exposed.some((entry) => entry === path || entry.slice(0, -2) === path.slice(0, path.lastIndexOf('/'))),
);

const ids = [
  'ada00000-feed-4abc-8def-0000000000aa',
  'D00D0000-FEED-4ABC-8DEF-0000000000DD',
  'd00d0000-feed-4abc-8def-0000000000dd',
];
const id = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, fc.uuid(), fc.string());
const names = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'user_identity_id',
      'device_id',
      'acs_user_id',
      'acs_entrance_id',
      'acs_system_id',
      'limit',
      'search',
      'user_identity_ids',
      'full_name',
      '_strict',
    ),
  },
  fc.constantFrom('__proto__', 'constructor', 'toString', 'a[b]', 'a.b'),
  fc.string(),
);
const params = fc.dictionary(
  names,
  fc.oneof({ weight: 4, arbitrary: id }, fc.jsonValue(), fc.array(id, { maxLength: 3 })),
  { maxKeys: 4 },
);

const path = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...ours) },
  fc.constantFrom(...paths),
  fc.tuple(fc.constantFrom(...ours), fc.webPath()).map(([known, more]) => known + more),
  fc
    .tuple(fc.constantFrom(...ours), fc.constantFrom('/', '//', '/..', '/.', '%2f', ';a', '%00', '\\', '%'))
    .map(([known, more]) => known + more),
  fc.webPath(),
  fc.constantFrom(...ours).map((known) => known.toUpperCase()),
);
const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  params.map(
    (values) =>
      `?${new URLSearchParams(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])).toString()}`,
  ),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc.constantFrom('?%', '?%ff', '?&&&', '?=', '?user_identity_id', '??', '?#'),
);
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'DELETE') },
  fc.constantFrom('PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'),
);
const visible = fc.string({
  unit: fc.constantFrom(...Array.from(' !"#%&()*+,-./09:;<=>?@AZ[]^_az{|}~é')),
  maxLength: 20,
});
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 8, arbitrary: fc.constant('application/json') },
      fc.constantFrom(
        'text/plain',
        'application/json; charset=utf-8',
        'application/json;charset=x',
        'application/x-www-form-urlencoded',
      ),
      visible,
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
    'sec-fetch-site': fc.oneof(fc.constantFrom('same-origin', 'none', 'cross-site', 'same-site'), visible),
    origin: fc.oneof(fc.constantFrom('null', 'https://evil.example'), visible),
    'idempotency-key': fc.oneof(fc.constantFrom('k1', 'k2'), visible),
    'x-request-id': visible,
    'access-control-request-method': fc.constantFrom('POST', 'x'),
    cookie: visible,
    'x-forwarded-for': visible,
    'if-none-match': visible,
  },
  { requiredKeys: ['content-type'] },
);
const body = fc.oneof(
  { weight: 6, arbitrary: params.map((values) => JSON.stringify(values)) },
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constant(''),
  fc.constantFrom(
    '{"user_identity_id":1e999}',
    '{"a":1,"a":2}',
    '['.repeat(4000),
    '{"a":'.repeat(3000),
    '\ufeff{}',
    '{"__proto__":{}}',
  ),
);

const wild = fc.record({
  method,
  path: fc.tuple(path, query).map((parts) => parts.join('')),
  headers,
  body,
});

/** Requests that are valid except for one detail at most, so that many reach the policy. */
const [user_identity_id, , device_id] = ids;
const valid = [
  { path: '/user_identities/list', params: { limit: 2 } },
  { path: '/user_identities/get', params: { user_identity_id } },
  { path: '/user_identities/create', params: { full_name: 'Eve' } },
  { path: '/user_identities/grant_access_to_device', params: { user_identity_id, device_id } },
  { path: '/user_identities/revoke_access_to_device', params: { user_identity_id, device_id } },
  { path: '/user_identities/update', params: { user_identity_id, full_name: 'Ada' } },
  { path: '/devices/list', params: { device_ids: [device_id], search: '' } },
];
const nearlyValid = fc
  .record({
    call: fc.constantFrom(...valid),
    extra: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, params),
    one: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, headers),
  })
  .map(({ call, extra, one }) => ({
    method: 'POST',
    path: call.path,
    headers: { 'content-type': 'application/json', ...Object.fromEntries(Object.entries(one).slice(-1)) },
    body: JSON.stringify({ ...call.params, ...extra }),
  }));

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Partial<Record<string, string>>;
  readonly body: string;
}

/** The status of the response, or 0 when the connection was closed. */
const send = (it: Served, { method, path, headers, body }: Sent): Promise<number> =>
  new Promise((resolve) => {
    const bytes = Buffer.from(body);
    const sent = request(
      {
        agent,
        port: it.port,
        host: '127.0.0.1',
        method,
        // Node's client refuses other characters.
        path: (base + path).replaceAll(/[^\u0021-\u007e]/gu, encodeURIComponent),
        headers: { ...headers, 'content-length': bytes.length } as Record<string, string | number>,
      },
      (response) =>
        response
          .resume()
          .once('end', () => resolve(response.statusCode ?? 0))
          .once('error', () => resolve(0)),
    );
    sent.once('error', () => resolve(0));
    sent.end(bytes);
  });

/** A decision that depends on the request only. */
const isAllowed = (endpoint: string, params: object): boolean =>
  (endpoint.length + JSON.stringify(params).length) % 2 === 0;

describe.each(servers)('random requests, on %s', (server) => {
  const runs = runsOf(server);
  it(
    `return no 5xx, and only allowed requests reach Seam (${runs} requests)`,
    { timeout: runs * 60 },
    async () => {
      const allowed: { endpoint: string; params: object }[] = [];
      await using it = await serve(server, {
        actor: () => 'fuzz',
        idempotency: true,
        cors: true,
        allowedOrigins: ['https://good.example'],
        authorize: ({ endpoint, params }) => {
          const isPermitted = isAllowed(endpoint, params);
          if (isPermitted) allowed.push({ endpoint, params });
          return isPermitted;
        },
      });
      let responded = 0;
      let reached = 0;
      await fc.assert(
        fc.asyncProperty(fc.oneof(nearlyValid, wild), async (sent) => {
          allowed.length = 0;
          it.fake.journal.clear();
          const status = await send(it, sent);
          if (status > 0) responded += 1;
          expect(status).toBeLessThan(500);
          const { calls } = it.fake.journal;
          expect(calls.length).toBeLessThanOrEqual(1);
          reached += calls.length;
          for (const { endpoint, params, status: upstream } of calls) {
            expect(ours).toContain(endpoint);
            // The fake does not record parameters that it refused.
            if (upstream === 400) expect(allowed.map((call) => call.endpoint)).toContain(endpoint);
            else expect(allowed).toContainEqual({ endpoint, params });
          }
          expect(it.errors).toEqual([]);
          expect(problems).toEqual([]);
        }),
        { numRuns: runs },
      );
      expect(responded).toBeGreaterThan(runs * 0.9);
      expect(reached).toBeGreaterThan(runs * 0.1);
    },
  );
});
