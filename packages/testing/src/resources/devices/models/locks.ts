import { type DeviceFlags, type DeviceModel } from './device-model.ts';
import { digits, lock } from './lock-model.ts';

const withHub: DeviceFlags = { can_simulate_hub_connection: true, can_simulate_hub_disconnection: true };

/** The locks that Seam connects to, by device type. */
export const lockModels: Readonly<Record<string, DeviceModel>> = {
  august_lock: lock({
    provider: 'august',
    manufacturerName: 'August',
    keypad: 'accessory',
    flags: { ...withHub, can_configure_auto_lock: true },
    metadata: (lock_id, lock_name) => ({
      august_metadata: { lock_id, lock_name, has_keypad: true, model: 'AUG-SL05', house_name: 'Home' },
    }),
  }),
  dormakaba_oracode_door: lock({
    provider: 'dormakaba_oracode',
    manufacturerName: 'dormakaba',
    codes: 'offline',
    locks: false,
    unlocks: false,
    constraints: [{ constraint_type: 'cannot_specify_pin_code' }],
    metadata: (device_id, door_name) => ({ dormakaba_oracode_metadata: { device_id, door_name } }),
  }),
  four_suites_door: lock({
    provider: 'four_suites',
    manufacturerName: '4SUITES',
    metadata: (_, device_name) => ({ four_suites_metadata: { device_name } }),
  }),
  igloo_lock: lock({ provider: 'igloo', manufacturerName: 'igloo', codes: 'both' }),
  igloohome_lock: lock({
    provider: 'igloohome',
    manufacturerName: 'igloohome',
    codes: 'both',
    lengths: digits(4, 9),
    mostCodes: 100,
    flags: { can_simulate_hub_disconnection: true },
    metadata: (device_id, device_name) => ({ igloohome_metadata: { device_id, device_name } }),
  }),
  keyincode_lock: lock({ provider: 'keyincode', manufacturerName: 'KeyInCode' }),
  kwikset_lock: lock({
    provider: 'kwikset',
    manufacturerName: 'Kwikset',
    metadata: (device_id, device_name) => ({ kwikset_metadata: { device_id, device_name } }),
  }),
  lockly_lock: lock({
    provider: 'lockly',
    manufacturerName: 'Lockly',
    codes: 'both',
    lengths: digits(6, 8),
    metadata: (device_id, device_name) => ({ lockly_metadata: { device_id, device_name } }),
  }),
  nuki_lock: lock({
    provider: 'nuki',
    manufacturerName: 'Nuki',
    keypad: 'accessory',
    lengths: [6],
    mostCodes: 100,
    constraints: [
      { constraint_type: 'cannot_start_with_12' },
      { constraint_type: 'no_zeros' },
      { constraint_type: 'name_length', max_length: 20 },
    ],
    flags: { can_simulate_paid_subscription: true },
    metadata: (device_id, device_name) => ({
      nuki_metadata: { device_id, device_name, keypad_paired: true, keypad_battery_critical: false },
    }),
  }),
  omnitec_lock: lock({
    provider: 'omnitec',
    manufacturerName: 'Omnitec',
    metadata: (_, lock_name) => ({ omnitec_metadata: { lock_name, has_gateway: true } }),
  }),
  salto_lock: lock({
    provider: 'salto_ks',
    manufacturer: 'salto',
    manufacturerName: 'Salto',
    locks: false,
    lengths: [6],
    mostCodes: 100,
    constraints: [{ constraint_type: 'cannot_specify_pin_code' }],
    backups: false,
    metadata: (lock_id) => ({ salto_ks_metadata: { lock_id, locked_state: 'locked' } }),
  }),
  schlage_lock: lock({
    provider: 'schlage',
    manufacturerName: 'Schlage',
    displayName: 'Encode',
    constraints: [{ constraint_type: 'name_length', max_length: 9 }],
    metadata: (device_id, device_name) => ({ schlage_metadata: { device_id, device_name, model: 'Encode' } }),
  }),
  smartthings_lock: lock({
    provider: 'smartthings',
    manufacturerName: 'SmartThings',
    metadata: (device_id, device_name) => ({ smartthings_metadata: { device_id, device_name } }),
  }),
  tedee_lock: lock({
    provider: 'tedee',
    manufacturerName: 'Tedee',
    displayName: 'Lock PRO',
    keypad: 'accessory',
    lengths: digits(5, 8),
    constraints: [
      { constraint_type: 'no_ascending_or_descending_sequence' },
      { constraint_type: 'at_least_three_unique_digits' },
    ],
    metadata: (_, device_name) => ({ tedee_metadata: { device_name, device_model: 'Lock PRO' } }),
  }),
  ttlock_lock: lock({
    provider: 'ttlock',
    manufacturerName: 'TTLock',
    flags: { ...withHub, can_configure_auto_lock: true },
    metadata: (_, lock_alias) => ({ ttlock_metadata: { lock_alias, has_gateway: true } }),
  }),
  ultraloq_lock: lock({
    provider: 'ultraloq',
    manufacturerName: 'Ultraloq',
    initialWarning: 'ultraloq_time_zone_unknown',
    metadata: (device_id, device_name) => ({
      ultraloq_metadata: { device_id, device_name, time_zone: null },
    }),
  }),
  wyze_lock: lock({
    provider: 'wyze',
    manufacturerName: 'Wyze',
    keypad: 'accessory',
    metadata: (device_id, device_name) => ({ wyze_metadata: { device_id, device_name } }),
  }),
  yale_lock: lock({ provider: 'yale', manufacturerName: 'Yale' }),
};
