import type { SeamEvent } from '@org/seam-core';
import type { World } from '../fake/world.ts';

/** The name of an event that Seam writes. */
type EventType = SeamEvent['event_type'];

type Given<TEvent> = TEvent extends unknown
  ? Omit<
      TEvent,
      'created_at' | 'event_description' | 'event_id' | 'event_type' | 'occurred_at' | 'workspace_id'
    >
  : never;

/** What an event of a type says beyond what every event does. */
export type EventFields<TType extends EventType> = Given<Extract<SeamEvent, { event_type: TType }>>;

interface Issue {
  readonly created_at?: string | undefined;
  readonly message: string;
}

/** Errors of a resource as an event about it repeats them. */
export const notedErrors = (errors: readonly (Issue & { readonly error_code: string })[] = []) =>
  errors.map(({ created_at = '', error_code, message }) => ({ created_at, error_code, message }));

/** The same of its warnings. */
export const notedWarnings = (warnings: readonly (Issue & { readonly warning_code: string })[] = []) =>
  warnings.map(({ created_at = '', warning_code, message }) => ({ created_at, warning_code, message }));

const isWanted = (event_types: readonly string[], event_type: string): boolean =>
  event_types.includes('*') || event_types.includes(event_type);

/** Writes an event down, and a delivery of it for each webhook of the workspace that asked for its type. */
export const writeEvent = <TType extends EventType>(
  { state, ids, clock, assumptions }: World,
  event_type: TType,
  fields: EventFields<TType> & { readonly workspace_id: string },
): void => {
  const now = clock.timestamp();
  const event = {
    event_id: ids.next('event'),
    event_type,
    created_at: now,
    occurred_at: now,
    ...fields,
  } as unknown as SeamEvent;
  state.events.insert(event);
  for (const { event_id } of state.events) {
    if (state.events.size <= assumptions.events_kept) break;
    state.events.delete(event_id);
  }
  for (const { webhook_id, event_types } of state.webhooks.by('workspace_id', event.workspace_id))
    if (isWanted(event_types, event_type))
      state.deliveries.insert({
        message_id: `msg_${ids.next('message')}`,
        webhook_id,
        event_id: event.event_id,
        event_type,
        attempts: [],
        status: 'pending',
        next_attempt_at: now,
        workspace_id: event.workspace_id,
      });
};
