import type { AccessMethod, UnmanagedAccessMethod } from '@org/seam-core';
import type { AccessMethodRow } from '../rows.ts';

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
