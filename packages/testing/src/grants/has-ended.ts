import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Whether an access grant is over. One that has not begun yet is not. */
export const hasEnded = ({ clock }: World, { ends_at }: AccessGrantRow): boolean =>
  ends_at !== null && Date.parse(ends_at) <= clock.now().getTime();
