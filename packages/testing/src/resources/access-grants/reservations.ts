import { apiError } from '@org/seam-server';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { entranceIdsOfGrant } from './rules.ts';

/** A new access grant, as far as reservations are concerned. */
interface Stay {
  readonly reservation_key?: string | undefined;
  readonly acs_entrance_ids: readonly string[];
  readonly space_ids: readonly string[];
  readonly starts_at: string;
  readonly ends_at: string | null;
}

/** The entrances that support reservations, out of some. */
const capableOf = ({ state }: World, ids: readonly string[]): string[] =>
  ids.filter((id) => state.acsEntrances.get(id)?.can_belong_to_reservation === true);

/** The other access grants of a reservation. */
const grantsOfReservation = (
  { world, workspace_id }: WorldContext,
  reservation_key: string,
): AccessGrantRow[] =>
  world.state.accessGrants
    .by('reservation_key', reservation_key)
    .filter((grant) => grant.workspace_id === workspace_id && grant.is_managed && !isBeingDeleted(grant));

const overlaps = (one: Pick<Stay, 'starts_at' | 'ends_at'>, other: Pick<Stay, 'starts_at' | 'ends_at'>) => {
  const endOf = ({ ends_at }: typeof one) => (ends_at === null ? Infinity : Date.parse(ends_at));
  return Date.parse(one.starts_at) < endOf(other) && Date.parse(other.starts_at) < endOf(one);
};

const refuse = (type: 'invalid_input' | 'conflict', message: string, reservation_key?: string): never => {
  throw apiError(type, { message, data: { reservation_key } });
};

/** Checks that a new access grant fits its reservation's doors and times. */
const checkFits = (stay: Stay, doors: readonly string[], context: WorldContext): void => {
  const { world } = context;
  const { reservation_key = '' } = stay;
  const others = grantsOfReservation(context, reservation_key)
    .map((grant) => ({ grant, doors: capableOf(world, entranceIdsOfGrant(world, grant)) }))
    .filter((other) => other.doors.length > 0);
  const [first] = others;
  if (!first) return;
  const isOfReservation = (id: string) => first.doors.includes(id);
  if (!doors.some(isOfReservation))
    refuse(
      'conflict',
      'The reservation has other entrances. Delete its access grants before you change them.',
      reservation_key,
    );
  if (!doors.every(isOfReservation))
    refuse(
      'conflict',
      'The entrances must be those of the first access grant of the reservation, or some of them.',
      reservation_key,
    );
  if (!others.every(({ grant }) => overlaps(grant, stay)))
    refuse('conflict', 'The times of all access grants of a reservation must overlap.', reservation_key);
};

/**
 * Checks the rules for `reservation_key`: an entrance must support reservations, and all access grants of a reservation
 * have doors of its first one and overlapping times. Devices, and entrances without that ability, do not count.
 * @throws SeamApiError 400 when no entrance supports reservations, or 409 when the reservation has other doors or times
 */
export const checkReservation = (stay: Stay, context: WorldContext): void => {
  const { world } = context;
  const { spaceEntrances } = world.state;
  const entrances = [
    ...stay.acs_entrance_ids,
    ...stay.space_ids.flatMap((id) => spaceEntrances.rightsOf(id)),
  ];
  const doors = capableOf(world, entrances);
  if (stay.reservation_key === undefined) {
    if (doors.length > 0 && world.assumptions.reservation_key_required)
      refuse('invalid_input', 'Pass a reservation_key: an entrance supports reservations.');
    return;
  }
  if (entrances.length > 0 && doors.length === 0)
    refuse('invalid_input', 'No entrance supports reservations. Omit reservation_key.', stay.reservation_key);
  if (doors.length > 0) checkFits(stay, doors, context);
};
