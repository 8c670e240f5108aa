import { createBuilding } from '@org/tests/offboarding/building';
import { offboardEveryone } from '@org/tests/offboarding/undisturbed';

/**
 * The requests that the plans of some people need: to read, to change, and to read twice that every door is closed. Measured
 * with one run after another, without faults and with access systems that apply changes at once.
 */
export const measureMinimum = async (people: number): Promise<{ requests: number; changes: number }> => {
  const building = await createBuilding(people, { acs_sync_ms: 0 });
  await offboardEveryone(building);
  const { calls } = building.fake.journal;
  return {
    requests: calls.length / people,
    changes: calls.filter(({ applied }) => applied).length / people,
  };
};
