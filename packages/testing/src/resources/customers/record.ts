import type { CustomerRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

/** The customer of a workspace that has the key, who is added when there is none yet. */
export const addCustomer = (
  { state, ids, clock }: World,
  workspace_id: string,
  { customer_key }: Pick<CustomerRow, 'customer_key'>,
): CustomerRow =>
  state.customers.by('customer_key', customer_key).find((row) => row.workspace_id === workspace_id) ??
  state.customers.insert({
    customer_id: ids.next('customer'),
    customer_key,
    created_at: clock.timestamp(),
    workspace_id,
  });
