import type { IncomingMessage } from 'node:http';
import { expectTypeOf, test } from 'vitest';
import type { AcsUserDeletedEvent, DeviceConnectedEvent } from '../index.ts';
import {
  isSeamEvent,
  type SeamEvent,
  signWebhook,
  type UnknownSeamEvent,
  verifyWebhook,
  type WebhookDelivery,
} from './index.ts';

declare const delivery: WebhookDelivery;
declare const message: IncomingMessage;
declare const request: Request;

test('isSeamEvent narrows an event by its event_type', () => {
  const { event } = delivery;
  if (isSeamEvent(event, 'acs_user.deleted')) expectTypeOf(event).toEqualTypeOf<AcsUserDeletedEvent>();
  if (!isSeamEvent(event, 'acs_user.deleted', 'device.connected')) return;
  expectTypeOf(event).toEqualTypeOf<AcsUserDeletedEvent | DeviceConnectedEvent>();
  if (event.event_type === 'acs_user.deleted') expectTypeOf(event).toEqualTypeOf<AcsUserDeletedEvent>();
  else expectTypeOf(event).toEqualTypeOf<DeviceConnectedEvent>();
});

test('what is not known to be an event of Seam has fields that are not known', () => {
  expectTypeOf(delivery.event.event_type).toBeString();
  expectTypeOf<UnknownSeamEvent['song']>().toBeUnknown();
  expectTypeOf<SeamEvent>().toExtend<WebhookDelivery['event']>();
});

test('an event_type that does not exist is a mistake', () => {
  // @ts-expect-error -- it is acs_user.deleted
  isSeamEvent(delivery.event, 'acs_users.deleted');
  // @ts-expect-error -- an event is of one type at least
  isSeamEvent(delivery.event);
});

test("node's and web-standard requests can be verified", () => {
  const options = { secrets: 'x' };
  expectTypeOf(verifyWebhook({ body: new Uint8Array(), headers: message.headers }, options)).toEqualTypeOf(
    delivery,
  );
  void verifyWebhook({ body: '', headers: message.headersDistinct }, options);
  void verifyWebhook({ body: '', headers: request.headers }, { secrets: ['x', 'y'], now: () => 0 });
  // @ts-expect-error -- a secret may not be undefined
  void verifyWebhook({ body: '', headers: {} }, { secrets: undefined });
  // @ts-expect-error -- the body is needed as it was sent
  void verifyWebhook({ body: {}, headers: {} }, options);
});

test('what is signed is an event', () => {
  void signWebhook({ event_type: 'door.sang' }, { secret: 'x' });
  // @ts-expect-error -- it has no event_type
  void signWebhook({}, { secret: 'x' });
});
