import type { AccessFacts, Opener, Reason } from '@org/seam-access';
import type { Seam, UserIdentity } from '@org/seam-core';
import { isSeamError } from '@org/seam-core';
import type { OpenerView, ReasonView } from '../../access.ts';

/** Names of access grants, access groups, credentials, ACS users and access systems, by id. */
export type Names = ReadonlyMap<string, string>;

const nameOfPerson = ({ display_name, full_name, email_address }: UserIdentity): string =>
  display_name || full_name || email_address || 'Person without a name';

type Credential = AccessFacts['acs_users'][number]['credentials'][number]['credential'];

/** "Mobile key", "Card", or the credential's own name. */
const nameOfCredential = ({ display_name, access_method }: Credential): string =>
  display_name || access_method;

/** The names that were read with a person's access. */
export const namesIn = ({ acs_users, access_grants }: AccessFacts, systems: Names): Names =>
  new Map([
    ...access_grants.map(({ grant }) => [grant.access_grant_id, grant.display_name] as const),
    ...acs_users.flatMap(({ acs_user, access_groups, credentials }) => [
      [acs_user.acs_user_id, systems.get(acs_user.acs_system_id) ?? ''] as const,
      ...access_groups.map(({ group }) => [group.acs_access_group_id, group.display_name] as const),
      ...credentials.map(
        ({ credential }) => [credential.acs_credential_id, nameOfCredential(credential)] as const,
      ),
    ]),
  ]);

const idsIn = (reason: Reason, name: string): string[] => {
  const id = (reason as unknown as Record<string, unknown>)[name];
  return typeof id === 'string' ? [id] : [];
};

const reasonIds = ['access_grant_id', 'acs_access_group_id', 'acs_credential_id', 'access_code_id'] as const;

const presentRemoval = (removal: Reason['removal']): ReasonView['removal'] =>
  removal.possible
    ? {
        isPossible: true,
        path: removal.change.path,
        isRequested: removal.requested === true,
        waitsFor: removal.waits_for,
      }
    : { isPossible: false, cause: removal.cause, until: removal.until };

/** Why a door opens, with names. Tokens, codes and other facts that were read stay on the server. */
export const presentReason = (reason: Reason, names: Names): ReasonView => {
  const [acs_user_id] = idsIn(reason, 'acs_user_id');
  const name = reasonIds.flatMap((id) => idsIn(reason, id)).map((id) => names.get(id))[0];
  return {
    via: reason.via,
    name: name || undefined,
    system: acs_user_id === undefined ? undefined : names.get(acs_user_id) || undefined,
    acs_user_id,
    isCertain: reason.via !== 'direct' || reason.certain,
    latent: reason.latent,
    removal: presentRemoval(reason.removal),
  };
};

const found = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (isSeamError(error, 'SeamNotFoundError')) return undefined;
    throw error;
  }
};

const readCodeName = async (seam: Seam, access_code_id: string): Promise<string | undefined> => {
  const code =
    (await found(seam.accessCodes.get({ access_code_id }))) ??
    (await found(seam.accessCodes.unmanaged.get({ access_code_id })));
  return code?.name ?? undefined;
};

const readers: Record<(typeof reasonIds)[number], (seam: Seam, id: string) => Promise<string | undefined>> = {
  access_grant_id: async (seam, access_grant_id) =>
    (await found(seam.accessGrants.get({ access_grant_id })))?.display_name,
  acs_access_group_id: async (seam, acs_access_group_id) =>
    (await found(seam.acs.accessGroups.get({ acs_access_group_id })))?.display_name,
  acs_credential_id: async (seam, acs_credential_id) => {
    const credential = await found(seam.acs.credentials.get({ acs_credential_id }));
    return credential && nameOfCredential(credential);
  },
  access_code_id: (seam, access_code_id) => readCodeName(seam, access_code_id),
};

/** Reads the names that the reasons of a door refer to, each once. */
const readNames = async (seam: Seam, openers: readonly Opener[]): Promise<Names> => {
  const names = new Map<string, string>();
  for (const reason of openers.flatMap(({ reasons }) => reasons))
    for (const kind of reasonIds)
      for (const id of idsIn(reason, kind))
        if (!names.has(id)) names.set(id, (await readers[kind](seam, id)) ?? '');
  return names;
};

/** Reads the name of an ACS user or an access code without a user identity. */
const nameWithoutIdentity = async (
  seam: Seam,
  { acs_user_id, access_code_id }: Opener,
): Promise<string | undefined> => {
  if (acs_user_id !== undefined) return (await found(seam.acs.users.get({ acs_user_id })))?.display_name;
  return access_code_id === undefined ? undefined : await readCodeName(seam, access_code_id);
};

/** Who can open a door, with names. */
export const presentOpeners = async (seam: Seam, openers: readonly Opener[]): Promise<OpenerView[]> => {
  const names = await readNames(seam, openers);
  return await Promise.all(
    openers.map(async (opener): Promise<OpenerView> => {
      const { user_identity, reasons } = opener;
      return {
        ...(user_identity
          ? {
              person: {
                user_identity_id: user_identity.user_identity_id,
                name: nameOfPerson(user_identity),
              },
            }
          : { name: await nameWithoutIdentity(seam, opener) }),
        reasons: reasons.map((reason) => presentReason(reason, names)),
      };
    }),
  );
};
