import type { EndpointTexts } from '../endpoint-texts.ts';

export const devices: EndpointTexts = {
  '/devices/get':
    'Reads one managed device by its id or its name. Fails with `device_not_found`, also for unmanaged devices.',
  '/devices/list':
    'Lists managed devices. The parameters select by type, manufacturer, connected account, space, customer or custom metadata.',
  '/devices/list_device_providers':
    'Lists the providers that Seam supports, of all categories or one. A capability flag is `true` if at least one device of the provider has the capability. Use the names in `accepted_providers` of a connect webview.',
  '/devices/report_provider_metadata':
    'Reports to Seam what it cannot read from some devices: the time zone of Omnitec, Schlage and Ultraloq locks.',
  '/devices/simulate/connect': 'Brings a device of a sandbox workspace online. Expect `device.connected`.',
  '/devices/simulate/connect_to_hub':
    'Brings the hub of a sandbox device online and so removes its error `hub_disconnected`. For August and TTLock locks.',
  '/devices/simulate/disconnect':
    'Takes a device of a sandbox workspace offline. Expect `device.disconnected`.',
  '/devices/simulate/disconnect_from_hub':
    'Takes the hub of a sandbox device offline, which adds the error `hub_disconnected`. For August, TTLock and igloohome locks.',
  '/devices/simulate/paid_subscription':
    'Lets the subscription of a Nuki lock in a sandbox workspace expire, or makes it active. The error `subscription_required` changes later, in the background.',
  '/devices/simulate/remove':
    'Removes a device of a sandbox workspace from its account, as if the owner removed it at the provider. Expect `device.removed`.',
  '/devices/unmanaged/get':
    'Reads one unmanaged device by its id or its name. Fails with `device_not_found`, also for managed devices.',
  '/devices/unmanaged/list':
    'Lists devices that are connected but not managed. They have fewer properties and events, and Seam cannot control them.',
  '/devices/unmanaged/update':
    'Makes a device managed with `is_managed: true`, so that Seam can control it, or changes its custom metadata. `device.unmanaged.converted_to_managed` reports the conversion. Fails with `device_not_found`, or with `device_managed` if it is managed already.',
  '/devices/update':
    'Changes the name, the custom metadata or the backup pool of a device. `is_managed: false` makes it unmanaged, so that Seam no longer controls it; `device.converted_to_unmanaged` reports that, `device.name_changed` a new name. Fails with `device_not_found` or `device_unmanaged`.',
};
