import { type AnyEndpoint, type EndpointPath, endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import type { OpenApiDocument } from '@org/seam-server';
import { createFakeSeam } from '@org/seam-testing';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';
import { createSeamRouter } from './router.ts';
import { expressVersions, post, serve } from './serve.test-helper.ts';

const reads: AnyEndpoint[] = [];
mapEndpoints(endpoints, (endpoint) => {
  if (endpoint.verb === 'GET') reads.push(endpoint);
});

/** The differences between a response and its schema in the document. */
const problemsFor =
  ({ paths, components }: OpenApiDocument) =>
  (path: string, verb: string, { status, body }: { status: number; body: unknown }): unknown => {
    const response = paths[path]?.[verb]?.responses[status];
    const found =
      response && '$ref' in response ? components.responses[response.$ref.split('/').at(-1) ?? ''] : response;
    if (!found) return `no ${status}`;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    const validate = ajv.compile({ ...found.content['application/json'].schema, components });
    return validate(body) ? undefined : validate.errors;
  };

const open = async (
  express: (typeof expressVersions)[number][1],
  expose: readonly EndpointPath[],
  mount = '/api/seam',
) => {
  const fake = createFakeSeam();
  const app = express();
  app.use(mount, createSeamRouter(fake.handlers, { expose, authorize: () => true, openapi: true }));
  return { ...(await serve(app)), fake };
};

const [[, express5]] = expressVersions;

const isDocument = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'openapi' in value;

it.each(expressVersions)(
  'on %s the document contains the mount path, also when it depends on the request',
  async (_, express) => {
    await using it = await open(express, ['/user_identities/list'], '/tenants/:tenant/seam');
    for (const tenant of ['a', 'b'])
      expect((await it.send(`/tenants/${tenant}/seam/openapi.json`)).body).toMatchObject({
        openapi: '3.1.0',
        servers: [{ url: `/tenants/${tenant}/seam` }],
      });
  },
);

it('the document is created once, not once for each mount path', async () => {
  const stringify = vi.spyOn(JSON, 'stringify');
  try {
    await using it = await open(express5, ['/user_identities/list'], '/tenants/:tenant/seam');
    for (const tenant of ['a', 'b', 'a', 'b'])
      expect((await it.send(`/tenants/${tenant}/seam/openapi.json`)).status).toBe(200);
    expect(stringify.mock.calls.filter(([value]) => isDocument(value))).toHaveLength(1);
  } finally {
    stringify.mockRestore();
  }
});

describe('the document describes', () => {
  it('the responses of the router', async () => {
    await using it = await open(
      express5,
      reads.map(({ path }) => path as EndpointPath),
    );
    const problemsOf = problemsFor((await it.send('/api/seam/openapi.json')).body as OpenApiDocument);
    const [person] = await it.fake.seam.userIdentities.list();
    const ids = { user_identity_id: person?.user_identity_id ?? '' };
    const described: string[] = [];
    for (const { path, required = {}, variants } of reads) {
      if (variants || Object.keys(required).some((name) => !(name in ids))) continue;
      const query = 'user_identity_id' in required ? `?${new URLSearchParams(ids)}` : '';
      const response = await it.send(`/api/seam${path}${query}`);
      if (response.status !== 200) continue;
      expect([path, problemsOf(path, 'get', response)]).toEqual([path, undefined]);
      described.push(path);
    }
    expect(described).toEqual(
      expect.arrayContaining([
        '/user_identities/list',
        '/user_identities/list_accessible_entrances',
        '/devices/list',
        '/acs/users/list',
        '/workspaces/get',
      ]),
    );
    expect(described.length).toBeGreaterThan(20);
  });

  it('the error responses of the router', async () => {
    const path = '/user_identities/delete';
    await using it = await open(express5, [path]);
    const problemsOf = problemsFor((await it.send('/api/seam/openapi.json')).body as OpenApiDocument);
    const unknown = { user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' };
    const requests = [post({}), post(unknown), post(unknown, { 'content-type': 'text/plain' })];
    const statuses: number[] = [];
    for (const request of requests) {
      const response = await it.send(`/api/seam${path}`, request);
      expect(problemsOf(path, 'post', response)).toBeUndefined();
      statuses.push(response.status);
    }
    expect(statuses).toEqual([400, 404, 415]);
  });
});
