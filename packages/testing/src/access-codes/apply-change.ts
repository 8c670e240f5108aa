import { writeEvent } from '../events/write-event.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutAccessCode } from './about-access-code.ts';
import { isOnDevice } from './is-on-device.ts';
import type { MutationRequest } from './mutation.ts';
import { placeAccessCode } from './place-access-code.ts';

type Values = Readonly<Record<string, string | null>>;

/** A change to the code, the name or the time of an access code. */
export type AccessCodeChange = Extract<MutationRequest, { from: object }>;

const changedOnDevice = {
  updating_code: 'access_code.code_changed',
  updating_name: 'access_code.name_changed',
  updating_time_frame: 'access_code.time_frame_changed',
} as const;

const typeOf = ({ starts_at, ends_at }: AccessCodeRow): AccessCodeRow['type'] =>
  starts_at || ends_at ? 'time_bound' : 'ongoing';

/** Changes an access code, tells of it, and lets a new time take effect. */
export const applyChange = (world: World, row: AccessCodeRow, change: AccessCodeChange): void => {
  const { access_code_id } = row;
  const { mutation_code, from, to } = change;
  const changed = { ...row, ...to };
  world.state.accessCodes.patch(access_code_id, { ...to, type: typeOf(changed) });
  const about = aboutAccessCode(world, row);
  if (isOnDevice(row)) {
    const event = { ...about, description: 'The access code was changed on the device.', from, to };
    writeEvent(world, changedOnDevice[mutation_code], event as never);
  }
  const [before, after] = [from, to] as [Values, Values];
  writeEvent(world, 'access_code.changed', {
    ...about,
    changed_properties: Object.keys(after)
      .filter((property) => before[property] !== after[property])
      .map((property) => ({
        property,
        from: before[property] ?? null,
        to: after[property] ?? null,
      })),
  });
  if (mutation_code === 'updating_time_frame') placeAccessCode(world, { access_code_id });
};
