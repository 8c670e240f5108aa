import type { EndpointTexts } from '../endpoint-texts.ts';

export const accessGrants: EndpointTexts = {
  '/access_grants/create':
    'Gives a user identity access to devices, entrances and spaces, with the requested access methods. Can create the user identity too. Seam issues the access methods in the background: `access_grant.access_granted_to_all_doors` reports that all doors open, `access_method.failed_to_issue` and `access_grant.could_not_create_requested_access_methods` report failures.',
  '/access_grants/delete':
    'Ends the access of an access grant: deletes the grant and its access methods. Sends `access_grant.deleted`, and `access_method.deleted` for each access method. The removal from devices and access systems can take time; until then both have the warning `being_deleted`.',
  '/access_grants/get': 'Reads one managed access grant, by its id or by your own key.',
  '/access_grants/get_related':
    'Reads the resources that belong to access grants in one request: user identities, access methods, spaces, devices, entrances, access systems, access groups and connected accounts. `include` or `exclude` selects the kinds. Name at least one access grant.',
  '/access_grants/list':
    'Lists managed access grants. The parameters select those of a user identity, a reservation, a customer, or a device, entrance or space.',
  '/access_grants/request_access_methods':
    'Adds access methods to an access grant, for example a mobile key in addition to a code. Seam issues them in the background, with the same events as for a new access grant. Access methods that exist stay as they are.',
  '/access_grants/unmanaged/get': 'Reads one access grant that Seam does not manage.',
  '/access_grants/unmanaged/list':
    'Lists the access grants that Seam does not manage. The parameters select those of a user identity, a reservation, an entrance or an access system.',
  '/access_grants/unmanaged/update':
    'Makes an access grant and its access methods managed, and can give it a key. It cannot be made unmanaged again.',
  '/access_grants/update':
    'Changes the name or the times of an access grant, not its devices, entrances or spaces. Sends `access_grant.access_times_changed`. Seam issues the access methods again in the background: `access_method.revoked` and later `access_method.reissued` report each. A card first needs encoding, which `access_method.card_encoding_required` reports.',
};
