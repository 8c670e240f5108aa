import type { ConnectedAccount, DeviceProvider } from '@org/seam-core';
import { deviceProviders } from '../devices/providers.ts';

type AcceptedCapabilities = ConnectedAccount['accepted_capabilities'];
type AcceptedCapability = 'lock' | 'thermostat' | 'noise_sensor' | 'access_control' | 'camera';

/** What accounts of a provider accept by default, by its category. */
const ofCategories: Readonly<
  Partial<Record<DeviceProvider['provider_categories'][number], AcceptedCapability>>
> = {
  consumer_smartlocks: 'lock',
  thermostats: 'thermostat',
  noise_sensors: 'noise_sensor',
  access_control_systems: 'access_control',
  cameras: 'camera',
};

const providersByName = new Map(deviceProviders.map((provider) => [provider.device_provider_name, provider]));

/** The name of a provider for people. */
export const providerDisplayName = (name: string): string => providersByName.get(name)?.display_name ?? name;

/** The logo of a provider. */
export const providerImage = (name: string): string =>
  providersByName.get(name)?.image_url ?? `https://example.com/providers/${name}.png`;

/** The kind of devices that an account of a provider has, unless a test adds others. */
export const capabilityOfProvider = (name: string): AcceptedCapability => {
  const { provider_categories = [] } = providersByName.get(name) ?? {};
  return provider_categories.flatMap((category) => ofCategories[category] ?? [])[0] ?? 'lock';
};

/** What a connect webview accepts when its request does not say so: what its providers have by default. */
export const defaultCapabilities = (providers: readonly string[]): AcceptedCapabilities =>
  providers.length === 0 ? ['lock', 'access_control'] : [...new Set(providers.map(capabilityOfProvider))];

/** The kind of a device, as accounts accept it; `undefined` for a device that every account accepts. */
export const capabilityOfDevice = (
  capabilities_supported: readonly string[],
): AcceptedCapability | undefined => {
  if (capabilities_supported.includes('thermostat')) return 'thermostat';
  if (capabilities_supported.includes('noise_detection')) return 'noise_sensor';
  return capabilities_supported.some((name) => name === 'lock' || name === 'access_code')
    ? 'lock'
    : undefined;
};
