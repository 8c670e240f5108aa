import { type AcsCredential, type AcsEntrance, type AcsUser, paginate } from '@org/seam-core';
import type { AcsUserFacts, CredentialFacts } from './facts.ts';
import { eachPresent, hasId, type Reading } from './reading.ts';

/** Reads which entrances a credential opens now, or else which ones it is for. */
export const readCredential = async (
  { seam, call, limit }: Reading,
  credential: AcsCredential,
): Promise<CredentialFacts> => {
  const { acs_credential_id } = credential;
  const entrances = await limit(() =>
    seam.acs.credentials.listAccessibleEntrances({ acs_credential_id }, call),
  );
  if (entrances.length > 0) return { credential, entrances };
  const named_entrances = await limit(() =>
    Array.fromAsync(paginate(seam.acs.entrances.list, { acs_credential_id }, call)),
  );
  return { credential, entrances, named_entrances };
};

const readCredentials = async (
  reading: Reading,
  credentials: readonly AcsCredential[],
): Promise<CredentialFacts[]> => {
  const { seam, call, limit } = reading;
  return await eachPresent(
    credentials,
    (credential) => readCredential(reading, credential),
    ({ acs_credential_id }) => limit(() => seam.acs.credentials.get({ acs_credential_id }, call)),
  );
};

/** Reads an ACS user. `entrances` comes last: the rest explains it. */
export const readAcsUser = async (reading: Reading, acs_user: AcsUser): Promise<AcsUserFacts> => {
  const { seam, call, limit } = reading;
  const { acs_user_id } = acs_user;
  const [groups, credentials] = await Promise.all([
    limit(() => seam.acs.accessGroups.list({ acs_user_id }, call)),
    limit(() => Array.fromAsync(paginate(seam.acs.credentials.list, { acs_user_id }, call))),
  ]);
  const [access_groups, credentialFacts] = await Promise.all([
    eachPresent(
      groups,
      async (group) => {
        const { acs_access_group_id } = group;
        return {
          group,
          entrances: await limit(() =>
            seam.acs.accessGroups.listAccessibleEntrances({ acs_access_group_id }, call),
          ),
        };
      },
      ({ acs_access_group_id }) => limit(() => seam.acs.accessGroups.get({ acs_access_group_id }, call)),
    ),
    readCredentials(reading, credentials),
  ]);
  const entrances: AcsEntrance[] = await limit(() =>
    seam.acs.users.listAccessibleEntrances({ acs_user_id }, call),
  );
  return { acs_user, entrances, access_groups, credentials: credentialFacts };
};

/** Credentials of the user identity that no ACS user has. */
export const readOwnCredentials = async (
  reading: Reading,
  user_identity_id: string,
): Promise<CredentialFacts[]> => {
  const { seam, call, limit } = reading;
  const all = await limit(() =>
    Array.fromAsync(paginate(seam.acs.credentials.list, { user_identity_id }, call)),
  );
  const own = all.filter(({ acs_user_id }) => !hasId(acs_user_id));
  return await readCredentials(reading, own);
};
