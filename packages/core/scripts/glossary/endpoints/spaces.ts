import type { EndpointTexts } from '../endpoint-texts.ts';

export const spaces: EndpointTexts = {
  '/spaces/add_acs_entrances':
    'Adds entrances to a space; those that are in it remain. `space.device_membership_changed` reports changes of the members.',
  '/spaces/add_connected_account': 'Ties a connected account to a space.',
  '/spaces/add_devices':
    'Adds devices to a space; those that are in it remain. `space.device_membership_changed` reports it.',
  '/spaces/create':
    'Creates a space, a group of devices and entrances to which access grants can refer. `space.created` reports it.',
  '/spaces/delete': 'Deletes a space, not its devices and entrances. `space.deleted` reports it.',
  '/spaces/get': 'Reads one space, by its id or by your own key.',
  '/spaces/get_related':
    'Reads the resources that belong to spaces in one request: devices, entrances, connected accounts, access systems and access methods. `include` or `exclude` selects the kinds.',
  '/spaces/list': 'Lists the spaces of the workspace or of one customer, or searches them.',
  '/spaces/remove_acs_entrances':
    'Takes entrances out of a space. `space.device_membership_changed` reports changes of the members.',
  '/spaces/remove_connected_account': 'Ends the tie of a connected account to a space.',
  '/spaces/remove_devices': 'Takes devices out of a space. `space.device_membership_changed` reports it.',
  '/spaces/update':
    'Changes a space, named by its id or by your own key. `device_ids` and `acs_entrance_ids` replace the full list of members: what they do not name leaves the space. `customer_data` changes only the keys that it names.',
};
