import type { Change } from '../changes/changes.ts';
import { type DoorAccess, type LatentAccess, doorKey, type Residual } from './door.ts';
import { explainAccess } from './explain-doors.ts';
import type { AccessFacts } from './facts.ts';

const endOf = ({ until }: Residual): number => (until === null ? Infinity : Date.parse(until));

/** The identity of a residual: each door and cause once. */
export const residualKey = ({ door, cause }: Residual): string =>
  `${door === null ? '' : doorKey(door)} ${cause}`;

/** The access that nothing removes before it ends by itself, also where it opens nothing yet. Each door and cause once. */
export const irrevocableOf = (access: readonly (DoorAccess | LatentAccess)[]): Residual[] => {
  const found = access.flatMap((each): Residual[] => {
    const { door } = each;
    const reasons = 'reasons' in each ? each.reasons : [each.reason];
    return reasons.flatMap(({ removal }) =>
      removal.possible ? [] : [{ door, cause: removal.cause, until: removal.until }],
    );
  });
  // Of several codes for a door, the one that ends last counts.
  const byEnd = found.toSorted((one, other) => endOf(one) - endOf(other));
  return [...new Map(byEnd.map((residual) => [residualKey(residual), residual])).values()];
};

/** The same from what was read. */
export const irrevocableAccess = (facts: AccessFacts): Residual[] => {
  const { doors, latent } = explainAccess(facts);
  return irrevocableOf([...doors, ...latent]);
};

/**
 * Changes that remove what neither the ACS users nor the access grants include: credentials of the user identity itself, and
 * backup access codes.
 */
export const otherRemovals = ({
  own_credentials = [],
  access_grants,
  left_codes = [],
}: AccessFacts): Change[] => [
  ...own_credentials.map(({ credential: { acs_credential_id } }): Change => ({
    path: '/acs/credentials/delete',
    params: { acs_credential_id },
  })),
  ...[
    ...access_grants.flatMap(({ backup_codes }) => backup_codes),
    ...left_codes.map(({ code }) => code).filter((code) => code.is_managed && !code.is_offline_access_code),
  ].map(({ access_code_id }): Change => ({ path: '/access_codes/delete', params: { access_code_id } })),
];
