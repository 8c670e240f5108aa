import { createSeam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { gate } from '../gate.test-helper.ts';
import { grantAccess } from '../grant/grant-access.ts';
import type { Clock } from './clock.ts';
import { clockOf } from './fake-clock.test-helper.ts';
import { offboard } from './offboard.ts';
import { who } from './offboard.test-helper.ts';

const grantPath = '/user_identities/grant_access_to_device';

/** A person who gets a device, and a client that calls `before` with each request. */
const setUp = (
  before: (path: string, init: RequestInit, send: () => void) => Promise<unknown> | undefined,
) => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, fetch, apiKey, endpoint } = fake;
  const email_address = 'ada@example.com';
  const { user_identity_id } = add.userIdentity({ email_address });
  const { device_id } = add.device();
  const seam = createSeam({
    apiKey,
    endpoint,
    fetch: async (url, init = {}) => {
      const { signal: _, ...rest } = init;
      await before(new URL(url as string).pathname, init, () => void fetch(url, rest));
      return await fetch(url, init);
    },
  });
  const clock = clockOf(fake.clock);
  const open = async () =>
    (await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id })).length;
  return { fake, seam, clock, person: { user_identity_id }, email_address, device_id, open };
};

/** A request that a test holds back until `release`. */
const holding = (wanted: string) => {
  const [held, released] = [gate(), gate()];
  const before = (path: string) => {
    if (path !== wanted) return undefined;
    held.open();
    return released.opened;
  };
  return { before, held: held.opened, release: released.open };
};

describe('an offboarding', () => {
  it.each([
    ['whose request is on its way, of a person without access', grantPath, 0],
    ['whose request is on its way', grantPath, 1],
    ['whose person is being looked up', '/user_identities/list', 1],
  ])('cancels a grant %s', async (_, path, doors) => {
    const { before, held, release } = holding(path);
    const { fake, seam, clock, person, email_address, device_id, open } = setUp(before);
    for (let count = 0; count < doors; count += 1)
      fake.state.deviceAccess.add(person.user_identity_id, fake.add.device().device_id);
    const granting = grantAccess(seam, { email_address }, { device_ids: [device_id] }, { clock });
    // The path is requested once: by the grant, as the offboarding names the person by the id.
    await held;
    const { state } = await offboard(seam, person, { ...who, clock }).result;
    release();
    expect({ state, granted: await granting }).toMatchObject({
      state: 'complete',
      granted: [{ outcome: 'cancelled' }],
    });
    expect(await open()).toBe(0);
  });

  it('is complete only after a cancelled grant can arrive', async () => {
    let arrive: (() => void) | undefined;
    const held = gate();
    const { fake, seam, clock, person, device_id, open } = setUp((path, { signal }, send) => {
      if (path !== grantPath) return undefined;
      arrive = send;
      held.open();
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    });
    const granting = grantAccess(seam, person, { device_ids: [device_id] }, { clock });
    await held.opened;
    const late = fake.clock.now().getTime() + 9000;
    const lateClock: Clock = {
      ...clock,
      wait: async (ms) => {
        const isLate = fake.clock.now().getTime() + ms >= late;
        if (isLate) arrive?.();
        if (isLate) arrive = undefined;
        await clock.wait(ms);
      },
    };
    const { state } = await offboard(seam, person, { ...who, clock: lateClock }).result;
    expect(arrive).toBeUndefined();
    expect(await granting).toMatchObject([{ outcome: 'cancelled' }]);
    expect(state).toBe('complete');
    expect(await open()).toBe(0);
  });
});
