import type { DeviceProvider } from '@org/seam-core';

type Category = DeviceProvider['provider_categories'][number];
type Abilities = Omit<
  DeviceProvider,
  'device_provider_name' | 'display_name' | 'image_url' | 'provider_categories'
>;

interface Kind {
  readonly categories: Category[];
  readonly abilities: Abilities;
}

const lock: Kind = {
  categories: ['stable', 'consumer_smartlocks'],
  abilities: {
    can_program_online_access_codes: true,
    can_remotely_lock: true,
    can_remotely_unlock: true,
    can_simulate_connection: true,
    can_simulate_disconnection: true,
    can_simulate_removal: true,
    can_unlock_with_code: true,
  },
};
const lockWithHub: Kind = {
  ...lock,
  abilities: { ...lock.abilities, can_simulate_hub_connection: true, can_simulate_hub_disconnection: true },
};
const lockWithSubscription: Kind = {
  ...lock,
  abilities: { ...lock.abilities, can_simulate_paid_subscription: true },
};
const thermostat: Kind = {
  categories: ['stable', 'thermostats'],
  abilities: {
    can_hvac_cool: true,
    can_hvac_heat: true,
    can_hvac_heat_cool: true,
    can_turn_off_hvac: true,
  },
};
const noiseSensor: Kind = { categories: ['stable', 'noise_sensors'], abilities: {} };
const accessSystem: Kind = { categories: ['stable', 'access_control_systems'], abilities: {} };
const camera: Kind = { categories: ['beta', 'cameras'], abilities: {} };
const connector: Kind = { categories: ['beta', 'connectors'], abilities: {} };

/** The display name and the kind of some of Seam's providers. Every category has at least one. */
const kinds: Readonly<Record<string, readonly [display_name: string, kind: Kind]>> = {
  akiles: ['Akiles', lock],
  assa_abloy_vostio: ['ASSA ABLOY Vostio', accessSystem],
  august: [
    'August',
    { ...lockWithHub, abilities: { ...lockWithHub.abilities, can_configure_auto_lock: true } },
  ],
  brivo: ['Brivo', accessSystem],
  ecobee: ['ecobee', thermostat],
  guesty: ['Guesty', connector],
  honeywell_resideo: ['Honeywell Resideo', thermostat],
  ical: ['iCal', connector],
  igloohome: ['igloohome', lockWithHub],
  kwikset: ['Kwikset', lock],
  minut: ['Minut', noiseSensor],
  nest: ['Google Nest', thermostat],
  noiseaware: ['NoiseAware', noiseSensor],
  nuki: ['Nuki', lockWithSubscription],
  omnitec: ['Omnitec', lock],
  ring: ['Ring', camera],
  salto_ks: ['Salto KS', accessSystem],
  salto_space: ['Salto Space', accessSystem],
  schlage: ['Schlage', lock],
  smartthings: ['SmartThings', lock],
  ttlock: ['TTLock', lockWithHub],
  ultraloq: ['U-tec Ultraloq', lock],
  visionline: ['Visionline', accessSystem],
  yale: ['Yale', lock],
};

/** The device providers that the fake supports. */
export const deviceProviders: readonly DeviceProvider[] = Object.entries(kinds).map(
  ([device_provider_name, [display_name, { categories, abilities }]]) =>
    Object.assign(
      {
        device_provider_name,
        display_name,
        image_url: `https://example.com/providers/${device_provider_name}.png`,
        provider_categories: categories,
      },
      abilities,
    ),
);
