import { apiError } from '@org/seam-core/server';
import { eventTypes } from '../../generated/event-types.ts';

const known = new Set<string>(['*', ...eventTypes]);

/** @throws SeamInvalidInputError when there is no event of one of the types */
export const checkEventTypes = (event_types: readonly string[]): void => {
  const unknown = event_types.filter((type) => !known.has(type));
  if (unknown.length > 0)
    throw apiError('invalid_event_types', {
      message: `There are no events of the type ${unknown.join(', ')}.`,
      data: { event_types: unknown },
    });
};
