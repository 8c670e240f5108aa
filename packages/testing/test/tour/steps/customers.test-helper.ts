import type { StepsUnder } from '../step.test-helper.ts';

export const customerSteps: StepsUnder<'/customers/'> = {
  '/customers/create_portal': () => ({
    customer_data: { customer_key: 'lakeside', spaces: [{ space_key: 'room-1', name: 'Room 1' }] },
    features: { connect: { accepted_providers: ['august'] } },
  }),
  '/customers/delete_data': async ({ seam }) => {
    await seam.customers.pushData({
      customer_key: 'lakeside',
      spaces: [{ space_key: 'room-1', name: 'Room 1' }],
    });
    return { space_keys: ['room-1'], customer_keys: ['lakeside'] };
  },
  '/customers/push_data': () => ({
    customer_key: 'lakeside',
    spaces: [{ space_key: 'room-1', name: 'Room 1' }],
    guests: [{ guest_key: 'guest-1', name: 'Sam Okoro', email_address: 'sam.okoro@example.com' }],
    reservations: [
      {
        reservation_key: 'reservation-1',
        guest_key: 'guest-1',
        space_keys: ['room-1'],
        starts_at: '2026-01-01T00:00:00.000Z',
        ends_at: '2026-01-08T00:00:00.000Z',
      },
    ],
  }),
};
