import type { FakeSeam } from '../fake/fake-seam.ts';
import type { AccessGrantRow } from '../fake/rows.ts';

/** What gives access: its kind, its name and its id. */
export const named = (kind: string, name: string | null | undefined, id: string): string =>
  `${kind} ${name ? `"${name}" (${id})` : id}`;

export const grantsOf = ({ state }: FakeSeam, user_identity_id: string): AccessGrantRow[] =>
  state.accessGrants.by('user_identity_id', user_identity_id);

const nameGrant = ({ access_grant_id, name, display_name }: AccessGrantRow): string =>
  named('access grant', name ?? display_name, access_grant_id);

/** The access grants that open a door. If none does, the door is listed because access grants name it. */
export const viaGrants = (
  grants: readonly AccessGrantRow[],
  opens: (grant: AccessGrantRow) => boolean,
  names: (grant: AccessGrantRow) => boolean,
): string[] => {
  const opening = grants.filter(opens);
  return (opening.length > 0 ? opening : grants.filter(names)).map(nameGrant);
};
