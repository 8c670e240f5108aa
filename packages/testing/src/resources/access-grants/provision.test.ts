import { expect, it } from 'vitest';
import { grantScene } from './grant-scene.test-helper.ts';

it('issues the access method of a grant that got a device without a free code meanwhile', async () => {
  const assumptions = { access_code_sync_ms: 60_000 };
  const { seam, add, clock, user_identity_id, space_id } = grantScene({ assumptions });
  const full = add.device({ properties: { supported_code_lengths: [1] } }).device_id;
  for (let code = 0; code < 10; code += 1) add.accessCode({ device_id: full, code: String(code) });
  const { access_grant_id } = await seam.accessGrants.create({
    user_identity_id,
    space_ids: [space_id],
    requested_access_methods: [{ mode: 'code' }],
  });
  await expect(seam.spaces.addDevices({ space_id, device_ids: [full] })).rejects.toMatchObject({
    message: expect.stringContaining('No free code') as string,
  });
  clock.advance(60_000);
  expect(await seam.accessMethods.list({ access_grant_id })).toMatchObject([{ is_issued: true }]);
});
