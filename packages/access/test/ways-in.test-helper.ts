import type { FakeSeam } from '@org/seam-testing';

/** A way in which somebody can open a door, now or later. */
export interface Way {
  readonly door: string;
  /** What makes it different from others. */
  readonly id: string;
  /** The ACS user that has it, when that one is suspended: Seam does not list it then. */
  readonly isHidden: boolean;
  /** Whether it opens nothing yet: it begins later, or is not issued. */
  readonly isLatent: boolean;
}

/**
 * Every way in which a person can open a door, now or later, read from the stored state. It knows nothing of how the workflows
 * find doors. Offline codes are left out: they are listed with what is irrevocable.
 *
 * @param acsUsers ACS users that belonged to the person at some time
 */
export const waysIn = ({ state, clock }: FakeSeam, person: string, acsUsers: ReadonlySet<string>): Way[] => {
  const now = clock.now().getTime();
  const isOver = (ends_at: string | null | undefined) =>
    typeof ends_at === 'string' && Date.parse(ends_at) <= now;
  const ways: Way[] = [];
  const isLater = (starts_at: string | null | undefined) =>
    typeof starts_at === 'string' && Date.parse(starts_at) > now;
  const add = (door: string, id: string, { isHidden = false, isLatent = false } = {}) =>
    ways.push({ door, id, isHidden, isLatent });
  const addCredential = (acs_credential_id: string, isHidden = false) => {
    const credential = state.acsCredentials.get(acs_credential_id);
    if (!credential || isOver(credential.ends_at)) return;
    const isLatent = isLater(credential.starts_at) || credential.is_issued === false;
    for (const entrance of state.credentialEntrances.rightsOf(acs_credential_id))
      add(`entrance:${entrance}`, `credential ${acs_credential_id}`, { isHidden, isLatent });
  };

  for (const device of state.deviceAccess.rightsOf(person)) add(`device:${device}`, 'direct');

  for (const grant of state.accessGrants.by('user_identity_id', person)) {
    const { access_grant_id, ends_at, warnings } = grant;
    if (isOver(ends_at)) continue;
    if (!warnings.some(({ warning_code }) => warning_code === 'being_deleted'))
      add(`grant:${access_grant_id}`, 'grant', { isLatent: true });
    for (const method of state.grantMethods.rightsOf(access_grant_id)) {
      for (const code of state.accessCodes.by('access_method_id', method))
        if (!code.is_offline_access_code && !isOver(code.ends_at))
          add(`device:${code.device_id}`, `code ${code.access_code_id}`, {
            isLatent: isLater(code.starts_at) || code.status === 'unset' || code.status === 'setting',
          });
      for (const credential of state.methodCredentials.rightsOf(method)) addCredential(credential);
    }
  }

  const ownCredentials = state.acsCredentials
    .by('user_identity_id', person)
    .filter(({ acs_user_id }) => acs_user_id === undefined);
  for (const { acs_credential_id } of ownCredentials) addCredential(acs_credential_id);

  for (const acs_user_id of acsUsers) {
    const user = state.acsUsers.get(acs_user_id);
    if (!user || ![undefined, person].includes(user.user_identity_id)) continue;
    const isHidden = user.is_suspended === true;
    for (const entrance of state.entranceAccess.rightsOf(acs_user_id))
      add(`entrance:${entrance}`, `user ${acs_user_id}`, { isHidden });
    for (const group of state.groupMembers.rightsOf(acs_user_id))
      for (const entrance of state.groupEntrances.rightsOf(group))
        add(`entrance:${entrance}`, `group ${group} of ${acs_user_id}`, { isHidden });
    for (const { acs_credential_id } of state.acsCredentials.by('acs_user_id', acs_user_id))
      addCredential(acs_credential_id, isHidden);
  }
  return ways;
};

/** Whether a lock failed to remove a code of one of the person's access grants, and the code is still there. */
export const hasFailedRemoval = ({ state }: FakeSeam, person: string): boolean =>
  state.accessGrants
    .by('user_identity_id', person)
    .flatMap(({ access_grant_id }) => [...state.grantMethods.rightsOf(access_grant_id)])
    .flatMap((method) => state.accessCodes.by('access_method_id', method))
    .some(({ errors }) => errors.some(({ error_code }) => error_code === 'failed_to_remove_from_device'));

export const wayKey = ({ door, id }: Way): string => `${door} by ${id}`;
