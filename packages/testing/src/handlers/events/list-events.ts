import type { EventsListParams, SeamEvent } from '@org/seam-core';
import { visibleToSession } from '../../visible-to-session.ts';
import type { WorldContext } from '../../world.ts';
import { matchesFilters } from './matches-filters.ts';
import { readInterval } from './read-interval.ts';

/** The events of an interval that the filters let through, in the order in which they were written. */
export const listEvents = (params: EventsListParams, context: WorldContext): SeamEvent[] => {
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
