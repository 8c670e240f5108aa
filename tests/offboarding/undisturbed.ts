import { offboard } from '@org/seam-access';
import { type Building, createBuilding } from './building.ts';
import { type FinalState, finalStates } from './final-state.ts';

/** Offboards everyone who leaves, one after another, in virtual time. */
export const offboardEveryone = async ({ fake: { clock, seam }, leaving }: Building): Promise<void> => {
  for (const { user_identity_id, choices } of leaving)
    await offboard(seam, user_identity_id, {
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
    }).result;
};

/** The final states after everyone was offboarded without faults. */
export const undisturbedStates = async (people: number): Promise<FinalState[]> => {
  const building = await createBuilding(people);
  await offboardEveryone(building);
  return finalStates(building);
};
