import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRule, rules } from '@org/seam-core/internal';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { disconnectDevice, reconnectDevice } from './connection.ts';
import { checkArgument, findProviderDevice } from './provider-device.ts';
import { deviceEventFields, deviceIssueFields } from './rules.ts';
import { setAccessoryKeypad, setBattery, setWarning } from './situations.ts';

/** The images of an event at a doorbell or a camera. */
interface Recording {
  readonly image_url?: string | undefined;
  readonly video_url?: string | undefined;
}

interface DetectedMotion extends Recording {
  readonly motion_sub_type?: 'human' | 'vehicle' | 'package' | 'other' | undefined;
}

/** What happens at a device without a request to Seam. All functions throw a SeamConfigError for an unknown device. */
export interface DevicesProvider {
  /**
   * Sets the battery level. Writes `device.battery_status_changed` when the status changes (`critical` below 0.1, `low` below
   * 0.3, `good` below 0.75, else `full`), and `device.low_battery` when the level drops below 0.3.
   * @param level from 0 to 1
   * @throws SeamConfigError when the device has no battery
   */
  setBattery(device_id: string, level: number): void;
  /** The device detects that somebody tampers with it. Writes `device.tampered`. */
  tamper(device_id: string): void;
  /** Somebody rings at the device. Writes `device.doorbell_rang`. */
  ringDoorbell(device_id: string, recording?: Recording): void;
  /** A camera detects motion. Writes `camera.activated`. */
  detectMotion(device_id: string, motion?: DetectedMotion): void;
  /**
   * Somebody activates or deactivates the privacy mode of a Salto lock: sets its warning, and writes
   * `device.salto.privacy_mode_activated` or `…_deactivated`. In privacy mode codes are denied.
   * @throws SeamConfigError when the device is not a Salto lock
   */
  setPrivacyMode(device_id: string, isActive: boolean): void;
  /**
   * Connects or disconnects the accessory keypad. Writes `device.accessory_keypad_connected` or `…_disconnected`. Without its
   * keypad a device has the flags `can_program_online_access_codes: false` and `can_unlock_with_code: false`.
   * @throws SeamConfigError when no accessory keypad can be connected to the device
   */
  setAccessoryKeypad(device_id: string, isConnected: boolean): void;
  /**
   * Somebody starts or stops using a third-party integration that interferes with Seam: sets the warning, and writes
   * `device.third_party_integration_detected` or `…_no_longer_detected`.
   */
  setThirdPartyIntegration(device_id: string, isDetected: boolean): void;
  /**
   * The connection becomes flaky or stable again: sets the warning, and writes `device.connection_became_flaky` or
   * `device.connection_stabilized`.
   */
  setConnectionQuality(device_id: string, quality: 'flaky' | 'stable'): void;
  /** Disconnects the device, in production too. Writes `device.disconnected` when it was online. */
  disconnectDevice(device_id: string, cause?: 'device_disconnected' | 'hub_disconnected'): void;
  /** Connects the device again, whatever disconnected it except its account. Writes `device.connected`. */
  reconnectDevice(device_id: string): void;
}

const url = rules.type('string');
const fraction: OptionRule = {
  expected: 'a number from 0 to 1',
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= 1,
};
const isTrueOrFalse = rules.type('boolean');

/** Creates the functions of `fake.provider` for devices. */
export const devicesProvider = (world: World): DevicesProvider => {
  const find = (name: string, device_id: string): DeviceRow =>
    findProviderDevice(world, `provider.${name}()`, { device_id });
  const refuse = (name: string, message: string): never => {
    throw new SeamConfigError(`provider.${name}(): ${message}`);
  };
  return {
    setBattery: (device_id, level) => {
      const device = find('setBattery', device_id);
      checkArgument('provider.setBattery(): level', level, fraction);
      if (device.properties.has_direct_power === true)
        refuse('setBattery', `the device ${device_id} has no battery.`);
      setBattery(world, device, level);
    },
    tamper: (device_id) => {
      writeEvent(world, 'device.tampered', deviceEventFields(world, find('tamper', device_id)));
    },
    ringDoorbell: (device_id, recording = {}) => {
      checkOptions('provider.ringDoorbell()', recording, { image_url: url, video_url: url });
      const eventFields = deviceEventFields(world, find('ringDoorbell', device_id));
      writeEvent(world, 'device.doorbell_rang', { ...eventFields, ...recording });
    },
    detectMotion: (device_id, motion = {}) => {
      const motion_sub_type = rules.oneOf('human', 'vehicle', 'package', 'other');
      checkOptions('provider.detectMotion()', motion, { image_url: url, video_url: url, motion_sub_type });
      const eventFields = deviceEventFields(world, find('detectMotion', device_id));
      writeEvent(world, 'camera.activated', {
        ...eventFields,
        activation_reason: 'motion_detected',
        ...motion,
      });
    },
    setPrivacyMode: (device_id, isActive) => {
      const device = find('setPrivacyMode', device_id);
      checkArgument('provider.setPrivacyMode(): isActive', isActive, isTrueOrFalse);
      if (device.device_type !== 'salto_lock')
        refuse('setPrivacyMode', `only a salto_lock has a privacy mode; got a ${device.device_type}.`);
      if (!setWarning(world, device, { warning_code: 'privacy_mode', isActive })) return;
      writeEvent(
        world,
        isActive ? 'device.salto.privacy_mode_activated' : 'device.salto.privacy_mode_deactivated',
        deviceEventFields(world, device),
      );
    },
    setAccessoryKeypad: (device_id, isConnected) => {
      const device = find('setAccessoryKeypad', device_id);
      checkArgument('provider.setAccessoryKeypad(): isConnected', isConnected, isTrueOrFalse);
      if (device.properties.model.can_connect_accessory_keypad !== true)
        refuse('setAccessoryKeypad', `no accessory keypad can be connected to a ${device.device_type}.`);
      setAccessoryKeypad(world, device, isConnected);
    },
    setThirdPartyIntegration: (device_id, isDetected) => {
      const device = find('setThirdPartyIntegration', device_id);
      checkArgument('provider.setThirdPartyIntegration(): isDetected', isDetected, isTrueOrFalse);
      if (
        !setWarning(world, device, { warning_code: 'third_party_integration_detected', isActive: isDetected })
      )
        return;
      writeEvent(
        world,
        isDetected
          ? 'device.third_party_integration_detected'
          : 'device.third_party_integration_no_longer_detected',
        deviceEventFields(world, device),
      );
    },
    setConnectionQuality: (device_id, quality) => {
      const device = find('setConnectionQuality', device_id);
      checkArgument('provider.setConnectionQuality(): quality', quality, rules.oneOf('flaky', 'stable'));
      const changed = setWarning(world, device, {
        warning_code: 'device_has_flaky_connection',
        isActive: quality === 'flaky',
      });
      if (!changed) return;
      const eventFields = deviceEventFields(world, device);
      if (quality === 'stable') writeEvent(world, 'device.connection_stabilized', eventFields);
      else
        writeEvent(world, 'device.connection_became_flaky', {
          ...eventFields,
          ...deviceIssueFields(world, changed),
        });
    },
    disconnectDevice: (device_id, cause = 'device_disconnected') => {
      const device = find('disconnectDevice', device_id);
      const causes = rules.oneOf('device_disconnected', 'hub_disconnected');
      checkArgument('provider.disconnectDevice(): cause', cause, causes);
      disconnectDevice(world, device, cause);
    },
    reconnectDevice: (device_id) => {
      const codes = ['device_disconnected', 'device_offline', 'device_removed', 'hub_disconnected'] as const;
      reconnectDevice(world, find('reconnectDevice', device_id), codes);
    },
  };
};
