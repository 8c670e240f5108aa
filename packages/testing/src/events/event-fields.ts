import type { SeamEvent } from '@org/seam-core';

/** The name of an event that Seam writes. */
export type EventType = SeamEvent['event_type'];

type Given<TEvent> = TEvent extends unknown
  ? Omit<
      TEvent,
      'created_at' | 'event_description' | 'event_id' | 'event_type' | 'occurred_at' | 'workspace_id'
    >
  : never;

/** What an event of a type says beyond what every event does. */
export type EventFields<TType extends EventType> = Given<Extract<SeamEvent, { event_type: TType }>>;
