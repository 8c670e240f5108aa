import type { World } from './world.ts';

/** Whether the moment at which something expires has come. */
export const hasExpired = ({ clock }: World, { expires_at }: { readonly expires_at: string }): boolean =>
  Date.parse(expires_at) <= clock.now().getTime();

interface Period {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

/** Whether the present moment is within a period. One that lacks a beginning or an end has none; at its end it is over. */
export const isCurrent = ({ clock }: Pick<World, 'clock'>, { starts_at, ends_at }: Period = {}): boolean => {
  const now = clock.now().getTime();
  return (!starts_at || Date.parse(starts_at) <= now) && (!ends_at || now < Date.parse(ends_at));
};
