import type { Device, DevicesListParams } from '@org/seam-core';
import { visibleToSession } from '../../access/session.ts';
import type { ClientSessionRow, DeviceRow } from '../../fake/rows.ts';
import { hasMetadata, inOrder, isAmong, isBefore, isWanted, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { presentDevice } from './present.ts';

/** The filters that all lists of devices have. */
type DeviceFilters = Omit<DevicesListParams, 'limit' | 'page_cursor'>;

interface Chosen {
  /** The only devices that come into question, when an index knows them. */
  readonly among: DeviceRow[] | undefined;
  readonly where: (device: DeviceRow) => boolean;
}

const amongWhich = ({ world }: WorldContext, params: DeviceFilters): DeviceRow[] | undefined => {
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

/** Whether a device is of the account that a webview brought in, and of one of the caller's user. */
const isOfWantedAccount = (
  { world: { state }, workspace_id }: WorldContext,
  { connect_webview_id, user_identifier_key }: DeviceFilters,
): ((device: DeviceRow) => boolean) => {
  const accountOf = (webview_id: string) =>
    state.connectWebviews.find(webview_id, workspace_id)?.connected_account_id;
  const accountsOf = (session: ClientSessionRow) =>
    session.workspace_id === workspace_id
      ? session.connected_account_ids.concat(session.connect_webview_ids.flatMap((id) => accountOf(id) ?? []))
      : [];
  const wanted = [
    connect_webview_id === undefined ? undefined : [accountOf(connect_webview_id)],
    user_identifier_key === undefined
      ? undefined
      : state.clientSessions.by('user_identifier_key', user_identifier_key).flatMap(accountsOf),
  ];
  return ({ connected_account_id }) =>
    wanted.every((accounts) => accounts === undefined || accounts.includes(connected_account_id));
};

/** Which devices the filters of a list let through. */
export const chosenDevices = (context: WorldContext, params: DeviceFilters): Chosen => {
  const { state } = context.world;
  const isOfAccount = isOfWantedAccount(context, params);
  const spaces = [params.space_id, params.unstable_location_id].filter((id) => typeof id === 'string');
  return {
    among: amongWhich(context, params),
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
