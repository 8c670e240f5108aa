import type { Handlers, locks as contract } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { findDevice, listDevicesByCapability } from '../devices/find.ts';
import { requireFlag } from '../devices/flags.ts';
import type { DeviceFlag } from '../devices/models/device-model.ts';
import { presentDevice } from '../devices/present.ts';
import { isManagedLock, requireCapableDevice } from '../devices/rules.ts';
import { requireSandbox } from '../shared/checks.ts';

/**
 * Checks that the lock has a simulated keypad: Seam simulates those of August locks only.
 * @throws SeamApiError
 */
const requireKeypad = (context: WorldContext, device_id: string): void => {
  requireSandbox(context);
  const device = requireCapableDevice(context, device_id, 'lock');
  const { device_type } = device;
  if (device_type !== 'august_lock')
    throw apiError('not_supported', {
      message: `No simulation is available for ${device_type}.`,
      data: { device_id },
    });
  requireFlag(device, 'can_unlock_with_code');
};

const locksSimulate: Handlers<typeof contract.simulate, WorldContext> = {
  keypadCodeEntry: ({ device_id, code }, context) => {
    requireKeypad(context, device_id);
    return startAttempt(context, 'SIMULATE_KEYPAD_CODE_ENTRY', { device_id, code });
  },

  manualLockViaKeypad: ({ device_id }, context) => {
    requireKeypad(context, device_id);
    return startAttempt(context, 'SIMULATE_MANUAL_LOCK_VIA_KEYPAD', { device_id });
  },
};

/** Finds a managed lock with an ability. @throws SeamApiError */
const requireAble = (context: WorldContext, device_id: string, flag: DeviceFlag): void =>
  requireFlag(requireCapableDevice(context, device_id, 'lock'), flag);

export const locks: Handlers<typeof contract, WorldContext> = {
  configureAutoLock: ({ device_id, auto_lock_enabled, auto_lock_delay_seconds }, context) => {
    requireAble(context, device_id, 'can_configure_auto_lock');
    if (auto_lock_enabled && auto_lock_delay_seconds === undefined)
      throw apiError('invalid_input', {
        message: 'Pass auto_lock_delay_seconds, from 1 to 60, with auto_lock_enabled.',
      });
    return startAttempt(context, 'CONFIGURE_AUTO_LOCK', {
      device_id,
      auto_lock_enabled,
      auto_lock_delay_seconds,
    });
  },

  get: (params, context) => presentDevice(context.world)(findDevice(params, context, isManagedLock)),

  list: (params, context) => listDevicesByCapability(context, params, 'lock'),

  lockDoor: ({ device_id }, context) => {
    requireAble(context, device_id, 'can_remotely_lock');
    return startAttempt(context, 'LOCK_DOOR', { device_id });
  },

  simulate: locksSimulate,

  unlockDoor: ({ device_id }, context) => {
    requireAble(context, device_id, 'can_remotely_unlock');
    return startAttempt(context, 'UNLOCK_DOOR', { device_id });
  },
};
