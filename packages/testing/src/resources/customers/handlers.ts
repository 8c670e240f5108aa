import type {
  CustomerPortal,
  customers as contract,
  CustomersCreatePortalParams,
  CustomersDeleteDataParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { Collection, WorkspaceRow } from '../../fake/collection.ts';
import type { WorldContext } from '../../fake/world.ts';
import { requestGrantDeletion } from '../access-grants/record.ts';
import { deleteSpace } from '../spaces/record.ts';
import { requestUserIdentityDeletion } from '../user-identities/record.ts';
import { pushData } from './push-data.ts';

/** The rows of the workspace whose field has one of the keys. */
const withKeys = <TField extends string, TRow extends WorkspaceRow & { readonly [K in TField]?: unknown }>(
  collection: Collection<TRow>,
  field: TField,
  { keys, workspace_id }: { readonly keys: readonly string[]; readonly workspace_id: string },
): TRow[] =>
  keys
    .flatMap((key) => collection.by(field, key as TRow[TField]))
    .filter((row) => row.workspace_id === workspace_id);

const flat = (lists: readonly (readonly string[] | undefined)[]): string[] =>
  lists.flatMap((keys) => keys ?? []);

const grantKeys = (params: CustomersDeleteDataParams): string[] =>
  flat([params.access_grant_keys, params.reservation_keys, params.booking_keys]);

const personKeys = (params: CustomersDeleteDataParams): string[] =>
  flat([
    params.user_identity_keys,
    params.user_keys,
    params.guest_keys,
    params.tenant_keys,
    params.resident_keys,
    params.staff_member_keys,
  ]);

const placeKeys = (params: CustomersDeleteDataParams): string[] =>
  flat([
    params.space_keys,
    params.building_keys,
    params.facility_keys,
    params.property_keys,
    params.property_listing_keys,
    params.listing_keys,
    params.unit_keys,
    params.room_keys,
    params.common_area_keys,
  ]);

/** Deletes the resources with the given keys, and all resources of the given customers. Ignores unknown keys. */
const deleteData = (params: CustomersDeleteDataParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { accessGrants, userIdentities, spaces, customers, customerPortals } = world.state;
  const ofCustomers = { keys: params.customer_keys ?? [], workspace_id };
  const grants = [
    ...withKeys(accessGrants, 'access_grant_key', { keys: grantKeys(params), workspace_id }),
    ...withKeys(accessGrants, 'customer_key', ofCustomers),
  ];
  const people = [
    ...withKeys(userIdentities, 'user_identity_key', { keys: personKeys(params), workspace_id }),
    ...withKeys(userIdentities, 'customer_key', ofCustomers),
  ];
  const places = [
    ...withKeys(spaces, 'space_key', { keys: placeKeys(params), workspace_id }),
    ...withKeys(spaces, 'customer_key', ofCustomers),
  ];
  for (const grant of new Set(grants)) requestGrantDeletion(world, grant);
  for (const person of new Set(people)) requestUserIdentityDeletion(world, person);
  for (const place of new Set(places)) deleteSpace(world, place);
  for (const portal of withKeys(customerPortals, 'customer_key', ofCustomers))
    customerPortals.delete(portal.customer_portal_id);
  for (const customer of withKeys(customers, 'customer_key', ofCustomers))
    customers.delete(customer.customer_id);
};

const week = 7 * 86_400_000;

/** Creates a portal link for a customer, and stores the customer's data. The fake serves nothing at the link. */
const createPortal = (
  { customer_data }: CustomersCreatePortalParams,
  context: WorldContext,
): CustomerPortal => {
  const { world, workspace_id } = context;
  if (!customer_data)
    throw apiError('invalid_input', {
      message: 'Pass customer_data.customer_key.',
    });
  pushData(customer_data, context);
  const id = world.ids.next('customer_portal');
  const { customer_portal_id: _, ...portal } = world.state.customerPortals.insert({
    customer_portal_id: id,
    customer_key: customer_data.customer_key,
    url: `${world.endpoint}/customer_portals/${id}`,
    created_at: world.clock.timestamp(),
    expires_at: world.clock.timestampIn(week),
    workspace_id,
  });
  return portal;
};

export const customers: Handlers<typeof contract, WorldContext> = { createPortal, deleteData, pushData };
