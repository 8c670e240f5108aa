import type { AcsCredentialRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { settleMethodsOf } from '../../access-methods/issue.ts';
import { writeEvent } from '../../events/write-event.ts';
import { isGuestDoor } from '../entrances/brand-metadata.ts';
import { acsCredentialEventFields } from './record.ts';

const isGuest = ({ visionline_metadata }: AcsCredentialRow): boolean =>
  (visionline_metadata?.card_function_type ?? 'guest') === 'guest';

/** Makes a guest credential invalid. */
export const invalidateCredential = (world: World, credential: AcsCredentialRow): void => {
  if (credential.visionline_metadata?.is_valid === false) return;
  world.state.acsCredentials.patch(credential.acs_credential_id, {
    visionline_metadata: { ...credential.visionline_metadata, is_valid: false },
  });
  writeEvent(world, 'acs_credential.invalidated', acsCredentialEventFields(credential));
};

/** Invalidates the other guest credentials for the guest doors of a credential that overrides them. */
export const overrideOthers = (world: World, credential: AcsCredentialRow): void => {
  const { acsCredentials, acsEntrances, credentialEntrances } = world.state;
  const { acs_credential_id, overrides_others } = credential;
  if (overrides_others !== true) return;
  const doors = credentialEntrances
    .rightsOf(acs_credential_id)
    .filter((id) => isGuestDoor(acsEntrances.get(id) ?? {}));
  for (const id of new Set(doors.flatMap((door) => credentialEntrances.leftsOf(door)))) {
    const other = acsCredentials.get(id);
    if (other && id !== acs_credential_id && other.is_issued === true && isGuest(other))
      invalidateCredential(world, other);
  }
};

/** Whether a mobile key cannot be issued before its user identity has a phone. */
const waitsForPhone = (
  { state, assumptions }: World,
  { access_method, acs_user_id = '', user_identity_id }: AcsCredentialRow,
): boolean => {
  const owner = state.acsUsers.get(acs_user_id)?.user_identity_id ?? user_identity_id;
  return (
    assumptions.mobile_keys_need_phone &&
    access_method === 'mobile_key' &&
    owner !== undefined &&
    state.phones.countBy('user_identity_id', owner) === 0
  );
};

/**
 * Issues a credential that its access system has created. A card stays to be encoded, and a mobile key may have to wait
 * for a phone. One of an access method is issued with it.
 */
export const placeCredential = (world: World, credential: AcsCredentialRow): void => {
  const { state, clock } = world;
  const { acs_credential_id, access_method, warnings } = credential;
  if (state.methodCredentials.leftsOf(acs_credential_id).length > 0) {
    settleMethodsOf(world, acs_credential_id);
    return;
  }
  if (access_method === 'card' || credential.is_issued === true || waitsForPhone(world, credential)) return;
  state.acsCredentials.patch(acs_credential_id, {
    is_issued: true,
    issued_at: clock.timestamp(),
    warnings: warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued'),
  });
  writeEvent(world, 'acs_credential.issued', acsCredentialEventFields(credential));
  overrideOthers(world, credential);
};
