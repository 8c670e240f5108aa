import { offboard } from '@org/seam-access';
import { createBuilding } from '../../../tests/offboarding/building.ts';

/**
 * The requests that the plans of some people need: to read, to change, and to read twice that every door is closed. Measured
 * with one run after another, without faults and with access systems that apply changes at once.
 */
export const measureMinimum = async (people: number): Promise<{ requests: number; changes: number }> => {
  const { fake, leaving } = await createBuilding(people, { acs_sync_ms: 0 });
  const { clock, journal, seam } = fake;
  let requests = 0;
  let changes = 0;
  for (const { user_identity_id, choices } of leaving) {
    journal.clear();
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
    requests += journal.calls.length;
    changes += journal.calls.filter(({ applied }) => applied).length;
  }
  return { requests: requests / people, changes: changes / people };
};
