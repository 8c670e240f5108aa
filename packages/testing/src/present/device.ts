import type { Device } from '@org/seam-core';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { presentProperties } from './properties.ts';

/** A managed device as the API shows it, with the spaces it is in now. */
export const presentDevice =
  (world: World) =>
  ({
    customer_key: _customer,
    unlocked_at: _unlocked,
    climate_before_schedule: _before,
    override_ends_at: _until,
    ...row
  }: DeviceRow): Device => ({
    ...row,
    is_managed: true,
    properties: presentProperties(world, row),
    space_ids: world.state.spaceDevices.leftsOf(row.device_id),
  });
