import { createSeam, type Seam, type UserIdentitiesDeleteParams } from '@org/seam-core';
import type { Request } from 'express';
import { expectTypeOf, test } from 'vitest';
import { all, any, byRole, createSeamRouter, resolveResources, type SeamRouter } from './index.ts';

const seam = createSeam();

test('authorize is typed by endpoint, with its parameters, the request and the client', () => {
  createSeamRouter(seam, {
    expose: ['/user_identities/delete', '/devices/list'],
    authorize: ({ req, endpoint, params, seam: client }) => {
      expectTypeOf(req).toEqualTypeOf<Request>();
      expectTypeOf(client).toEqualTypeOf<Seam>();
      expectTypeOf(endpoint).toEqualTypeOf<'/user_identities/delete' | '/devices/list'>();
      if (endpoint === '/user_identities/delete')
        expectTypeOf(params).toEqualTypeOf<Readonly<UserIdentitiesDeleteParams>>();
      // @ts-expect-error -- params are read-only
      params.user_identity_id = 'x';
      return true;
    },
  });
});

test('infers the client from a function that selects one by request', () => {
  createSeamRouter((req: Request) => (req.get('x-tenant') === 'a' ? seam : Promise.resolve(seam)), {
    expose: ['/user_identities/delete'],
    authorize: async ({ seam: client, params }) => {
      expectTypeOf(client).toEqualTypeOf<Seam>();
      return (await client.userIdentities.get(params)).full_name === 'Ada';
    },
  });
});

test('a wildcard exposes the endpoints of one resource', () => {
  createSeamRouter(seam, {
    expose: ['/acs/systems/*'],
    authorize: ({ endpoint }) => {
      expectTypeOf(endpoint).toEqualTypeOf<
        | '/acs/systems/get'
        | '/acs/systems/list'
        | '/acs/systems/list_compatible_credential_manager_acs_systems'
        | '/acs/systems/report_devices'
      >();
      return true;
    },
  });
});

test('rejects unknown endpoints, and a wildcard for everything', () => {
  const authorize = () => true;
  // @ts-expect-error -- a typing error
  createSeamRouter(seam, { expose: ['/user_identities/lst'], authorize });
  // @ts-expect-error -- everything
  createSeamRouter(seam, { expose: ['*'], authorize });
  // @ts-expect-error -- everything
  createSeamRouter(seam, { expose: ['/*'], authorize });
  // @ts-expect-error -- no resource has this name
  createSeamRouter(seam, { expose: ['/acs/*'], authorize });
  // @ts-expect-error -- authorize is missing
  createSeamRouter(seam, { expose: ['/user_identities/list'] });
});

test('a map has one policy for each entry, typed by the entry', () => {
  createSeamRouter(seam, {
    expose: ['/user_identities/*', '/devices/list'],
    authorize: {
      '/user_identities/*': () => true,
      '/user_identities/delete': ({ params }) => {
        expectTypeOf(params).toEqualTypeOf<Readonly<UserIdentitiesDeleteParams>>();
        return { deny: 'unauthenticated' };
      },
      '/devices/list': async () => false,
    },
  });
  createSeamRouter(seam, {
    expose: ['/user_identities/list', '/devices/list'],
    // @ts-expect-error -- the policy of an entry is missing
    authorize: { '/devices/list': () => true },
  });
});

test('policies compose', () => {
  const roleOf = (req: Request) => req.get('x-role') as 'manager' | 'viewer' | undefined;
  const router = createSeamRouter(seam, {
    expose: ['/user_identities/*'],
    authorize: any(
      all(
        ({ req }) => req.ip !== undefined,
        async (call) => (await resolveResources(call)).every(({ workspace_id }) => workspace_id === 'w1'),
      ),
      byRole(roleOf, { manager: () => true, viewer: ({ endpoint }) => endpoint.endsWith('/list') }),
    ),
  });
  expectTypeOf(router).toEqualTypeOf<SeamRouter>();
});
