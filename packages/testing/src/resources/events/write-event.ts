import type { SeamEvent } from '@org/seam-core';
import type { State } from '../../fake/state.ts';
import type { World } from '../../fake/world.ts';

type EventType = SeamEvent['event_type'];

type SpecificFields<TEvent> = TEvent extends unknown
  ? Omit<
      TEvent,
      'created_at' | 'event_description' | 'event_id' | 'event_type' | 'occurred_at' | 'workspace_id'
    >
  : never;

/** The fields of an event type, without those that all events have. */
export type EventFields<TType extends EventType> = SpecificFields<Extract<SeamEvent, { event_type: TType }>>;

interface Issue {
  readonly created_at?: string | undefined;
  readonly message: string;
}

/** The errors of a resource, as its events repeat them. */
export const eventErrors = (errors: readonly (Issue & { readonly error_code: string })[] = []) =>
  errors.map(({ created_at = '', error_code, message }) => ({ created_at, error_code, message }));

/** The warnings of a resource, as its events repeat them. */
export const eventWarnings = (warnings: readonly (Issue & { readonly warning_code: string })[] = []) =>
  warnings.map(({ created_at = '', warning_code, message }) => ({ created_at, warning_code, message }));

const matchesEventType = (event_types: readonly string[], event_type: string): boolean =>
  event_types.includes('*') || event_types.includes(event_type);

const descriptions = new Map<string, string>();

/** The description of an event without one of its own: its type in words. */
const describeEvent = (event_type: string): string => {
  const known = descriptions.get(event_type);
  if (known !== undefined) return known;
  const [subject = '', ...rest] = event_type.replaceAll('_', ' ').split('.');
  const words = `${subject} ${rest.join(' ')}`.replace(/^acs/, 'ACS');
  const description = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  descriptions.set(event_type, description);
  return description;
};

/** Deletes an event. Its pending deliveries still happen. */
export const deleteEvent = (state: State, event_id: string): void => {
  const event = state.events.get(event_id);
  for (const { message_id, status } of state.deliveries.by('event_id', event_id))
    if (status === 'pending') state.deliveries.patch(message_id, { event });
  state.events.delete(event_id);
};

/** The fields that all events have, and that a writer may set. */
interface CommonFields {
  readonly workspace_id: string;
  /** Default: the type of the event in words. */
  readonly event_description?: string | undefined;
  /** Default: now. */
  readonly occurred_at?: string | undefined;
}

/** Stores an event, and a pending delivery for each webhook of the workspace that is subscribed to its type. */
export const writeEvent = <TType extends EventType>(
  { state, ids, clock, assumptions }: World,
  event_type: TType,
  fields: EventFields<TType> & CommonFields,
): SeamEvent => {
  const now = clock.timestamp();
  const event = {
    event_id: ids.next('event'),
    event_type,
    event_description: describeEvent(event_type),
    created_at: now,
    occurred_at: now,
    ...fields,
  } as unknown as SeamEvent;
  state.events.insert(event);
  for (const { event_id } of state.events) {
    if (state.events.size <= assumptions.events_kept) break;
    deleteEvent(state, event_id);
  }
  for (const { webhook_id, event_types, is_disabled } of state.webhooks.by(
    'workspace_id',
    event.workspace_id,
  ))
    if (is_disabled !== true && matchesEventType(event_types, event_type))
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
  return event;
};
