import { deleteAcsCredential } from '../../deletions/acs-credential.ts';
import { deletePhone } from '../../deletions/phone.ts';
import type { PhoneRow } from '../../rows.ts';
import type { World } from '../../world.ts';
import { mobileKeysOf } from './mobile-keys-of.ts';

/**
 * Deletes a phone with the mobile keys on it. One that is kept in step on several phones stays as long as whoever has it
 * has another phone.
 */
export const deactivatePhone = (world: World, phone: PhoneRow): void => {
  const { user_identity_id } = phone;
  const isLast = world.state.phones.countBy('user_identity_id', user_identity_id) === 1;
  for (const key of mobileKeysOf(world, user_identity_id))
    if (isLast || key.is_multi_phone_sync_credential !== true) deleteAcsCredential(world, key);
  deletePhone(world, phone);
};
