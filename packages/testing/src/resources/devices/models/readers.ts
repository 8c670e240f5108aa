import type { DeviceModel } from './device-model.ts';
import { lock } from './lock-model.ts';

/** The readers, panels, intercoms and relays of doors that Seam connects to, by device type. */
export const readerModels: Readonly<Record<string, DeviceModel>> = {
  akiles_lock: lock({
    provider: 'akiles',
    manufacturerName: 'Akiles',
    locks: false,
    hasDirectPower: true,
    metadata: (gadget_id, gadget_name) => ({ akiles_metadata: { gadget_id, gadget_name } }),
  }),
  akuvox_lock: lock({ provider: 'akuvox', manufacturerName: 'Akuvox', locks: false, hasDirectPower: true }),
  avigilon_alta_entry: lock({
    provider: 'avigilon_alta',
    manufacturerName: 'Avigilon Alta',
    codes: 'none',
    keypad: 'none',
    locks: false,
    hasDirectPower: true,
  }),
  brivo_access_point: lock({
    provider: 'brivo',
    manufacturerName: 'Brivo',
    locks: false,
    hasDirectPower: true,
    metadata: (_, device_name) => ({ brivo_metadata: { device_name, activation_enabled: true } }),
  }),
  butterflymx_panel: lock({
    provider: 'butterflymx',
    manufacturerName: 'ButterflyMX',
    codes: 'none',
    locks: false,
    hasDirectPower: true,
  }),
  controlbyweb_device: lock({
    provider: 'controlbyweb',
    manufacturerName: 'ControlByWeb',
    displayName: 'Relay',
    codes: 'none',
    keypad: 'none',
    hasDirectPower: true,
    metadata: (device_id, device_name) => ({ controlbyweb_metadata: { device_id, device_name } }),
  }),
  doorking_lock: lock({
    provider: 'doorking',
    manufacturerName: 'DoorKing',
    locks: false,
    hasDirectPower: true,
  }),
  genie_door: lock({
    provider: 'genie',
    manufacturerName: 'Genie',
    displayName: 'Garage door opener',
    codes: 'none',
    keypad: 'none',
    hasDirectPower: true,
    metadata: (_, device_name) => ({ genie_metadata: { device_name, door_name: device_name } }),
  }),
  kisi_lock: lock({
    provider: 'kisi',
    manufacturerName: 'Kisi',
    codes: 'none',
    keypad: 'none',
    locks: false,
    hasDirectPower: true,
    metadata: (_, lock_name) => ({ kisi_metadata: { lock_name } }),
  }),
  linear_lock: lock({ provider: 'linear', manufacturerName: 'Linear', locks: false, hasDirectPower: true }),
  two_n_intercom: lock({
    provider: 'my_2n',
    manufacturer: 'two_n',
    manufacturerName: '2N',
    displayName: 'Intercom',
    locks: false,
    hasDirectPower: true,
    metadata: (_, device_name) => ({ two_n_metadata: { device_name } }),
  }),
};
