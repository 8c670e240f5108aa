import type { FakeSeam } from '@org/seam-testing';
import type { Building, Resident } from './building.ts';

/** What the fake's state says about a person at the end. */
export interface FinalState {
  readonly user_identity_id: string;
  readonly exists: boolean;
  /** Every way in which the person can open a door, now or later. */
  readonly ways: readonly string[];
  /** The devices whose offline codes still open. */
  readonly offlineDevices: readonly string[];
  readonly linkedAcsUsers: readonly string[];
  readonly suspendedAcsUsers: readonly string[];
}

const offlineDevicesOf = ({ state }: FakeSeam, grantIds: readonly string[]): string[] =>
  grantIds
    .flatMap((id) => state.grantMethods.rightsOf(id))
    .flatMap((id) => state.accessCodes.by('access_method_id', id))
    .filter(({ is_offline_access_code }) => is_offline_access_code)
    .map(({ device_id }) => device_id);

/** Reads the stored state only, and shares no code with the workflows that find doors. */
const finalStateOf = (fake: FakeSeam, { user_identity_id, acs_user_ids }: Resident): FinalState => {
  const { state } = fake;
  const users = acs_user_ids.flatMap((id) => state.acsUsers.get(id) ?? []);
  const grants = state.accessGrants.by('user_identity_id', user_identity_id);
  const isDeleted = (warnings: readonly { readonly warning_code: string }[]) =>
    warnings.some(({ warning_code }) => warning_code === 'being_deleted');
  const offlineDevices = offlineDevicesOf(
    fake,
    grants.map(({ access_grant_id }) => access_grant_id),
  );
  const ways = [
    ...state.deviceAccess.rightsOf(user_identity_id).map((id) => `device ${id}`),
    ...offlineDevices.map((id) => `offline code of ${id}`),
    ...grants
      .filter(({ warnings }) => !isDeleted(warnings))
      .map(({ access_grant_id }) => `grant ${access_grant_id}`),
    ...acs_user_ids.flatMap((id) => [
      ...state.entranceAccess.rightsOf(id).map((entrance) => `entrance ${entrance}`),
      ...state.groupMembers.rightsOf(id).map((group) => `group ${group}`),
      ...state.acsCredentials
        .by('acs_user_id', id)
        .flatMap(({ acs_credential_id }) => state.credentialEntrances.rightsOf(acs_credential_id))
        .map((entrance) => `credential for ${entrance}`),
    ]),
  ];
  return {
    user_identity_id,
    exists: state.userIdentities.get(user_identity_id) !== undefined,
    ways: ways.toSorted(),
    offlineDevices,
    linkedAcsUsers: users
      .filter((user) => user.user_identity_id !== undefined)
      .map(({ acs_user_id }) => acs_user_id)
      .toSorted(),
    suspendedAcsUsers: users
      .filter(({ is_suspended }) => is_suspended)
      .map(({ acs_user_id }) => acs_user_id)
      .toSorted(),
  };
};

/** The final states of everyone, first of those who leave. */
export const finalStates = ({ fake, leaving, staying }: Building): FinalState[] =>
  [...leaving, ...staying].map((resident) => finalStateOf(fake, resident));
