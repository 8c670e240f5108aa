import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';

type Metadata = Readonly<Record<string, string | boolean>>;

const given = <TName extends string>(name: TName, metadata: Metadata = {}) =>
  (Object.keys(metadata).length > 0 ? { [name]: metadata } : {}) as { readonly [K in TName]?: Metadata };

/** What every event about a device says of it: whose it is, and the metadata that it and its account have. */
export const aboutDevice = ({ state }: World, device: DeviceRow) => {
  const { device_id, connected_account_id, workspace_id, customer_key, custom_metadata } = device;
  return {
    workspace_id,
    device_id,
    connected_account_id,
    ...given('device_custom_metadata', custom_metadata),
    ...given(
      'connected_account_custom_metadata',
      state.connectedAccounts.get(connected_account_id)?.custom_metadata,
    ),
    ...(customer_key === undefined ? {} : { customer_key }),
  };
};
