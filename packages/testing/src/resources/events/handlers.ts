import type { events as contract, EventsListParams, Handlers, SeamEvent } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../access/session.ts';
import type { WorldContext } from '../../fake/world.ts';

type Filters = Readonly<Record<string, unknown>>;

/** The values of an event field, under its name or, as a list, under its plural. */
const valuesOf = (event: Readonly<Record<string, unknown>>, name: string): unknown[] =>
  [event[name], event[`${name}s`]].flat();

/**
 * Whether an event matches all filters. A filter has the name of an event field, or its plural when it takes several
 * values.
 */
const matchesFilters = (event: SeamEvent, filters: Filters): boolean =>
  Object.entries(filters).every(([filter, expected]) => {
    if (expected === undefined) return true;
    const name = Array.isArray(expected) ? filter.replace(/s$/, '') : filter;
    const values = valuesOf({ ...event }, name);
    return [expected].flat().some((value) => values.includes(value));
  });

const toTime = (moment: string): number => {
  const time = Date.parse(moment);
  if (Number.isNaN(time))
    throw apiError('invalid_input', { message: `"${moment}" is not a valid date and time.` });
  return time;
};

/**
 * Reads the interval of a list of events, in milliseconds since 1970. Both ends are exclusive.
 * @throws SeamInvalidInputError
 */
const readInterval = ({
  since,
  between,
}: Pick<EventsListParams, 'since' | 'between'>): readonly [after: number, before: number] => {
  if (since !== undefined) return [toTime(since), Infinity];
  const [first = '', last = ''] = between ?? [];
  return [toTime(first), toTime(last)];
};

/** Lists the events of an interval that match the filters, in the order they were written. */
const listEvents = (params: EventsListParams, context: WorldContext): SeamEvent[] => {
  const { since, between, limit = 500, unstable_offset = 0, ...filters } = params;
  const [after, before] = readInterval({ since, between });
  const isVisible = visibleToSession(context);
  const found: SeamEvent[] = [];
  for (const event of context.world.state.events) {
    if (found.length >= unstable_offset + limit) break;
    const at = Date.parse(event.occurred_at);
    if (
      event.workspace_id === context.workspace_id &&
      at > after &&
      at < before &&
      matchesFilters(event, filters) &&
      isVisible(event)
    )
      found.push(event);
  }
  return found.slice(unstable_offset);
};

export const events: Handlers<typeof contract, WorldContext> = {
  get: (filters, context) => {
    const { world, workspace_id } = context;
    const { event_id } = filters;
    if (Object.values(filters).every((value) => value === undefined))
      throw apiError('invalid_input', { message: 'Pass event_id, event_type or device_id.' });
    const among = event_id === undefined ? world.state.events : world.state.events.by('event_id', event_id);
    const isVisible = visibleToSession(context);
    for (const event of among)
      if (event.workspace_id === workspace_id && matchesFilters(event, { ...filters }) && isVisible(event))
        return event;
    throw apiError('event_not_found', { data: { ...filters } });
  },

  list: listEvents,
};
