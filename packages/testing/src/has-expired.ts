import type { World } from './world.ts';

/** Whether the moment at which something expires has come. */
export const hasExpired = ({ clock }: World, { expires_at }: { readonly expires_at: string }): boolean =>
  Date.parse(expires_at) <= clock.now().getTime();
