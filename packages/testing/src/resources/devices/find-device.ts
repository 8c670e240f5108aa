import type { DevicesGetParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../access/session.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

/** Which devices an endpoint is for. */
type Accepts = (device: DeviceRow) => boolean;

/**
 * The device of an id or of a name, if the endpoint is for it.
 * @throws SeamNotFoundError
 */
export const findDevice = (
  { device_id, name }: DevicesGetParams,
  context: WorldContext,
  accepts: Accepts,
): DeviceRow => {
  const { workspace_id } = context;
  const { devices } = context.world.state;
  const isVisible = visibleToSession(context);
  if (device_id !== undefined) {
    const device = devices.require(device_id, workspace_id);
    if (accepts(device)) return device;
    const kind = device.is_managed ? 'managed' : 'unmanaged';
    throw apiError('device_not_found', {
      message: `The device ${device_id} is ${kind}, or of another kind: this endpoint does not have it.`,
      data: { device_id },
    });
  }
  const named = devices
    .by('display_name', name)
    .find((device) => device.workspace_id === workspace_id && accepts(device) && isVisible(device));
  if (!named) throw apiError('device_not_found', { message: 'There is no device of that name.' });
  return named;
};
