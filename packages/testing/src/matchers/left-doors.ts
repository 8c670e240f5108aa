import type { FakeSeam } from '../fake/fake-seam.ts';
import { isCurrent } from '../fake/moment.ts';
import type { LeftAccessRow } from '../resources/connected-accounts/left-access-row.ts';
import type { AccessSubject } from './access-subject.ts';
import type { OpenDoor } from './open-devices.ts';

const belongsTo = (row: LeftAccessRow, subject: AccessSubject): boolean => {
  if (subject.access_code_id !== undefined) return row.access_code_ids.includes(subject.access_code_id);
  return subject.user_identity_id === undefined
    ? row.acs_user_id === subject.acs_user_id
    : row.user_identity_id === subject.user_identity_id;
};

const reasonOf = ({ acs_user_id, access_code_ids: [code] }: LeftAccessRow): string =>
  `${acs_user_id === undefined ? `access code ${code}` : `ACS user ${acs_user_id}`}, still at the provider after its account was deleted`;

/** The doors that open although the account that they belonged to was deleted. */
export const leftDoors = (fake: FakeSeam, subject: AccessSubject): OpenDoor[] => {
  const rows = fake.state.leftAccess.list((row) => belongsTo(row, subject) && isCurrent(fake, row));
  const doors = new Map(rows.map(({ door }) => [door.id, door]));
  return [...doors.values()].map(({ id, name, kind }) => ({
    id,
    name,
    kind,
    reasons: [...new Set(rows.filter(({ door }) => door.id === id).map((row) => reasonOf(row)))],
  }));
};
