import { expect, it } from 'vitest';
import { grantScene } from './grant-scene.test-helper.ts';

const mode = 'code' as const;

/** A person with an access grant for the space, and a lock that has no free code. */
const start = async (assumptions = {}) => {
  const scene = grantScene({ assumptions });
  const { seam, add, user_identity_id, space_id } = scene;
  const full = add.device({ properties: { supported_code_lengths: [1] } }).device_id;
  const codes = Array.from({ length: 10 }, (_, code) =>
    add.accessCode({ device_id: full, code: String(code) }),
  );
  const { access_grant_id } = await seam.accessGrants.create({
    user_identity_id,
    space_ids: [space_id],
    requested_access_methods: [{ mode }],
  });
  const warnings = async () =>
    (await seam.accessGrants.get({ access_grant_id })).warnings.map(({ warning_code }) => warning_code);
  const method = async (id = access_grant_id) => {
    const [first] = await seam.accessMethods.list({ access_grant_id: id });
    return first;
  };
  return { ...scene, access_grant_id, full, codes, warnings, method };
};

it('issues the access method of a grant that got a device without a free code meanwhile', async () => {
  const { seam, clock, space_id, full, method, warnings } = await start({ access_code_sync_ms: 60_000 });
  await seam.spaces.addDevices({ space_id, device_ids: [full] });
  clock.advance(60_000);
  expect(await method()).toMatchObject({ is_issued: true });
  expect(await warnings()).toEqual(['underprovisioned_access']);
});

it('gives a device the code with the next change of the access grant after one is free', async () => {
  const { seam, space_id, access_grant_id, full, codes, warnings } = await start();
  await seam.spaces.addDevices({ space_id, device_ids: [full] });
  expect(await warnings()).toEqual(['underprovisioned_access']);
  await seam.accessCodes.delete({ access_code_id: codes[3]?.access_code_id ?? '' });
  await seam.accessGrants.update({ access_grant_id, ends_at: '2026-02-01T00:00:00Z' });
  expect(await warnings()).toEqual(['requested_code_unavailable']);
});

it('does not issue an access method without any free code, until one is free', async () => {
  const { seam, user_identity_id, full, codes, method } = await start();
  const { access_grant_id } = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [full],
    requested_access_methods: [{ mode }],
  });
  expect(await method(access_grant_id)).toMatchObject({
    is_issued: false,
    errors: [{ error_code: 'failed_to_issue' }],
  });
  await seam.accessCodes.delete({ access_code_id: codes[3]?.access_code_id ?? '' });
  await seam.accessGrants.update({ access_grant_id, ends_at: '2026-02-01T00:00:00Z' });
  expect(await method(access_grant_id)).toMatchObject({ is_issued: true, errors: [] });
});

it('revokes access although another device of the access grant has no free code', async () => {
  const { seam, space_id, user_identity_id, full, second, devices } = await start({
    revoke_device_ends_grants: true,
  });
  await seam.spaces.addDevices({ space_id, device_ids: [full] });
  expect(await devices()).toEqual(['Back door']);
  await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: second });
  expect(await devices()).toEqual([]);
  await seam.spaces.removeDevices({ space_id, device_ids: [second] });
});
