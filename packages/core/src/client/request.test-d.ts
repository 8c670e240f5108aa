import { expectTypeOf, test } from 'vitest';
import type { UnlockDoorActionAttempt, Device, EndpointPath, ParamsByPath, ResultByPath } from '../index.ts';
import { createSeam, createSeamFrom, type Seam } from './create-seam.ts';
import { userIdentities } from '../contract/generated/endpoints/index.ts';

const options = { auth: 'none', endpoint: '/api/seam' } as const;
const seam = createSeam(options);
const device_id = '054765c8-a2fc-4599-b486-14c19f462c45';

test('a documented path has the parameters and the result of its method', () => {
  expectTypeOf(seam.request('/devices/get', { device_id })).toEqualTypeOf<Promise<Device>>();
  expectTypeOf(seam.request('/devices/list')).toEqualTypeOf<Promise<Device[]>>();
  expectTypeOf(seam.request('/locks/unlock_door', { device_id })).toEqualTypeOf<
    Promise<UnlockDoorActionAttempt>
  >();
  expectTypeOf(seam.request('/user_identities/delete', { user_identity_id: device_id })).toEqualTypeOf<
    Promise<void>
  >();
});

test('there is a result for every path', () => {
  expectTypeOf<keyof ResultByPath>().toEqualTypeOf<keyof ParamsByPath>();
  type ResultOf<TMethod extends Seam['devices']['get']> = Awaited<ReturnType<TMethod>>;
  expectTypeOf<ResultByPath['/devices/get']>().toEqualTypeOf<ResultOf<Seam['devices']['get']>>();
});

test('wrong parameters and options of a documented path do not compile', () => {
  // @ts-expect-error -- device_id is missing
  void seam.request('/devices/get', {});
  // @ts-expect-error -- parameters are required
  void seam.request('/devices/get');
  // @ts-expect-error -- there is no such parameter
  void seam.request('/devices/get', { device_id, force: true });
  // @ts-expect-error -- there is no such option
  void seam.request('/devices/list', {}, { retries: 3 });
});

test('another path has any parameters, and an unknown result', () => {
  expectTypeOf(seam.request('/widgets/get', { widget_id: 1 })).toEqualTypeOf<Promise<unknown>>();
  const path: string = ['', 'widgets', 'get'].join('/');
  expectTypeOf(seam.request(path)).toEqualTypeOf<Promise<unknown>>();
  // @ts-expect-error -- parameters are an object
  void seam.request('/widgets/get', 'w');
});

test('a path that is one of several has the parameters of one, and the result of any', () => {
  const path = '/devices/get' as '/devices/get' | '/devices/unmanaged/get';
  expectTypeOf(seam.request(path, { device_id })).resolves.toEqualTypeOf<
    ResultByPath['/devices/get'] | ResultByPath['/devices/unmanaged/get']
  >();
  expectTypeOf<EndpointPath>().toEqualTypeOf<keyof ResultByPath>();
});

test('a member of a tree that is called request replaces calls by path', () => {
  expectTypeOf(createSeamFrom({ request: userIdentities }, options).request).toEqualTypeOf<
    Seam['userIdentities']
  >();
  expectTypeOf(createSeamFrom({ userIdentities }, options).request).toEqualTypeOf<Seam['request']>();
});
