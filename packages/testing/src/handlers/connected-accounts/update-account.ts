import type { ConnectedAccountsUpdateParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { cleanMetadata } from '../../clean-metadata.ts';
import type { WorldContext } from '../../world.ts';

/**
 * Changes an account. Its custom metadata is replaced as a whole; a customer it is given to has it, and its devices, for
 * good.
 * @throws SeamInvalidInputError when it is another customer's
 */
export const updateAccount = (params: ConnectedAccountsUpdateParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { connected_account_id, custom_metadata, customer_key, ...changes } = params;
  const { connectedAccounts, devices } = world.state;
  const account = connectedAccounts.require(connected_account_id, workspace_id);
  if (customer_key !== undefined && (account.customer_key ?? customer_key) !== customer_key)
    throw apiError('invalid_input', { message: 'The connected account belongs to another customer.' });
  connectedAccounts.patch(connected_account_id, {
    ...account,
    ...changes,
    customer_key: customer_key ?? account.customer_key,
    custom_metadata: custom_metadata === undefined ? account.custom_metadata : cleanMetadata(custom_metadata),
  });
  if (customer_key !== undefined)
    for (const { device_id } of devices.by('connected_account_id', connected_account_id))
      devices.patch(device_id, { customer_key });
};
