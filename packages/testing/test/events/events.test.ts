import { expect, it } from 'vitest';
import { eventTypes } from '../../src/generated/event-types.ts';
import { createCheckedFake } from '../checked-fake.test-helper.ts';
import { everyEvent } from './every-event.test-helper.ts';

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
    await everyEvent[event_type].happen(fake);
    const listed = await seam.events.list({ since: '2025-01-01T00:00:00.000Z', event_type });
    expect(listed).not.toEqual([]);
    await webhooks.flush();
    expect(received).toEqual(listed);
  },
);
