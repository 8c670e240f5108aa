import type { Seam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { alteredClient } from '../altered-client.test-helper.ts';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import { revokeAccess } from '../revoke/revoke-access.ts';

/** A person with the code of an access grant, and a client that calls `meanwhile` when the access grant has been deleted. */
const setUp = async () => {
  const fake = createFakeSeam({ seed: 'empty', assumptions: { deletion_ends_backup_code: false } });
  const { add, seam } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const person = { user_identity_id };
  const { device_id } = add.device();
  const { access_grant_id } = await seam.accessGrants.create({
    ...person,
    device_ids: [device_id],
    requested_access_methods: [{ mode: 'code' }],
    ends_at: '2026-06-01T00:00:00.000Z',
  });
  fake.clock.advance(60_000);
  const [code] = await seam.accessCodes.list({ access_grant_id });
  const clientWith = (meanwhile: () => Promise<unknown>): Seam => {
    let isDone = false;
    return alteredClient(fake, async (path) => {
      if (path !== '/access_grants/delete' || isDone) return;
      isDone = true;
      await meanwhile();
    });
  };
  return { ...fake, clientWith, clock: clockOf(fake.clock), person, device_id, access_grant_id, code: code! };
};

type Scene = Awaited<ReturnType<typeof setUp>>;

/** Offboards or revokes, and returns the causes of what is left. */
const workflows = {
  offboard: async ({ clock, person }: Scene, seam: Seam) => {
    const { state, residual } = await offboard(seam, person, { actor: 'hr', reason: 'left', clock }).result;
    return { isComplete: state === 'complete', causes: residual.map(({ cause }) => cause) };
  },
  'revokeAccess of everything': async ({ clock, person }: Scene, seam: Seam) => {
    const { isComplete, pending, residual } = await revokeAccess(seam, person, 'everything', { clock });
    return { isComplete, causes: [...pending, ...residual].map(({ cause }) => cause) };
  },
  'revokeAccess of the access grant': async ({ clock, person, access_grant_id }: Scene, seam: Seam) => {
    const target = { access_grant_id };
    const { isComplete, pending, residual } = await revokeAccess(seam, person, target, { clock });
    return { isComplete, causes: [...pending, ...residual].map(({ cause }) => cause) };
  },
};

describe.each(Object.entries(workflows))('%s', (_, work) => {
  it('sees the code on an offline lock when somebody deletes the user identity meanwhile', async () => {
    const scene = await setUp();
    const { seam, provider, clientWith, person, device_id, code } = scene;
    provider.disconnectDevice(device_id);
    const client = clientWith(() => seam.userIdentities.delete(person));
    expect(await work(scene, client)).toEqual({ isComplete: false, causes: ['device_offline'] });
    expect(await seam.accessCodes.get({ access_code_id: code.access_code_id })).toMatchObject({
      status: 'removing',
    });
  });

  it('is complete when the lock removes that code', async () => {
    const scene = await setUp();
    const { seam, clientWith, person } = scene;
    const client = clientWith(() => seam.userIdentities.delete(person));
    expect(await work(scene, client)).toEqual({ isComplete: true, causes: [] });
  });

  it('sees a backup code that became unmanaged after its access grant was deleted', async () => {
    const scene = await setUp();
    const { seam, state, faults, clientWith, code } = scene;
    const { access_code_id } = code;
    state.accessCodes.patch(access_code_id, { is_backup_access_code_available: true });
    const backup = await seam.accessCodes.pullBackupAccessCode({ access_code_id });
    faults.rate('/access_codes/delete', { kind: 'status', status: 400 }, 1);
    const client = clientWith(() =>
      seam.accessCodes.update({ access_code_id: backup.access_code_id, is_managed: false }),
    );
    expect(await work(scene, client)).toEqual({ isComplete: false, causes: ['unmanaged'] });
  });
});
