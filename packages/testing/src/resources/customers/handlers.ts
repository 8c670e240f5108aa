import type {
  CustomerPortal,
  customers as contract,
  CustomersCreatePortalParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { deleteData } from './delete-data.ts';
import { pushData } from './push-data.ts';

const day = 86_400_000;

/** Makes a link to a portal for a customer, whose data may come with it. Nobody answers at the link. */
const createPortal = (
  { customer_data }: CustomersCreatePortalParams,
  context: WorldContext,
): CustomerPortal => {
  const { world, workspace_id } = context;
  if (!customer_data)
    throw apiError('invalid_input', {
      message: 'A portal is for a customer: pass customer_data.customer_key.',
    });
  pushData(customer_data, context);
  const id = world.ids.next('customer_portal');
  const { customer_portal_id: _, ...portal } = world.state.customerPortals.insert({
    customer_portal_id: id,
    customer_key: customer_data.customer_key,
    url: `${world.endpoint}/customer_portals/${id}`,
    created_at: world.clock.timestamp(),
    expires_at: world.clock.timestampIn(day),
    workspace_id,
  });
  return portal;
};

export const customers: Handlers<typeof contract, WorldContext> = { createPortal, deleteData, pushData };
