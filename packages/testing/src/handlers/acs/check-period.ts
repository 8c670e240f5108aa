import { apiError } from '@org/seam-core/server';
import type { World } from '../../world.ts';

interface Period {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

/** @throws SeamInvalidInputError when a period ends in the past, or before it begins, or at no moment */
export const checkPeriod = ({ clock }: World, { starts_at, ends_at }: Period): void => {
  for (const moment of [starts_at, ends_at])
    if (moment && Number.isNaN(Date.parse(moment)))
      throw apiError('invalid_input', { message: `"${moment}" is no date and time.` });
  if (!ends_at) return;
  const end = Date.parse(ends_at);
  if (end <= clock.now().getTime())
    throw apiError('invalid_input', { message: 'The end (ends_at) must be in the future.' });
  if (starts_at && end <= Date.parse(starts_at))
    throw apiError('invalid_input', {
      message: 'The end (ends_at) must be after the beginning (starts_at).',
    });
};
