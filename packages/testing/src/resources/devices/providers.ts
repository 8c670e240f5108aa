import type { DeviceProvider } from '@org/seam-core';
import type { DeviceFlags } from './models/device-model.ts';
import { deviceModels } from './models/find-model.ts';

type Category = DeviceProvider['provider_categories'][number];

const lock: Category[] = ['stable', 'consumer_smartlocks'];
const thermostat: Category[] = ['stable', 'thermostats'];
const noiseSensor: Category[] = ['stable', 'noise_sensors'];
const accessSystem: Category[] = ['stable', 'access_control_systems'];
const connector: Category[] = ['beta', 'connectors'];

/** The display name and the categories of Seam's providers. Every category has at least one. */
const providers: Readonly<Record<string, readonly [display_name: string, categories: Category[]]>> = {
  akiles: ['Akiles', lock],
  akuvox: ['Akuvox', lock],
  assa_abloy_vostio: ['ASSA ABLOY Vostio', accessSystem],
  august: ['August', lock],
  avigilon_alta: ['Avigilon Alta', accessSystem],
  brivo: ['Brivo', accessSystem],
  butterflymx: ['ButterflyMX', lock],
  controlbyweb: ['ControlByWeb', lock],
  doorking: ['DoorKing', lock],
  dormakaba_oracode: ['dormakaba Oracode', lock],
  ecobee: ['ecobee', thermostat],
  four_suites: ['4SUITES', lock],
  genie: ['Genie', lock],

  guesty: ['Guesty', connector],
  honeywell_resideo: ['Honeywell Resideo', thermostat],
  ical: ['iCal', connector],
  igloo: ['igloo', lock],
  igloohome: ['igloohome', lock],
  keyincode: ['KeyInCode', lock],
  keynest: ['KeyNest', lock],
  kisi: ['Kisi', accessSystem],
  kwikset: ['Kwikset', lock],
  linear: ['Linear', lock],
  lockly: ['Lockly', lock],
  minut: ['Minut', noiseSensor],
  my_2n: ['2N', lock],
  nest: ['Google Nest', thermostat],
  noiseaware: ['NoiseAware', noiseSensor],
  nuki: ['Nuki', lock],
  omnitec: ['Omnitec', lock],
  ring: ['Ring', ['beta', 'cameras']],
  salto_ks: ['Salto KS', accessSystem],
  salto_space: ['Salto Space', accessSystem],
  schlage: ['Schlage', lock],
  sensi: ['Sensi', thermostat],
  smartthings: ['SmartThings', ['stable', 'consumer_smartlocks', 'thermostats']],
  tado: ['tado°', thermostat],
  tedee: ['Tedee', lock],
  ttlock: ['TTLock', lock],
  ultraloq: ['U-tec Ultraloq', lock],
  visionline: ['Visionline', accessSystem],
  wyze: ['Wyze', lock],
  yale: ['Yale', lock],
};

/** The flags of all device models, by provider. A provider has a flag when one of its models has it. */
const flagsByProvider = new Map<string, DeviceFlags>();
for (const { provider, flags } of Object.values(deviceModels))
  flagsByProvider.set(provider, { ...flagsByProvider.get(provider), ...flags });

/** The device providers that the fake supports. */
export const deviceProviders: readonly DeviceProvider[] = Object.entries(providers).map(
  ([device_provider_name, [display_name, provider_categories]]) =>
    Object.assign(
      {
        device_provider_name,
        display_name,
        image_url: `https://example.com/providers/${device_provider_name}.png`,
        provider_categories,
      },
      flagsByProvider.get(device_provider_name),
    ),
);
