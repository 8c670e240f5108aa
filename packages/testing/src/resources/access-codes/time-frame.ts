import { apiError } from '@org/seam-server';
import type { World } from '../../fake/world.ts';
import { checkPeriod } from '../acs/credentials/create.ts';

interface TimeFrame {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

const toMoment = (name: string, given: string | null | undefined): string | null => {
  if (!given) return null;
  const moment = new Date(given);
  if (Number.isNaN(moment.getTime()))
    throw apiError('invalid_input', { message: `Invalid datetime for "${name}"` });
  return moment.toISOString();
};

/**
 * The time frame of an access code as it is kept. Without a beginning it begins now, without an end it has none.
 * @throws SeamInvalidInputError when it is none, or over
 */
export const readTimeFrame = (
  world: World,
  given: TimeFrame,
): { starts_at: string | null; ends_at: string | null } => {
  const ends_at = toMoment('ends_at', given.ends_at);
  const starts_at = toMoment('starts_at', given.starts_at);
  checkPeriod(world, { starts_at, ends_at });
  return { starts_at: starts_at ?? (ends_at === null ? null : world.clock.timestamp()), ends_at };
};
