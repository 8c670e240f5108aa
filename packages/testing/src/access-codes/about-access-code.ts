import { aboutDevice } from '../devices/about-device.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';

/** What every event about an access code says of it and of its device. */
export const aboutAccessCode = (world: World, { access_code_id, device_id, workspace_id }: AccessCodeRow) => {
  const device = world.state.devices.require(device_id, workspace_id);
  const { customer_key: _, ...about } = aboutDevice(world, device);
  return { ...about, access_code_id };
};
