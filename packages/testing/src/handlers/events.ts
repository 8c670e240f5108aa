import type { events as contract, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { visibleToSession } from '../visible-to-session.ts';
import type { WorldContext } from '../world.ts';
import { listEvents } from './events/list-events.ts';
import { matchesFilters } from './events/matches-filters.ts';

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
