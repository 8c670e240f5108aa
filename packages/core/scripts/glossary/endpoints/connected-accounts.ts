import type { EndpointTexts } from '../endpoint-texts.ts';

export const connectedAccounts: EndpointTexts = {
  '/connected_accounts/delete':
    'Disconnects an account and deletes all that Seam has of it: devices, access codes, events and more. Sends `connected_account.deleted`, and a deleted event for each device and access code. Nothing changes at the provider: access codes stay on the locks. To end their access, delete them first. Fails with `connected_account_not_found`.',
  '/connected_accounts/get':
    'Reads one connected account by its id, or by the email address of its login. Fails with `connected_account_not_found`.',
  '/connected_accounts/list':
    'Lists the connected accounts of the workspace. The parameters select those of a customer, a space or a user identifier key, or those with given custom metadata.',
  '/connected_accounts/simulate/disconnect':
    'Disconnects an account of a sandbox workspace, as if its login at the provider was no longer valid. `connected_account.disconnected` reports it.',
  '/connected_accounts/sync':
    'Starts a sync with the provider, so that changes made there show sooner in Seam. The response does not wait for its end.',
  '/connected_accounts/update':
    'Changes the display name, custom metadata, customer or accepted capabilities of a connected account. `customer_key` moves the account and its resources to a customer, and only works while it has none. Fails with `connected_account_not_found`.',
};
