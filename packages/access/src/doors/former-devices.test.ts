import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import { revokeAccess } from '../revoke/revoke-access.ts';
import { readAccess } from './read-access.ts';

/** A person with an access grant for one device, which Seam has stopped managing. */
const setUp = async (mode: 'code' | 'mobile_key' = 'code') => {
  const fake = createFakeSeam({ seed: 'empty', wait: 'clock' });
  const { add, seam } = fake;
  const { user_identity_id: person } = add.userIdentity({ full_name: 'Ada' });
  const { device_id } = add.device({ name: 'Lock' });
  const createGrant = async (id: string, wanted: typeof mode) => {
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id: person,
      device_ids: [id],
      requested_access_methods: [{ mode: wanted }],
    });
    const [code] = await seam.accessCodes.list({ access_grant_id });
    return { access_grant_id, access_code_id: code?.access_code_id ?? '' };
  };
  const grant = await createGrant(device_id, mode);
  await seam.devices.update({ device_id, is_managed: false });
  return { ...fake, clock: clockOf(fake.clock), person, device_id, createGrant, ...grant };
};

/** Makes an access grant one that was not made through Seam. */
const unmanage = (
  { accessGrants, accessMethods, grantMethods }: FakeSeam['state'],
  access_grant_id: string,
) => {
  accessGrants.patch(access_grant_id, { is_managed: false });
  for (const id of grantMethods.rightsOf(access_grant_id)) accessMethods.patch(id, { is_managed: false });
};

const left = { door: { kind: 'device', name: 'Lock' }, cause: 'unmanaged', until: null };

describe('a code on a device that Seam does not manage any more', () => {
  it('is shown as long as its access grant has its digits', async () => {
    const { seam, person, clock, access_code_id } = await setUp();
    const { doors } = await readAccess(seam, person, { clock });
    expect(doors).toMatchObject([
      {
        door: { name: 'Lock' },
        reasons: [{ via: 'unmanaged', access_code_id, removal: { possible: false } }],
      },
    ]);
  });

  it('keeps a run from ending as complete', async () => {
    const { seam, person, clock, state, access_grant_id, access_code_id } = await setUp();
    const run = offboard(seam, person, { actor: 'hr', reason: 'left', clock });
    expect(await run.result).toMatchObject({ state: 'complete_with_residual', residual: [left] });
    expect(state.accessGrants.get(access_grant_id)).toBeUndefined();
    expect(state.accessCodes.get(access_code_id)?.status).toBe('set');
  });

  it('keeps a run from ending as complete when both happened since the plan was made', async () => {
    const { seam, person, clock, add, createGrant } = await setUp('mobile_key');
    const other = add.device({ name: 'Other' }).device_id;
    let gets = 0;
    const get: typeof seam.userIdentities.get = async (...call) => {
      gets += 1;
      // The first one finds the person, the second one begins the read after the changes.
      if (gets === 2) {
        await createGrant(other, 'code');
        await seam.devices.update({ device_id: other, is_managed: false });
      }
      return await seam.userIdentities.get(...call);
    };
    const client = { ...seam, userIdentities: { ...seam.userIdentities, get } };
    const run = offboard(client, person, { actor: 'hr', reason: 'left', clock });
    expect(await run.result).toMatchObject({
      state: 'complete_with_residual',
      residual: [{ door: { name: 'Other' }, cause: 'unmanaged' }],
    });
  });

  it('keeps a revocation from being complete', async () => {
    const { seam, person, clock } = await setUp();
    expect(await revokeAccess(seam, person, 'everything', { clock })).toMatchObject({
      isComplete: false,
      residual: [left],
    });
  });

  it('is not taken for one of the person with other digits, and not when Seam manages the device again', async () => {
    const { seam, person, clock, device_id, state, access_code_id } = await setUp();
    const code = state.accessCodes.get(access_code_id)?.code;
    state.accessCodes.patch(access_code_id, { code: code === '7391' ? '7392' : '7391' });
    const doors = async () => (await readAccess(seam, person, { clock })).doors;
    expect(await doors()).toEqual([]);
    state.accessCodes.patch(access_code_id, { code });
    await seam.devices.unmanaged.update({ device_id, is_managed: true });
    expect(await doors()).toMatchObject([{ door: { name: 'Lock' } }]);
  });

  it('is found when Seam manages the device again, without the access grant', async () => {
    const { seam, person, clock, device_id, state, access_grant_id, access_code_id } = await setUp();
    state.grantDevices.deleteLeft(access_grant_id);
    await seam.devices.unmanaged.update({ device_id, is_managed: true });
    const run = offboard(seam, person, { actor: 'hr', reason: 'left', clock });
    expect(await run.result).toMatchObject({ state: 'complete_with_residual', residual: [left] });
    expect(state.accessCodes.get(access_code_id)?.status).toBe('set');
  });

  it('is found when its codes cannot be read at first', async () => {
    const { seam, person, clock, faults } = await setUp();
    faults.queue('/access_codes/unmanaged/list', { kind: 'status', status: 404, type: 'device_not_found' });
    await expect(readAccess(seam, person, { clock })).rejects.toMatchObject({ type: 'device_not_found' });
  });

  it('of an access grant that Seam does not manage either is found', async () => {
    const { seam, person, clock, state, access_grant_id } = await setUp();
    unmanage(state, access_grant_id);
    const run = offboard(seam, person, { actor: 'hr', reason: 'left', clock });
    expect(await run.result).toMatchObject({ state: 'complete_with_residual', residual: [left] });
  });

  it('is not looked for without an access grant that has a code', async () => {
    const { seam, person, clock, journal } = await setUp('mobile_key');
    await readAccess(seam, person, { clock });
    expect(journal.calls.map(({ endpoint }) => endpoint)).not.toContain('/events/list');
  });

  it('is found among many events, and with a server that ignores the offset', async () => {
    const { seam, person, clock, add } = await setUp();
    for (let count = 0; count < 600; count += 1)
      await seam.devices.update({ device_id: add.device().device_id, is_managed: false });
    const { list } = seam.events;
    const offsets: (number | undefined)[] = [];
    const events = {
      ...seam.events,
      list: ((params, options) => {
        offsets.push(params.unstable_offset);
        return list({ ...params, unstable_offset: 0 }, options);
      }) satisfies typeof list,
    };
    for (const client of [seam, { ...seam, events }]) {
      const { doors } = await readAccess(client, person, { clock });
      expect(doors).toHaveLength(1);
    }
    expect(offsets).toEqual([0, 500]);
  });
});
