import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { whoCanOpen } from '../doors/who-can-open.ts';
import { grantAccess } from '../grant/grant-access.ts';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { findPerson } from '../person/find-person.ts';
import { revokeAccess } from './revoke-access.ts';

const setUp = () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state } = fake;
  const user_identity_id = 'a0a0a0a0-0000-4000-8000-00000000000a';
  add.userIdentity({ user_identity_id, full_name: 'Ada' });
  const device_id = 'b0b0b0b0-0000-4000-8000-00000000000b';
  add.device({ device_id, name: 'Front' });
  state.deviceAccess.add(user_identity_id, device_id);
  const person = { user_identity_id };
  const grant = (times: object = {}) =>
    fake.seam.accessGrants.create({
      ...person,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      ...times,
    });
  return { fake, seam: fake.seam, add, state, clock: clockOf(fake.clock), person, device_id, grant };
};

describe('a target', () => {
  it('is the one of the call, although the caller changes the object afterwards', async () => {
    const { seam, add, state, clock, person, device_id } = setUp();
    const other = add.device();
    state.deviceAccess.add(person.user_identity_id, other.device_id);
    const target = { device_id };
    const first = revokeAccess(seam, person, target, { clock });
    target.device_id = other.device_id;
    expect((await first).verified.map(({ door }) => door.id)).toEqual([device_id]);
    const open = await seam.userIdentities.listAccessibleDevices(person);
    expect(open.map((device) => device.device_id)).toEqual([other.device_id]);
  });

  it.each([
    ['in capital letters', (id: string) => id.toUpperCase()],
    ['with spaces around it', (id: string) => ` ${id}\n`],
  ])('finds the door by an id %s', async (_, written) => {
    const { seam, clock, person, device_id, grant } = setUp();
    const { access_grant_id } = await grant();
    const id = written(device_id);
    expect(await revokeAccess(seam, person, { device_id: id }, { clock })).toMatchObject({
      residual: [{ door: { id: device_id }, cause: 'other_access' }],
      isComplete: false,
    });
    expect(await whoCanOpen(seam, { device_id: id }, { clock })).toHaveLength(1);
    const byGrant = { access_grant_id: written(access_grant_id) };
    expect(await revokeAccess(seam, person, byGrant, { clock })).toMatchObject({
      verified: [{ door: { id: device_id } }],
      isComplete: true,
    });
    const named = { user_identity_id: written(person.user_identity_id) };
    expect(await findPerson(seam, named)).toMatchObject(person);
    expect(await grantAccess(seam, named, { device_ids: [id] }, { clock })).toMatchObject([
      { door: { id: device_id }, outcome: 'granted' },
    ]);
  });
});

describe('an access grant that begins later', () => {
  it('is pending while an offline lock still has its code', async () => {
    const { fake, seam, clock, person, device_id, grant } = setUp();
    await seam.userIdentities.revokeAccessToDevice({ ...person, device_id });
    const { access_grant_id } = await grant({
      starts_at: '2026-01-02T00:00:00.000Z',
      ends_at: '2026-02-01T00:00:00.000Z',
    });
    fake.clock.advance(60_000);
    fake.provider.disconnectDevice(device_id);
    const target = { access_grant_id };
    expect(await revokeAccess(seam, person, target, { clock })).toMatchObject({
      verified: [],
      pending: [{ door: { id: device_id }, cause: 'device_offline' }],
      isComplete: false,
    });
    fake.provider.reconnectDevice(device_id);
    expect(await revokeAccess(seam, person, target, { clock })).toMatchObject({
      pending: [],
      isComplete: true,
    });
  });
});
