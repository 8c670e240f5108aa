import { isSeamError } from '@org/seam-core';
import { attemptTimeout } from '../revoke/unknown-grants.ts';
import { type Grantee, type SentGrant, sendGrant } from './send-grant.ts';

/** What the grants of the entrances of one person share. */
export interface EntranceGrants extends Grantee {
  /** The ACS users of the person, by access system. */
  readonly acsUsers: Map<string, string>;
}

const pause = 500;
/** How often a grant to an ACS user is sent when its outcome is unknown: it is idempotent. */
const mostTimes = 3;

const readAcsUsers = async ({ seam, user_identity_id, signal, acsUsers }: EntranceGrants): Promise<void> => {
  const users = await seam.userIdentities.listAcsUsers({ user_identity_id }, { signal });
  for (const { acs_system_id, acs_user_id } of users)
    if (!acsUsers.has(acs_system_id)) acsUsers.set(acs_system_id, acs_user_id);
};

/** Waits until the person has an ACS user in an access system, or until a request cannot arrive any more. */
const findNewUser = async (grants: EntranceGrants, acs_system_id: string): Promise<string | undefined> => {
  const { clock, signal, acsUsers } = grants;
  const ends = clock.now().getTime() + attemptTimeout;
  for (;;) {
    await readAcsUsers(grants).catch((error: unknown) => {
      if (!isSeamError(error) || signal.aborted) throw error;
    });
    const found = acsUsers.get(acs_system_id);
    if (found !== undefined || clock.now().getTime() >= ends) return found;
    await clock.wait(pause, signal);
  }
};

/**
 * Grants an ACS user an entrance. Repeating it changes nothing more, so an unknown outcome is sent again. It stays unknown
 * when the repetition fails.
 */
const grantToUser = async (
  grants: EntranceGrants,
  params: { readonly acs_entrance_id: string; readonly acs_user_id: string },
  before: readonly string[] = [],
): Promise<SentGrant> => {
  const { seam, signal, clock } = grants;
  const request_ids = [...before];
  for (let time = 1; ; time += 1) {
    const sent = await sendGrant(grants, seam.acs.entrances.grantAccess, params);
    request_ids.push(...sent.request_ids);
    if (sent.outcome === 'unknown' && time < mostTimes && !signal.aborted) {
      await clock.wait(pause * time, signal);
      continue;
    }
    const isUnknown = time > 1 && sent.outcome !== 'done';
    return { ...sent, ...(isUnknown ? { outcome: 'unknown' } : {}), request_ids };
  }
};

/**
 * Grants an entrance. Without an ACS user in its access system, Seam creates one, and two of these requests could create
 * two. So after an unknown outcome it waits until the ACS user appears, and grants it the entrance. If none has appeared
 * when the request cannot arrive any more, it is sent once more.
 */
export const grantEntrance = async (
  grants: EntranceGrants,
  { acs_entrance_id, acs_system_id }: { readonly acs_entrance_id: string; readonly acs_system_id: string },
): Promise<SentGrant> => {
  const { seam, user_identity_id, signal, acsUsers } = grants;
  const known = acsUsers.get(acs_system_id);
  if (known !== undefined) return await grantToUser(grants, { acs_entrance_id, acs_user_id: known });
  const request_ids: string[] = [];
  for (let time = 1; ; time += 1) {
    const sent = await sendGrant(grants, seam.acs.entrances.grantAccess, {
      acs_entrance_id,
      user_identity_id,
    });
    request_ids.push(...sent.request_ids);
    if (sent.outcome !== 'unknown') {
      if (sent.outcome === 'done') await readAcsUsers(grants).catch(() => {});
      return { ...sent, request_ids };
    }
    if (signal.aborted) return { ...sent, request_ids };
    const acs_user_id = await findNewUser(grants, acs_system_id);
    if (acs_user_id !== undefined)
      return await grantToUser(grants, { acs_entrance_id, acs_user_id }, request_ids);
    if (time === 2) return { ...sent, request_ids };
  }
};
