import { expectTypeOf, test } from 'vitest';
import type { Api, Handlers } from '../contract/endpoint.ts';
import type { endpoints } from '../contract/endpoints.ts';
import { userIdentities } from '../contract/generated/endpoints/index.ts';
import { createSeam, createSeamFrom, type Seam } from './create-seam.ts';
import type { CallOptions } from './options.ts';

const options = { auth: 'none', endpoint: '/api/seam' } as const;

test('a client without a tree has the whole contract', () => {
  expectTypeOf(createSeam(options)).toEqualTypeOf<Seam>();
  expectTypeOf<Seam>().toExtend<Api<typeof endpoints, CallOptions>>();
});

test('a client for some resources has those under the names given, and no others', () => {
  const seam = createSeam(options, { people: userIdentities });
  expectTypeOf(seam.people.delete).toEqualTypeOf<Seam['userIdentities']['delete']>();
  expectTypeOf(createSeamFrom({ people: userIdentities }, options)).toEqualTypeOf(seam);
  // @ts-expect-error -- devices were not asked for
  void seam.devices;
});

test('the client of the whole contract is assignable to its handlers', () => {
  expectTypeOf<Seam>().toExtend<Handlers<typeof endpoints, { signal?: AbortSignal }>>();
});

test('options and call options that do not exist do not compile', () => {
  // @ts-expect-error -- it is called apiKey
  createSeam({ api_key: 'seam_x' });
  // @ts-expect-error -- 'none' is the only one
  createSeam({ auth: 'session' });
  // @ts-expect-error -- there is no such call option
  void createSeam(options).devices.list({}, { retries: 3 });
});
