import { apiError } from '@org/seam-server';
import type { AccessCodeRow, AccessGrantRow, AccessMethodRow, DeviceRow } from '../../fake/rows.ts';
import type { AcsCredentialRow, AcsEntranceRow } from '../../fake/acs-rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-codes/record.ts';

/** The display name of each mode. */
export const modeNames = {
  code: 'Code',
  card: 'Card',
  mobile_key: 'Mobile key',
  cloud_key: 'Cloud key',
} as const;

/** The fields that all events of an access method have. */
export const accessMethodEventFields = (
  world: World,
  { access_method_id, workspace_id }: AccessMethodRow,
) => {
  const grants = grantsOfMethod(world, access_method_id);
  const access_grant_keys = grants.flatMap(({ access_grant_key }) => access_grant_key ?? []);
  return {
    workspace_id,
    access_method_id,
    access_grant_ids: grants.map(({ access_grant_id }) => access_grant_id),
    ...(access_grant_keys.length > 0 ? { access_grant_keys } : {}),
  };
};

type Mode = AccessMethodRow['mode'];

/**
 * Whether a device supports access methods of a mode: only codes, and only with the capability `access_code`, unless it
 * states that access codes cannot be programmed.
 */
export const isUsableForDevice = (mode: Mode, device: DeviceRow): boolean =>
  mode === 'code' &&
  device.capabilities_supported.includes('access_code') &&
  (device.can_program_online_access_codes !== false || device.can_program_offline_access_codes === true);

const abilities = {
  code: 'can_unlock_with_code',
  card: 'can_unlock_with_card',
  mobile_key: 'can_unlock_with_mobile_key',
  cloud_key: 'can_unlock_with_cloud_key',
} as const;

/** Whether an entrance supports access methods of a mode: all, unless the entrance states otherwise. */
export const isUsableForEntrance = (mode: Mode, entrance: AcsEntranceRow): boolean =>
  entrance[abilities[mode as keyof typeof abilities]] !== false;

/** An access method as a caller requests it. */
export interface RequestedMethod {
  readonly mode: 'code' | 'card' | 'mobile_key' | 'cloud_key';
  readonly code?: string | undefined;
  readonly instant_key_max_use_count?: number | undefined;
}

/** Finds an access method. @throws SeamNotFoundError when it does not exist, or is not (un)managed as required */
export const findAccessMethod = (
  access_method_id: string,
  { world, workspace_id }: WorldContext,
  is_managed = true,
): AccessMethodRow => {
  const method = world.state.accessMethods.require(access_method_id, workspace_id);
  if (method.is_managed !== is_managed)
    throw apiError('access_method_not_found', { data: { access_method_id } });
  return method;
};

/** The access codes of an access method, one per device, without those that are being deleted. */
export const codesOfMethod = ({ state }: World, access_method_id: string): AccessCodeRow[] =>
  state.accessCodes.by('access_method_id', access_method_id).filter((row) => !isBeingDeleted(row));

/** The ACS credentials of an access method, one per access system. */
export const credentialsOfMethod = ({ state }: World, access_method_id: string): AcsCredentialRow[] =>
  state.methodCredentials.rightsOf(access_method_id).flatMap((id) => state.acsCredentials.get(id) ?? []);

/** The access grants of an access method. */
export const grantsOfMethod = ({ state }: World, access_method_id: string): AccessGrantRow[] =>
  state.grantMethods.leftsOf(access_method_id).flatMap((id) => state.accessGrants.get(id) ?? []);

/** The ids of the devices that have an access code of an access method. */
export const devicesOfMethod = (world: World, access_method_id: string): string[] =>
  codesOfMethod(world, access_method_id).map(({ device_id }) => device_id);

/** The ids of the entrances that the credentials of an access method open. */
export const entrancesOfMethod = (world: World, access_method_id: string): string[] =>
  credentialsOfMethod(world, access_method_id).flatMap(({ acs_credential_id }) =>
    world.state.credentialEntrances.rightsOf(acs_credential_id),
  );
