import type { CallOptions, Seam } from '@org/seam-core';
import { type Change, type ChangeResult, failureOf, isAbsent } from '../changes/changes.ts';
import { hasId, isOwnOrUnlinked } from '../doors/reading.ts';

/** The person whose access changes remove. */
interface Owner {
  readonly user_identity_id: string;
  /** Whether an ACS user was the person's in an earlier read. */
  readonly isKnownAcsUser: (acs_user_id: string) => boolean;
  readonly call?: CallOptions | undefined;
}

/** Whether an ACS user is still the person's, or has no user identity. @throws SeamError */
const isOwnUser = async (
  seam: Seam,
  acs_user_id: string,
  { user_identity_id, call }: Owner,
): Promise<boolean> => isOwnOrUnlinked(await seam.acs.users.get({ acs_user_id }, call), user_identity_id);

/** Whether a credential is still the person's, or has no owner. @throws SeamError */
const isOwnCredential = async (seam: Seam, acs_credential_id: string, owner: Owner): Promise<boolean> => {
  const { acs_user_id, user_identity_id } = await seam.acs.credentials.get({ acs_credential_id }, owner.call);
  if (!hasId(acs_user_id)) return !hasId(user_identity_id) || user_identity_id === owner.user_identity_id;
  return owner.isKnownAcsUser(acs_user_id) && (await isOwnUser(seam, acs_user_id, owner));
};

/**
 * Why a change must not be sent: what it is about belongs to somebody else by now, or cannot be read. What does not exist any more
 * has nothing to lose.
 */
export const obstacleTo = async (
  seam: Seam,
  change: Change,
  owner: Owner,
): Promise<ChangeResult | undefined> => {
  const refuse = (error: string): ChangeResult => ({ outcome: 'not_sent', request_ids: [], error });
  const { params } = change;
  try {
    if ('acs_user_id' in params && params.acs_user_id !== undefined)
      return (await isOwnUser(seam, params.acs_user_id, owner))
        ? undefined
        : refuse('acs_user_of_somebody_else');
    if (change.path === '/acs/credentials/delete')
      return (await isOwnCredential(seam, change.params.acs_credential_id, owner))
        ? undefined
        : refuse('credential_of_somebody_else');
    return undefined;
  } catch (error) {
    return isAbsent(error) ? undefined : { ...failureOf(error), outcome: 'not_sent' };
  }
};
