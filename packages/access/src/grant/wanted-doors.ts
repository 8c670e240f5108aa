import { describeValue, isObject, suggest } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { canonicalId } from '../canonical-id.ts';
import { type Door, doorKey } from '../doors/door.ts';

/** The doors that a person should be able to open. */
export interface WantedDoors {
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
}

/** A wanted door. Its name is not known. */
export type WantedDoor = Pick<Door, 'kind' | 'id'>;

const listNames = ['device_ids', 'acs_entrance_ids'] as const;

const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string' && id.trim() !== '');

/** The wanted doors, each once. @throws AccessError `invalid_option` */
export const wantedDoors = (wanted: WantedDoors): WantedDoor[] => {
  const refuse = (problem: string): never => {
    throw new AccessError('invalid_option', `grantAccess: ${problem}`);
  };
  if (!isObject(wanted))
    refuse(`the wanted doors must be { device_ids, acs_entrance_ids }; got ${describeValue(wanted)}.`);
  for (const [name, value] of Object.entries(wanted)) {
    if (!listNames.some((known) => known === name))
      refuse(`unknown list of doors "${name}".${suggest(name, listNames)}`);
    if (value !== undefined && !isIds(value))
      refuse(`${name} must be a list of ids that are not empty; got ${describeValue(value)}.`);
  }
  const { device_ids = [], acs_entrance_ids = [] } = wanted;
  const doors = [
    ...device_ids.map((id): WantedDoor => ({ kind: 'device', id: canonicalId(id) })),
    ...acs_entrance_ids.map((id): WantedDoor => ({ kind: 'entrance', id: canonicalId(id) })),
  ];
  return [...new Map(doors.map((door) => [doorKey(door), door])).values()];
};
