import type { EndpointTexts } from '../endpoint-texts.ts';

export const customers: EndpointTexts = {
  '/customers/create_portal':
    'Creates a link to a page, hosted by Seam, on which a customer connects accounts and manages devices and access. The link needs no further login and works until `expires_at`. `customer_data` sends records of the customer along.',
  '/customers/delete_data':
    'Deletes records that `/customers/push_data` sent, named by your own keys, and the user identities, access grants and spaces that belong to them. `customer_keys` deletes all records of the named customers.',
  '/customers/push_data':
    'Sends records of a customer to Seam: places, people, reservations and access grants. Each has a key of your own; `/customers/delete_data` deletes by these keys.',
};
