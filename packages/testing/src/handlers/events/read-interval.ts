import type { EventsListParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';

const toTime = (moment: string): number => {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw apiError('invalid_input', { message: `"${moment}" is no date and time.` });
  return time;
};

/**
 * From when and until when events are asked for, in milliseconds since 1970. Neither end belongs to it.
 * @throws SeamInvalidInputError
 */
export const readInterval = ({
  since,
  between,
}: Pick<EventsListParams, 'since' | 'between'>): readonly [after: number, before: number] => {
  if (since !== undefined) return [toTime(since), Infinity];
  const [first = '', last = ''] = between ?? [];
  return [toTime(first), toTime(last)];
};
