import type { Phone } from '@org/seam-core';
import { acsUsersOf } from '../../access/reach.ts';
import type { PhoneRow } from '../../fake/rows.ts';
import type { AcsCredentialRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { settleMethod } from '../access-methods/issue.ts';
import { copyToPhones, placeCredential } from '../acs/credentials/issue.ts';
import { writeEvent } from '../events/write-event.ts';

export const deletePhone = (world: World, { device_id, workspace_id }: PhoneRow): void => {
  world.state.phones.delete(device_id);
  writeEvent(world, 'phone.deactivated', { workspace_id, device_id });
};

/** The mobile keys of a user identity: its own, and those of its ACS users. */
export const mobileKeysOf = (world: World, user_identity_id: string): AcsCredentialRow[] => {
  const { acsCredentials } = world.state;
  const ofUsers = acsUsersOf(world, user_identity_id).flatMap(({ acs_user_id }) =>
    acsCredentials.by('acs_user_id', acs_user_id),
  );
  const own = acsCredentials.by('user_identity_id', user_identity_id);
  return [...ofUsers, ...own.filter(({ acs_user_id }) => acs_user_id === undefined)].filter(
    ({ access_method }) => access_method === 'mobile_key',
  );
};

/** Issues mobile keys, and access methods, that waited for a phone, and copies of synced keys to a new phone. */
const issueWaitingKeys = (world: World, user_identity_id: string): void => {
  const { accessGrants, acsChanges, grantMethods } = world.state;
  for (const key of mobileKeysOf(world, user_identity_id)) {
    const isBeingCreated = acsChanges
      .by('acs_credential_id', key.acs_credential_id)
      .some(({ change }) => change.kind === 'create_credential');
    if (key.is_issued === false && !isBeingCreated) placeCredential(world, key);
    copyToPhones(world, key);
  }
  for (const { access_grant_id } of accessGrants.by('user_identity_id', user_identity_id))
    for (const id of grantMethods.rightsOf(access_grant_id)) settleMethod(world, id);
};

/** Adds a phone of a user identity. Mobile keys that waited for it are issued. */
export const addPhone = (
  world: World,
  workspace_id: string,
  overrides: Partial<PhoneRow> & { readonly user_identity_id: string },
): PhoneRow => {
  const { state, ids, clock } = world;
  const phone = state.phones.insert({
    device_id: ids.next('phone'),
    device_type: 'android_phone',
    display_name: 'Samsung Galaxy S10',
    created_at: clock.timestamp(),
    custom_metadata: {},
    properties: {
      assa_abloy_credential_service_metadata: {
        endpoints: [{ endpoint_id: '1', is_active: true }],
        has_active_endpoint: true,
      },
    },
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
  issueWaitingKeys(world, phone.user_identity_id);
  return phone;
};

/** A phone as the API shows it, without its owner. */
export const presentPhone = ({ user_identity_id: _, ...phone }: PhoneRow): Phone => phone;
