import { offboard } from '@org/seam-access';
import { createBuilding } from './building.ts';
import { type FinalState, finalStates } from './final-state.ts';

/** The final states after everyone was offboarded one after another, without faults, in virtual time. */
export const undisturbedStates = async (people: number): Promise<FinalState[]> => {
  const building = await createBuilding(people);
  const { clock, seam } = building.fake;
  for (const { user_identity_id, choices } of building.leaving) {
    const run = offboard(seam, user_identity_id, {
      actor: 'hr',
      reason: 'left',
      ...choices,
      clock: {
        now: () => clock.now(),
        wait: (ms) => {
          clock.advance(ms);
          return Promise.resolve();
        },
      },
    });
    await run.result;
  }
  return finalStates(building);
};
