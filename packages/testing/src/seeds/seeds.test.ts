import { describe, expect, it } from 'vitest';
import { danglingReferences } from '../../test/tour/dangling-references.test-helper.ts';
import { createCheckedFake } from '../../test/checked-fake.test-helper.ts';
import { type SeedName, seeds } from './index.ts';

const names = Object.keys(seeds) as SeedName[];

describe.each(names)('the seed "%s"', (seed) => {
  it('references only existing rows', () => {
    expect(danglingReferences(createCheckedFake({ seed }).state)).toEqual([]);
  });

  it('is the same in every fake', () => {
    const [one, other] = [createCheckedFake({ seed }), createCheckedFake({ seed })];
    expect(JSON.stringify(one.snapshot())).toBe(JSON.stringify(other.snapshot()));
  });

  it('lists what each of its people can open', async () => {
    const { seam, state } = createCheckedFake({ seed });
    const people = [...state.userIdentities].slice(0, 50);
    for (const { user_identity_id } of people) {
      const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
      const entrances = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
      expect(devices.every(({ device_id }) => state.devices.get(device_id))).toBe(true);
      expect(entrances.every(({ acs_entrance_id }) => state.acsEntrances.get(acs_entrance_id))).toBe(true);
    }
  });
});

describe('the seed "building"', () => {
  it('has people, doors and locks, and everyone can open something', async () => {
    const { seam } = createCheckedFake({ seed: 'building' });
    const people = await seam.userIdentities.list();
    expect(people).toHaveLength(8);
    expect(await seam.acs.entrances.list()).toHaveLength(8);
    expect(await seam.devices.list()).toHaveLength(4);
    for (const { user_identity_id } of people) {
      const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
      const entrances = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
      expect(devices.length + entrances.length).toBeGreaterThan(0);
    }
  });
});
