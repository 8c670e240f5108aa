import { expectTypeOf, it } from 'vitest';
import { createWebhookReceiver } from './create-receiver.ts';

it('types each handler by its event, and rejects unknown events', () => {
  createWebhookReceiver({
    secrets: 'whsec_',
    handlers: {
      'acs_user.deleted': (event, delivery) => {
        expectTypeOf(event.acs_user_id).toEqualTypeOf<string>();
        expectTypeOf(delivery.id).toEqualTypeOf<string>();
      },
      // @ts-expect-error This event does not exist.
      'acs_user.teleported': () => {},
    },
    fallback: (event) => {
      expectTypeOf(event.event_type).toEqualTypeOf<string>();
    },
  });
});

it('accepts async listeners', () => {
  createWebhookReceiver({ secrets: 'whsec_', onDelivery: async () => {}, onError: async () => {} });
});
