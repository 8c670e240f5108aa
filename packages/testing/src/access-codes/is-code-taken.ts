import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';

interface Wanted {
  readonly device_id: string;
  readonly code: string;
  /** The access code that may have the digits, since it is the one in question. */
  readonly access_code_id?: string | undefined;
}

const isOver = ({ clock }: World, { status, ends_at }: AccessCodeRow): boolean =>
  status === 'unset' && Boolean(ends_at) && Date.parse(ends_at ?? '') <= clock.now().getTime();

/** Whether another access code of a device, managed or not, has these digits. One whose time is over does not count. */
export const isCodeTaken = (world: World, { device_id, code, access_code_id }: Wanted): boolean =>
  world.state.accessCodes
    .by('device_id', device_id)
    .some((row) => row.code === code && row.access_code_id !== access_code_id && !isOver(world, row));
