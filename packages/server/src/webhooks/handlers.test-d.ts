import { expectTypeOf, it } from 'vitest';
import { createWebhookReceiver } from './create-receiver.ts';

it('types a function by the event it is for, and takes none for an event that there is not', () => {
  createWebhookReceiver({
    secrets: 'whsec_',
    handlers: {
      'acs_user.deleted': (event, delivery) => {
        expectTypeOf(event.acs_user_id).toEqualTypeOf<string>();
        expectTypeOf(delivery.id).toEqualTypeOf<string>();
      },
      // @ts-expect-error There is no such event.
      'acs_user.teleported': () => {},
    },
    fallback: (event) => {
      expectTypeOf(event.event_type).toEqualTypeOf<string>();
    },
  });
});

it('takes listeners that are async', () => {
  createWebhookReceiver({ secrets: 'whsec_', onDelivery: async () => {}, onError: async () => {} });
});
