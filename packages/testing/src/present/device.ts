import type { Device } from '@org/seam-core';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** A managed device as the API shows it, with the spaces it is in now. */
export const presentDevice =
  ({ state }: World) =>
  ({ customer_key: _customer, unlocked_at: _unlocked, ...row }: DeviceRow): Device => ({
    ...row,
    is_managed: true,
    space_ids: state.spaceDevices.leftsOf(row.device_id),
  });
