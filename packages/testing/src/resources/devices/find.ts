import type { Device, DevicesGetParams, DevicesListParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../access/session.ts';
import type { ClientSessionRow, DeviceRow } from '../../fake/rows.ts';
import { hasMetadata, inOrder, isAmong, isBefore, isWanted, matches } from '../../fake/search.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { AttemptError } from '../action-attempts/types.ts';
import { presentDevice } from './present.ts';
import { connectionErrorOf } from './rules.ts';

/** Whether an endpoint handles a device. */
type Accepts = (device: DeviceRow) => boolean;

/** Finds a device by its id or name, if the endpoint handles it. @throws SeamNotFoundError */
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
      message: `This endpoint does not return the device ${device_id}: it is ${kind}, or of another type.`,
      data: { device_id },
    });
  }
  const named = devices
    .by('display_name', name)
    .find((device) => device.workspace_id === workspace_id && accepts(device) && isVisible(device));
  if (!named) throw apiError('device_not_found', { message: 'No device found with this name.' });
  return named;
};

/** The filters of all lists of devices. */
type DeviceFilters = Omit<DevicesListParams, 'limit' | 'page_cursor'>;

interface Chosen {
  /** The rows that an index finds for the filters; `undefined` without an indexed filter. */
  readonly among: DeviceRow[] | undefined;
  readonly where: (device: DeviceRow) => boolean;
}

const findCandidates = ({ world }: WorldContext, params: DeviceFilters): DeviceRow[] | undefined => {
  const { devices, spaceDevices } = world.state;
  const { device_ids, space_id, connected_account_id } = params;
  const ids = device_ids ?? (space_id === undefined ? undefined : spaceDevices.rightsOf(space_id));
  if (ids)
    return inOrder(
      devices,
      ids.map((id) => devices.get(id)),
    );
  return connected_account_id === undefined
    ? undefined
    : devices.by('connected_account_id', connected_account_id);
};

/** Whether a device is part of an account of the webview, and of the client sessions with the key, in the filters. */
const matchesAccount = (
  { world: { state }, workspace_id }: WorldContext,
  { connect_webview_id, user_identifier_key }: DeviceFilters,
): ((device: DeviceRow) => boolean) => {
  const accountOf = (webview_id: string) =>
    state.connectWebviews.find(webview_id, workspace_id)?.connected_account_id;
  const accountsOf = (session: ClientSessionRow) =>
    session.workspace_id === workspace_id
      ? session.connected_account_ids.concat(session.connect_webview_ids.flatMap((id) => accountOf(id) ?? []))
      : [];
  const accountFilters = [
    connect_webview_id === undefined ? undefined : [accountOf(connect_webview_id)],
    user_identifier_key === undefined
      ? undefined
      : state.clientSessions.by('user_identifier_key', user_identifier_key).flatMap(accountsOf),
  ];
  return ({ connected_account_id }) =>
    accountFilters.every((accounts) => accounts === undefined || accounts.includes(connected_account_id));
};

/** The rows to search, and the condition on a row, for the filters of a list. */
export const deviceFilter = (context: WorldContext, params: DeviceFilters): Chosen => {
  const { state } = context.world;
  const isOfAccount = matchesAccount(context, params);
  const spaces = [params.space_id, params.unstable_location_id].filter((id) => typeof id === 'string');
  return {
    among: findCandidates(context, params),
    where: (row) =>
      isAmong(params.device_ids, row.device_id) &&
      isWanted<string>(params.device_type, row.device_type) &&
      isAmong<string>(params.device_types, row.device_type) &&
      isWanted(params.connected_account_id, row.connected_account_id) &&
      isAmong(params.connected_account_ids, row.connected_account_id) &&
      isWanted<string | undefined>(params.manufacturer, row.properties.manufacturer) &&
      isWanted<string | undefined>(
        params.customer_key,
        row.customer_key ?? state.connectedAccounts.get(row.connected_account_id)?.customer_key,
      ) &&
      isOfAccount(row) &&
      spaces.every((space) => state.spaceDevices.has(space, row.device_id)) &&
      isBefore(params.created_before, row.created_at) &&
      hasMetadata(params.custom_metadata_has, row) &&
      matches(params.search, [
        row.display_name,
        row.device_id,
        row.connected_account_id,
        row.location?.location_name,
        ...Object.values(row.custom_metadata).map(String),
      ]),
  };
};

interface ListParams extends DeviceFilters {
  readonly limit?: number | undefined;
  readonly page_cursor?: string | null | undefined;
}

/** Lists the managed devices with a capability that match the filters. These lists have no pages. */
export const listDevicesByCapability = (
  context: WorldContext,
  { limit = 500, page_cursor: _, ...filters }: ListParams,
  capability: DeviceRow['capabilities_supported'][number],
): Device[] => {
  const { world, workspace_id } = context;
  const { among, where } = deviceFilter(context, filters);
  const isVisible = visibleToSession(context);
  const isOfKind = (row: DeviceRow): boolean =>
    row.workspace_id === workspace_id && row.is_managed && row.capabilities_supported.includes(capability);
  return (among ?? world.state.devices.by('workspace_id', workspace_id))
    .filter((row) => isOfKind(row) && isVisible(row) && where(row))
    .slice(0, limit)
    .map(presentDevice(world));
};

/** The device, if it exists and can be reached. @throws AttemptError */
export const requireReachableDevice = (world: World, device_id: string): DeviceRow => {
  const device = world.state.devices.get(device_id);
  if (!device) throw new AttemptError('device_not_found', 'The device was deleted.');
  const reason = connectionErrorOf(world, device);
  if (reason !== undefined) throw new AttemptError(reason, 'The device cannot be reached.');
  return device;
};
