import type { AccessCodeRow } from '../../rows.ts';
import type { World } from '../../world.ts';
import { changeAccessCode } from './change-access-code.ts';
import { readTimeFrame } from './read-time-frame.ts';

interface Given {
  readonly starts_at?: string | undefined;
  readonly ends_at?: string | undefined;
  readonly type?: 'ongoing' | 'time_bound' | undefined;
}

/** The time frame that an access code shall have; `undefined` when nothing was said about it. */
export const newTimeFrame = (world: World, row: AccessCodeRow, given: Given) => {
  if (given.type === 'ongoing') return { starts_at: null, ends_at: null };
  if (given.starts_at === undefined && given.ends_at === undefined) return undefined;
  return readTimeFrame(world, {
    starts_at: given.starts_at ?? row.starts_at,
    ends_at: given.ends_at ?? row.ends_at,
  });
};

/** Moves the beginning and the end of an access code. */
export const changeTimeFrame = (
  world: World,
  { access_code_id, starts_at = null, ends_at = null }: AccessCodeRow,
  to: ReturnType<typeof newTimeFrame>,
): void => {
  if (to)
    changeAccessCode(world, access_code_id, {
      mutation_code: 'updating_time_frame',
      from: { starts_at, ends_at },
      to,
    });
};
