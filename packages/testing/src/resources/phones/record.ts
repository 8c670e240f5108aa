import type { Phone } from '@org/seam-core';
import type { PhoneRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';

export const deletePhone = (world: World, { device_id, workspace_id }: PhoneRow): void => {
  world.state.phones.delete(device_id);
  writeEvent(world, 'phone.deactivated', { workspace_id, device_id });
};

/** Adds a phone of a user identity. */
export const addPhone = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<PhoneRow> & { readonly user_identity_id: string },
): PhoneRow =>
  state.phones.insert({
    device_id: ids.next('phone'),
    device_type: 'android_phone',
    display_name: 'Samsung Galaxy S10',
    created_at: clock.timestamp(),
    custom_metadata: {},
    properties: {
      assa_abloy_credential_service_metadata: {
        endpoints: [{ endpoint_id: '1', is_active: true }],
        has_active_endpoint: true,
      },
    },
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

/** A phone as the API shows it, without its owner. */
export const presentPhone = ({ user_identity_id: _, ...phone }: PhoneRow): Phone => phone;
