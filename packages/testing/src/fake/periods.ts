import type { World } from './world.ts';

/** Whether something has expired. */
export const hasExpired = ({ clock }: World, { expires_at }: { readonly expires_at: string }): boolean =>
  Date.parse(expires_at) <= clock.now().getTime();

interface Period {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

/** Whether the current time is within a period. A period may be open on either side; its end is exclusive. */
export const isCurrent = ({ clock }: Pick<World, 'clock'>, { starts_at, ends_at }: Period = {}): boolean => {
  const now = clock.now().getTime();
  return (!starts_at || Date.parse(starts_at) <= now) && (!ends_at || now < Date.parse(ends_at));
};
