import type { EndpointTexts } from '../endpoint-texts.ts';

export const acs: EndpointTexts = {
  '/acs/access_groups/add_user':
    'Adds an ACS user to an access group, which gives the user the entrances and the schedule of the group. With `user_identity_id`, Seam takes the ACS user whose email address or phone number matches, or creates one. Until the access system has the change, `pending_mutations` contains `updating_user_membership`.',
  '/acs/access_groups/delete':
    'Deletes an access group. Until the access system has removed it, it has the warning `being_deleted`; then `acs_access_group.deleted` is sent.',
  '/acs/access_groups/get':
    'Reads one access group, with its schedule and the changes that are not applied yet.',
  '/acs/access_groups/list':
    'Lists access groups. The parameters select those of an access system, an ACS user or a user identity.',
  '/acs/access_groups/list_accessible_entrances':
    'Lists the entrances that the members of an access group can open.',
  '/acs/access_groups/list_users': 'Lists the ACS users that are members of an access group.',
  '/acs/access_groups/remove_user':
    'Removes an ACS user, named directly or by user identity, from one access group. Access through other groups is not part of this. Until the access system has the change, `pending_mutations` contains `updating_user_membership`.',
  '/acs/credentials/assign':
    'Assigns an existing credential to an ACS user. With `user_identity_id`, Seam takes the ACS user whose email address or phone number matches, or creates one. Until the access system has the change, `pending_mutations` of the ACS user contains `updating_credential_assignment`.',
  '/acs/credentials/create':
    'Creates a code, card, mobile key or cloud key for an ACS user. A card opens nothing before `/acs/encoders/encode_credential` writes it; `acs_credential.issued` reports the issue. With `user_identity_id`, Seam takes the ACS user whose email address or phone number matches, or creates one. Prefer `/access_grants/create`, which also works for devices.',
  '/acs/credentials/delete':
    'Deletes a credential and so ends the access that it gives. Until the access system has removed it, it has the warning `being_deleted`; then `acs_credential.deleted` is sent.',
  '/acs/credentials/get':
    'Reads one managed credential. For a card, `is_issued` shows whether it is encoded.',
  '/acs/credentials/list':
    'Lists managed credentials. The parameters select those of an access system, an ACS user or a user identity.',
  '/acs/credentials/list_accessible_entrances': 'Lists the entrances that a credential opens.',
  '/acs/credentials/unassign':
    'Ends the assignment of a credential to an ACS user. The credential is not deleted. Until the access system has the change, `pending_mutations` of the ACS user contains `updating_credential_assignment`.',
  '/acs/credentials/update':
    'Changes the code or the end time of a credential. An encoded card may need encoding again: it then has the warning `needs_to_be_reissued`.',
  '/acs/encoders/encode_credential':
    'Writes a credential, or the credential of an access method, to the card that lies on an encoder. Asynchronous: the action attempt ends with the credential, or with an error such as `no_credential_on_encoder`, `encoder_not_online` or `incompatible_card_format`. A repeated request writes again.',
  '/acs/encoders/get': 'Reads one encoder, which reads and writes cards.',
  '/acs/encoders/list': 'Lists encoders by their ids or by access system.',
  '/acs/encoders/scan_credential':
    'Reads the card that lies on an encoder. Asynchronous: the action attempt ends with the credential as it is on the card and as Seam knows it, so that differences show, or with an error such as `no_credential_on_encoder`.',
  '/acs/encoders/scan_to_assign_credential':
    'Reads the card that lies on an encoder and assigns it to an ACS user, named directly or by user identity. Asynchronous: the action attempt ends with the credential, or with an error such as `no_credential_on_encoder`.',
  '/acs/encoders/simulate/next_credential_encode_will_fail':
    'Makes the next encoding on an encoder of a sandbox workspace fail with `error_code`, by default `no_credential_on_encoder`.',
  '/acs/encoders/simulate/next_credential_encode_will_succeed':
    'Makes the next encoding on an encoder of a sandbox workspace succeed.',
  '/acs/encoders/simulate/next_credential_scan_will_fail':
    'Makes the next scan on an encoder of a sandbox workspace fail with `error_code`, by default `no_credential_on_encoder`.',
  '/acs/encoders/simulate/next_credential_scan_will_succeed':
    'Makes the next scan on an encoder of a sandbox workspace succeed. `scenario` decides what is on the card and whether Seam knows it.',
  '/acs/entrances/get': 'Reads one entrance of an access system. Fails with `acs_entrance_not_found`.',
  '/acs/entrances/grant_access':
    'Gives an ACS user access to one entrance. With `user_identity_id`, Seam takes the ACS user whose email address or phone number matches, or creates one. Fails with `acs_entrance_not_found` or `acs_user_not_found`, and with `not_supported` where the access system has no access to single entrances.',
  '/acs/entrances/list':
    'Lists entrances. The parameters select those of an access system, a connected account, a space or a customer, or those that a credential opens.',
  '/acs/entrances/list_credentials_with_access':
    'Lists the credentials that open an entrance: those to check when its access changes.',
  '/acs/entrances/unlock':
    'Unlocks an entrance remotely with a credential whose access method is `cloud_key`. Asynchronous: the action attempt ends when the access system confirms or refuses it. A repeated request unlocks again.',
  '/acs/systems/get': 'Reads one access system. Fails with `acs_system_not_found`.',
  '/acs/systems/list':
    'Lists the access systems of the workspace, of one connected account or of one customer.',
  '/acs/systems/list_compatible_credential_manager_acs_systems':
    'Lists the credential managers that can issue mobile keys for an access system.',
  '/acs/systems/report_devices':
    'Reports to Seam which encoders and entrances an access system has, where Seam cannot read them itself (Hotek). An entry with `is_removed` removes one.',
  '/acs/users/add_to_access_group':
    'Adds an ACS user to an access group, which gives the user the entrances and the schedule of the group. Fails with `acs_user_not_found` or `acs_access_group_not_found`. Until the access system has the change, `pending_mutations` contains `updating_group_membership`.',
  '/acs/users/create':
    'Creates a user in an access system. It can be linked to a user identity and added to access groups at once. `acs_user.created` reports it. Until the access system has the user, `pending_mutations` contains `creating`; a failure adds the error `failed_to_create_on_acs_system`. Fails with `acs_system_not_found` or `user_identity_not_found`.',
  '/acs/users/delete':
    'Deletes an ACS user and makes the credentials of the user invalid. Name the user by `acs_user_id`, or by user identity and access system. Until the access system has removed the user, it has the warning `being_deleted`; then `acs_user.deleted` is sent. A failure adds the error `failed_to_delete_on_acs_system`. Fails with `acs_user_not_found`.',
  '/acs/users/get':
    'Reads one ACS user, by its id, or by user identity and access system. Fails with `acs_user_not_found`.',
  '/acs/users/list':
    'Lists ACS users. The parameters select those of an access system or of a user identity, or search by name, email address and phone number.',
  '/acs/users/list_accessible_entrances':
    'Lists the entrances that an ACS user can open. Call it after a revocation to check the result.',
  '/acs/users/remove_from_access_group':
    'Removes an ACS user, named directly or by user identity, from one access group. Fails with `acs_user_not_found` or `acs_access_group_not_found`. Until the access system has the change, `pending_mutations` contains `updating_group_membership`.',
  '/acs/users/revoke_access_to_all_entrances':
    'Ends access to all entrances for one ACS user (`acs_user_id`), or for the ACS users of a user identity (`user_identity_id`), optionally in one access system only (`acs_system_id`). Pass exactly one of the first two. No event reports it, and Seam does not document whether credentials and group memberships remain: check with `/acs/users/list_accessible_entrances`.',
  '/acs/users/suspend':
    'Blocks an ACS user until `/acs/users/unsuspend`: sets `is_suspended` without deleting the user. Until the access system has the change, `pending_mutations` contains `updating_suspension_state`. Fails with `acs_user_not_found`.',
  '/acs/users/unsuspend':
    'Ends the suspension of an ACS user, so that the former access works again. Until the access system has the change, `pending_mutations` contains `updating_suspension_state`. Fails with `acs_user_not_found`.',
  '/acs/users/update':
    'Changes the name, contact details or access schedule of an ACS user; `access_schedule: null` removes the schedule. Until the access system has the change, `pending_mutations` contains it; a failure adds the error `failed_to_update_on_acs_system`.',
};
