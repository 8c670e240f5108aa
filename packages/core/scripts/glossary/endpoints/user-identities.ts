import type { EndpointTexts } from '../endpoint-texts.ts';

export const userIdentities: EndpointTexts = {
  '/user_identities/add_acs_user':
    'Links an ACS user to a user identity: it then shows in `/user_identities/list_acs_users`, its entrances in `/user_identities/list_accessible_entrances`. A user identity has at most one ACS user in each access system. An unknown `user_identity_key` creates the user identity from the data of the ACS user. No event reports the link.',
  '/user_identities/create':
    'Creates a user identity, which stands for one person across all devices and access systems. Key, email address and phone number must be unique in the workspace. In each of `acs_system_ids`, Seam links the ACS user whose email address or phone number matches, or creates one. No event reports it.',
  '/user_identities/delete':
    'Deletes a user identity and all that belongs to it, among it its credentials, ACS users and client sessions. This cannot be undone. While the deletion runs, the user identity has the warning `being_deleted`, and access may still work. No event names the user identity; parts have their own, such as `acs_user.deleted` and `client_session.deleted`.',
  '/user_identities/generate_instant_key':
    'Creates a link that gives a user identity a mobile key on a phone, without an app to install. Each request creates a new key and a client session for it. `max_use_count` limits its uses; the default is 1.',
  '/user_identities/get': 'Reads one managed user identity, by its id or by your own key.',
  '/user_identities/grant_access_to_device':
    'Gives a user identity direct access to a managed device. The device then shows in `/user_identities/list_accessible_devices`. To give access with a code, card or mobile key, or for a limited time, call `/access_grants/create`. No event reports it. `/user_identities/revoke_access_to_device` ends it.',
  '/user_identities/list':
    'Lists managed user identities, or searches them by name, email address, phone number or id.',
  '/user_identities/list_accessible_devices':
    'Lists the devices to which a user identity has access, directly or through access grants. Call it after a revocation to check the result.',
  '/user_identities/list_accessible_entrances':
    'Lists the entrances to which a user identity has access, through access grants or through its ACS users. Call it after a revocation to check the result.',
  '/user_identities/list_acs_systems': 'Lists the access systems in which a user identity has an ACS user.',
  '/user_identities/list_acs_users': 'Lists the ACS users that are linked to a user identity.',
  '/user_identities/remove_acs_user':
    'Unlinks an ACS user from a user identity. This is no revocation: Seam does not document that the ACS user or its credentials are deleted, so its access may continue. To end the access, call `/acs/users/revoke_access_to_all_entrances` or `/acs/users/delete`. No event reports the removal of the link.',
  '/user_identities/revoke_access_to_device':
    'Ends the direct access of a user identity to a managed device. Seam does not document that it ends access to the same device through an access grant: check `/user_identities/list_accessible_devices`, and delete the access grant if the device is still listed. No event reports it.',
  '/user_identities/unmanaged/get': 'Reads one user identity that Seam does not manage.',
  '/user_identities/unmanaged/list': 'Lists the user identities that Seam does not manage, or searches them.',
  '/user_identities/unmanaged/update':
    'Makes a user identity managed, and can give it a key; without one, it keeps its key. It cannot be made unmanaged again.',
  '/user_identities/update':
    'Changes the key, name, email address or phone number of a user identity; `null` clears a value, an omitted one stays. Key, email address and phone number must be unique in the workspace. No event reports it.',
};
