import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const cause = async ({ add, seam }: FakeSeam) => {
  const { acs_system_id } = add.acsSystem();
  await seam.acs.users.create({ acs_system_id, full_name: 'Sam Okoro' });
};

export const eventSteps: StepsUnder<'/events/'> = {
  '/events/get': async (fake) => {
    await cause(fake);
    return { event_id: [...fake.state.events].at(-1)?.event_id };
  },
  '/events/list': async (fake) => {
    await cause(fake);
    return { since: '2025-01-01T00:00:00.000Z', event_type: 'acs_user.created' };
  },
};
