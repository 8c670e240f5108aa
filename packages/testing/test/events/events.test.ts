import { expect, it } from 'vitest';
import type { ConnectedAccountRow } from '../../src/fake/rows.ts';
import { eventFields, eventTypes } from '../../src/generated/event-types.ts';
import type { EventType } from '../../src/resources/events/emit.ts';
import { createCheckedFake } from '../checked-fake.test-helper.ts';
import { everyEvent } from './every-event.test-helper.ts';

/** The fields that events of a type repeat from their account. */
const fieldsOfAccount = (
  event_type: EventType,
  { custom_metadata, customer_key }: ConnectedAccountRow,
): object => ({
  ...(eventFields[event_type].includes('connected_account_custom_metadata') && {
    connected_account_custom_metadata: custom_metadata,
  }),
  ...(eventFields[event_type].includes('customer_key') && { customer_key }),
});

it.each(eventTypes)(
  '%s happens as SUPPORTED.md says, is listed as documented, and is delivered',
  async (event_type) => {
    await using fake = createCheckedFake({ seed: 'empty', strict: true });
    const { seam, webhooks } = fake;
    const url = 'https://example.com/hook';
    const received: unknown[] = [];
    webhooks.receive(url, async (request) => {
      received.push(await request.json());
      return new Response(null, { status: 204 });
    });
    await seam.webhooks.create({ url, event_types: [event_type] });
    const account = fake.add.connectedAccount({
      custom_metadata: { building: 'north' },
      customer_key: 'acme',
    });
    await everyEvent[event_type].happen(fake);
    const listed = await seam.events.list({ since: '2025-01-01T00:00:00.000Z', event_type });
    expect(listed).not.toEqual([]);
    await webhooks.flush();
    expect(received).toEqual(listed);
    for (const event of listed)
      if ('connected_account_id' in event && event.connected_account_id === account.connected_account_id)
        expect(event).toMatchObject(fieldsOfAccount(event_type, account));
  },
);
