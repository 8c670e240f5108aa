import { expectTypeOf, test } from 'vitest';
import { createSeam } from '../client/create-seam.ts';
import type { CallOptions } from '../client/options.ts';
import type { Device, UserIdentity } from '../index.ts';
import { type Api, endpoint, type Handlers, type NoParams } from './endpoint.ts';

interface GetParams {
  widget_id: string;
  verbose?: boolean | undefined;
}
interface Widget {
  widget_id: string;
}

const tree = {
  get: endpoint<GetParams, Widget>('GET', '/widgets/get', {
    returns: 'widget',
    required: { widget_id: true },
  }),
  parts: {
    clear: endpoint<{ all?: boolean | undefined }, void>('POST', '/widgets/parts/clear', {
      replay: 'idempotent',
    }),
  },
};
type Client = Api<typeof tree, CallOptions>;

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const seam = createSeam({ auth: 'none', endpoint: '/api/seam' });

test('an endpoint without a result resolves with nothing', () => {
  expectTypeOf(seam.userIdentities.delete).returns.toEqualTypeOf<Promise<void>>();
});

test('an endpoint with a result resolves with the named type', () => {
  expectTypeOf(seam.userIdentities.get).returns.toEqualTypeOf<Promise<UserIdentity>>();
  expectTypeOf(seam.userIdentities.listAccessibleDevices).returns.toEqualTypeOf<Promise<Device[]>>();
});

test('parameters that are all optional may be left out', () => {
  expectTypeOf<Client['parts']['clear']>().toBeCallableWith();
  expectTypeOf(seam.userIdentities.list).toBeCallableWith();
  expectTypeOf(seam.userIdentities.list).toBeCallableWith(undefined, { timeout: 1000 });
});

test('nested resources are found under their names', () => {
  expectTypeOf<Client['parts']['clear']>().parameters.toEqualTypeOf<
    [params?: { all?: boolean | undefined }, options?: CallOptions]
  >();
  expectTypeOf(seam.acs.users.get).toBeFunction();
});

test('missing, wrong and extra parameters do not compile', () => {
  // @ts-expect-error -- parameters are needed
  void seam.userIdentities.delete();
  // @ts-expect-error -- user_identity_id is missing
  void seam.userIdentities.delete({});
  // @ts-expect-error -- user_identity_id is a string
  void seam.userIdentities.delete({ user_identity_id: 1 });
  // @ts-expect-error -- there is no such parameter
  void seam.userIdentities.delete({ user_identity_id: id, force: true });
  // @ts-expect-error -- it takes no parameters
  void seam.workspaces.get({ workspace_id: id });
});

test('parameters that exclude each other do not compile together, nor without each other', () => {
  const { revokeAccessToAllEntrances } = seam.acs.users;
  void revokeAccessToAllEntrances({ acs_user_id: id });
  void revokeAccessToAllEntrances({ user_identity_id: id });
  void revokeAccessToAllEntrances({ user_identity_id: id, acs_system_id: id });
  // @ts-expect-error -- no user is given
  void revokeAccessToAllEntrances();
  // @ts-expect-error -- no user is given
  void revokeAccessToAllEntrances({});
  // @ts-expect-error -- one or the other
  void revokeAccessToAllEntrances({ acs_user_id: id, user_identity_id: id });
  // @ts-expect-error -- a system goes with a user identity
  void revokeAccessToAllEntrances({ acs_user_id: id, acs_system_id: id });
});

test('a client is a set of handlers', () => {
  expectTypeOf<Client>().toExtend<Handlers<typeof tree, { signal?: AbortSignal }>>();
});

test('a handler gets exactly the parameters of its endpoint, and the context', () => {
  type Get = Handlers<typeof tree, { caller: string }>['get'];
  expectTypeOf<Parameters<Get>>().toEqualTypeOf<[params: GetParams, context: { caller: string }]>();
  expectTypeOf<ReturnType<Get>>().toEqualTypeOf<Widget | Promise<Widget>>();
});

test('handlers that forget an endpoint, or return something else, do not compile', () => {
  const get = (params: GetParams) => params;
  const clear = () => {};
  const complete: Handlers<typeof tree> = { get, parts: { clear } };
  // @ts-expect-error -- parts.clear is missing
  const forgetful: Handlers<typeof tree> = { get, parts: {} };
  // @ts-expect-error -- a Widget is wanted
  const mistaken: Handlers<typeof tree> = { get: () => 'widget', parts: { clear } };
  expectTypeOf([complete, forgetful, mistaken]).toBeArray();
});

test('an endpoint says all that its types and its verb call for', () => {
  // @ts-expect-error -- what a replay does is missing
  endpoint<GetParams, void>('DELETE', '/widgets/delete', { required: { widget_id: true } });
  // @ts-expect-error -- widget_id is needed
  endpoint<GetParams, Widget>('GET', '/widgets/get', { returns: 'widget' });
  // @ts-expect-error -- verbose is not needed
  endpoint<GetParams, Widget>('GET', '/widgets/get', {
    returns: 'widget',
    required: { widget_id: true, verbose: true },
  });
  // @ts-expect-error -- the result has a name
  endpoint<GetParams, Widget>('GET', '/widgets/get', { required: { widget_id: true } });
  // @ts-expect-error -- there is no result to name
  endpoint<NoParams, void>('POST', '/widgets/clear', { replay: 'never', returns: 'widget' });
  // @ts-expect-error -- paths begin with a slash
  endpoint<GetParams, Widget>('GET', 'widgets/get', { returns: 'widget', required: { widget_id: true } });
});
