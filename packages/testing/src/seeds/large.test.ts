import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';

describe('the seed "large"', () => {
  const fake = createFakeSeam({ seed: 'large' });

  it('has ten thousand people', () => {
    const { state } = fake;
    expect(state.userIdentities.size).toBe(10_000);
    expect(state.acsUsers.size).toBe(10_000);
    expect(state.acsEntrances.size).toBe(500);
    expect(state.devices.size).toBe(500);
    expect(state.deviceAccess.toJSON()).toHaveLength(11_000);
    expect(state.entranceAccess.toJSON()).toHaveLength(30_000);
  });

  it('distributes them over all doors', () => {
    const { state } = fake;
    for (const { acs_entrance_id } of state.acsEntrances)
      expect(state.entranceAccess.leftsOf(acs_entrance_id)).toHaveLength(60);
    for (const { device_id } of state.devices)
      expect(state.deviceAccess.leftsOf(device_id).length).toBeGreaterThanOrEqual(20);
  });

  it('grants people access to doors of their own site', async () => {
    const { seam, state } = fake;
    for (const user of [...state.acsUsers].slice(4990, 5010)) {
      const { user_identity_id = '' } = user;
      const doors = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
      expect(new Set(doors.map(({ acs_system_id }) => acs_system_id))).toEqual(new Set([user.acs_system_id]));
      expect(doors).toHaveLength(3);
    }
  });
});
