import { expectTypeOf, test } from 'vitest';
import type { Api, Handlers } from '../contract/endpoint.ts';
import type { endpoints } from '../contract/endpoints.ts';
import { locks, userIdentities } from '../contract/generated/endpoints/index.ts';
import type {
  SucceededUnlockDoorActionAttempt,
  UnlockDoorActionAttempt,
} from '../contract/generated/models/action-attempts.ts';
import { createSeam, createSeamFrom, type Seam, type WithoutWaiting } from './create-seam.ts';
import type { SeamResources } from './generated/resources.ts';
import type { CallOptions } from './options.ts';

const options = { auth: 'none', endpoint: '/api/seam' } as const;

test('a client without a tree has the whole contract', () => {
  expectTypeOf(createSeam(options)).toEqualTypeOf<Seam>();
});

test('an API key may come first', () => {
  expectTypeOf(createSeam('seam_x')).toEqualTypeOf<Seam>();
  expectTypeOf(createSeam('seam_x', { timeout: 1000 })).toEqualTypeOf<Seam>();
  expectTypeOf(createSeam('seam_x', { waitForActionAttempt: false })).toEqualTypeOf<WithoutWaiting<Seam>>();
  // @ts-expect-error -- the second argument has options
  createSeam('seam_x', { userIdentities });
});

test('headers may be read more than once, which an iterator may not', () => {
  const headers = new Map([['x-tenant', 'a']]);
  createSeam({ headers });
  createSeam({ headers: new Headers() });
  createSeam({ headers: { 'x-tenant': undefined } });
  // @ts-expect-error -- the second request would be sent without it
  createSeam({ headers: headers.entries() });
});

test('the interfaces of the resources are what the contract yields', () => {
  expectTypeOf<SeamResources>().toEqualTypeOf<Api<typeof endpoints, CallOptions>>();
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

test('an action attempt is the successful one of its endpoint, unless the call does not wait', () => {
  const { unlockDoor } = createSeam(options).locks;
  const params = { device_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' };
  expectTypeOf(unlockDoor(params)).resolves.toEqualTypeOf<SucceededUnlockDoorActionAttempt>();
  expectTypeOf(
    unlockDoor(params, { waitForActionAttempt: { timeout: 1000 }, timeout: 500 }),
  ).resolves.toEqualTypeOf<SucceededUnlockDoorActionAttempt>();
  expectTypeOf(
    unlockDoor(params, { waitForActionAttempt: false }),
  ).resolves.toEqualTypeOf<UnlockDoorActionAttempt>();
  // It may contain `waitForActionAttempt: false`.
  const call: CallOptions = {};
  expectTypeOf(unlockDoor(params, call)).resolves.toEqualTypeOf<UnlockDoorActionAttempt>();
  // @ts-expect-error -- it is called timeout
  void unlockDoor(params, { retry: false, tiemout: 5 });
  // @ts-expect-error -- it is called pollingInterval
  void unlockDoor(params, { waitForActionAttempt: { timeout: 5, interval: 5 } });
});

test('an action attempt may have any status where the client does not wait', () => {
  const patient = { ...options, waitForActionAttempt: false } as const;
  const params = { device_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' };
  for (const { unlockDoor } of [
    createSeam(patient).locks,
    createSeam(patient, { locks }).locks,
    createSeamFrom({ locks }, patient).locks,
  ])
    expectTypeOf(unlockDoor(params)).resolves.toEqualTypeOf<UnlockDoorActionAttempt>();
  expectTypeOf(createSeam(patient).devices).toEqualTypeOf<WithoutWaiting<Seam['devices']>>();
  expectTypeOf(createSeam(patient).request).toEqualTypeOf<Seam['request']>();
  const waitForActionAttempt: boolean = Math.random() < 0.5;
  // @ts-expect-error -- the types need to know whether the client waits
  createSeam({ ...options, waitForActionAttempt });
});

/** The methods that return an action attempt, by the statuses of what they resolve with. */
type StatusesOf<TApi> = {
  [K in keyof TApi]: TApi[K] extends {
    (...args: infer _A): Promise<infer TFinished extends { action_attempt_id: string; status: string }>;
    (...args: infer _B): Promise<{ status: string }>;
  }
    ? TFinished['status']
    : TApi[K] extends (...args: never[]) => unknown
      ? never
      : StatusesOf<TApi[K]>;
}[keyof TApi];

test('every method that returns an action attempt resolves with a successful one', () => {
  expectTypeOf<StatusesOf<SeamResources>>().toEqualTypeOf<'success'>();
});

test('options and call options that do not exist do not compile', () => {
  // @ts-expect-error -- it is called apiKey
  createSeam({ api_key: 'seam_x' });
  // @ts-expect-error -- 'none' is the only one
  createSeam({ auth: 'session' });
  // @ts-expect-error -- there is no such call option
  void createSeam(options).devices.list({}, { retries: 3 });
});
