import type { Device } from '@org/seam-core';
import { presentDevice } from '../../present/device.ts';
import type { DeviceRow } from '../../rows.ts';
import { visibleToSession } from '../../visible-to-session.ts';
import type { WorldContext } from '../../world.ts';
import { chosenDevices, type DeviceFilters } from './device-filters.ts';

interface ListParams extends DeviceFilters {
  readonly limit?: number | undefined;
  readonly page_cursor?: string | null | undefined;
}

/** The managed devices of a kind that the filters let through, in one piece: these lists have no pages. */
export const listOfKind = (
  context: WorldContext,
  { limit = 500, page_cursor: _, ...filters }: ListParams,
  capability: DeviceRow['capabilities_supported'][number],
): Device[] => {
  const { world, workspace_id } = context;
  const { among, where } = chosenDevices(context, filters);
  const isVisible = visibleToSession(context);
  const isOfKind = (row: DeviceRow): boolean =>
    row.workspace_id === workspace_id && row.is_managed && row.capabilities_supported.includes(capability);
  return (among ?? world.state.devices.by('workspace_id', workspace_id))
    .filter((row) => isOfKind(row) && isVisible(row) && where(row))
    .slice(0, limit)
    .map(presentDevice(world));
};
