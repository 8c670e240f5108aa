import type { EndpointTexts } from '../endpoint-texts.ts';

export const accessMethods: EndpointTexts = {
  '/access_methods/assign_card':
    'Assigns a card that the access system knows already, by its number, to an access method with the mode `card`, and issues it. Needed where `is_assignment_required` is `true`. Asynchronous: the action attempt ends with the access method, or with an error such as `credential_not_found`.',
  '/access_methods/delete':
    'Ends access through one access method, or through all those of an access grant or a reservation. Sends `access_method.deleted` for each. The access grant and its other access methods remain. Until the removal is done, an access method has the warning `being_deleted`.',
  '/access_methods/encode':
    'Writes the credential of an access method to the card that lies on an encoder. Needed where `is_encoding_required` is `true`. Asynchronous: the action attempt ends with the credential, or with an error such as `no_credential_on_encoder` or `encoder_not_online`. `access_method.issued` follows.',
  '/access_methods/get':
    'Reads one managed access method: whether it is issued, and its code or the link of its mobile key.',
  '/access_methods/get_related':
    'Reads the resources that belong to access methods in one request: access grants, credentials, client sessions, instant keys, spaces, devices and entrances. `include` or `exclude` selects the kinds.',
  '/access_methods/list':
    'Lists managed access methods, usually those of an access grant. `device_id`, `space_id` and `access_code_id` narrow the list and are valid only with `access_grant_id`, `access_grant_key` or `acs_entrance_id`.',
  '/access_methods/unlock_door':
    'Unlocks an entrance remotely with an access method whose mode is `cloud_key`. Asynchronous: the action attempt ends when the access system confirms or refuses it. A repeated request unlocks again.',
  '/access_methods/unmanaged/get': 'Reads one access method that Seam does not manage.',
  '/access_methods/unmanaged/list':
    'Lists the unmanaged access methods of an access grant. The other parameters narrow the list to a device, an entrance or a space.',
};
