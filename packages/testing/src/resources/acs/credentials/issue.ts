import type { AcsCredentialRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { settleMethodsOf } from '../../access-methods/issue.ts';
import { writeEvent } from '../../events/write-event.ts';
import { isGuestDoor } from '../entrances/brand-metadata.ts';
import { acsCredentialEventFields, addAcsCredential } from './record.ts';

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
    const isOwn = id === acs_credential_id || other?.parent_acs_credential_id === acs_credential_id;
    if (other && !isOwn && other.is_issued === true && isGuest(other)) invalidateCredential(world, other);
  }
};

/** The user identity that a credential belongs to. */
const ownerOf = ({ state }: World, { acs_user_id = '', user_identity_id }: AcsCredentialRow) =>
  state.acsUsers.get(acs_user_id)?.user_identity_id ?? user_identity_id;

/** Issues copies of a synced mobile key to the phones of its user identity that have none. */
export const copyToPhones = (world: World, key: AcsCredentialRow): void => {
  const { acsCredentials, credentialEntrances, phones } = world.state;
  const { acs_credential_id, acs_system_id, acs_user_id, access_method, workspace_id } = key;
  const owner = ownerOf(world, key);
  if (key.is_multi_phone_sync_credential !== true || key.is_issued !== true || owner === undefined) return;
  const copies = acsCredentials.by('parent_acs_credential_id', acs_credential_id);
  for (const { device_id } of phones.by('user_identity_id', owner)) {
    if (copies.some(({ phone_id }) => phone_id === device_id)) continue;
    const copy = addAcsCredential(world, workspace_id, {
      access_method,
      acs_system_id,
      display_name: key.display_name,
      parent_acs_credential_id: acs_credential_id,
      phone_id: device_id,
      ...(acs_user_id === undefined ? { user_identity_id: owner } : { acs_user_id }),
      ...(key.starts_at === undefined ? {} : { starts_at: key.starts_at }),
      ...(key.ends_at === undefined ? {} : { ends_at: key.ends_at }),
    });
    for (const id of credentialEntrances.rightsOf(acs_credential_id))
      credentialEntrances.add(copy.acs_credential_id, id);
    writeEvent(world, 'acs_credential.issued', acsCredentialEventFields(copy));
  }
};

/** Whether a mobile key cannot be issued before its user identity has a phone. */
const waitsForPhone = (world: World, credential: AcsCredentialRow): boolean => {
  const owner = ownerOf(world, credential);
  return (
    world.assumptions.mobile_keys_need_phone &&
    credential.access_method === 'mobile_key' &&
    owner !== undefined &&
    world.state.phones.countBy('user_identity_id', owner) === 0
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
  const issued = state.acsCredentials.patch(acs_credential_id, {
    is_issued: true,
    issued_at: clock.timestamp(),
    warnings: warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued'),
  });
  writeEvent(world, 'acs_credential.issued', acsCredentialEventFields(credential));
  overrideOthers(world, credential);
  if (issued) copyToPhones(world, issued);
};
