import type { AccessMethod, UnmanagedAccessMethod } from '@org/seam-core';
import type { AccessMethodRow, AcsEntranceRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { grantsOfMethod } from '../access-grants/reach.ts';

/** What access methods of each mode are called. */
export const modeNames = {
  code: 'Code',
  card: 'Card',
  mobile_key: 'Mobile key',
  cloud_key: 'Cloud key',
} as const;

/** What an access method may be given when it is added: for which access grant, and of which mode. */
export type AccessMethodOverrides = Partial<AccessMethodRow> & { readonly access_grant_id: string };

/** Adds an access method to an access grant. It has not been issued, and is made of nothing yet. */
export const addAccessMethod = (
  { state, ids, clock }: World,
  workspace_id: string,
  { access_grant_id, mode = 'code', ...overrides }: AccessMethodOverrides,
): AccessMethodRow => {
  const method = state.accessMethods.insert({
    access_method_id: ids.next('access_method'),
    mode,
    display_name: modeNames[mode as keyof typeof modeNames],
    created_at: clock.timestamp(),
    is_issued: false,
    issued_at: null,
    was_issued: false,
    is_managed: true,
    ...(mode === 'card' ? { is_encoding_required: true } : {}),
    pending_mutations: [],
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
  state.grantMethods.add(access_grant_id, method.access_method_id);
  return method;
};

/** What every event about an access method says of it. */
export const aboutMethod = (world: World, { access_method_id, workspace_id }: AccessMethodRow) => {
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

/** Whether an access method of a mode can be made for a device: only a code can, where the device takes codes. */
export const isUsableForDevice = (mode: Mode, { capabilities_supported }: DeviceRow): boolean =>
  mode === 'code' && capabilities_supported.includes('access_code');

const abilities = {
  code: 'can_unlock_with_code',
  card: 'can_unlock_with_card',
  mobile_key: 'can_unlock_with_mobile_key',
  cloud_key: 'can_unlock_with_cloud_key',
} as const;

/** The same for an entrance: every mode, unless the entrance says that it does not take it. */
export const isUsableForEntrance = (mode: Mode, entrance: AcsEntranceRow): boolean =>
  entrance[abilities[mode as keyof typeof abilities]] !== false;

/** An access method as a caller asks for it. */
export interface RequestedMethod {
  readonly mode: 'code' | 'card' | 'mobile_key' | 'cloud_key';
  readonly code?: string | undefined;
  readonly instant_key_max_use_count?: number | undefined;
}

/** A managed access method as the API shows it. */
export const presentAccessMethod = ({
  is_managed: _,
  was_issued: __,
  ...method
}: AccessMethodRow): AccessMethod => method;

/** The same of an unmanaged one, which has no keys for an app. */
export const presentUnmanagedAccessMethod = (row: AccessMethodRow): UnmanagedAccessMethod => {
  const {
    client_session_token: _,
    customization_profile_id: __,
    instant_key_url: ___,
    ...shown
  } = presentAccessMethod(row);
  return shown;
};
