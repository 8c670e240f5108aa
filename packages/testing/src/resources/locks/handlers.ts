import type { Handlers, locks as contract } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { startAttempt } from '../../action-attempts/start.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { findDevice } from '../devices/find-device.ts';
import { listOfKind } from '../devices/list.ts';
import { presentDevice } from '../devices/present.ts';
import { requireControllable } from '../devices/rules.ts';
import { locksSimulate } from './simulate.ts';

const isManagedLock = ({ is_managed, capabilities_supported }: DeviceRow): boolean =>
  is_managed && capabilities_supported.includes('lock');

/** The lock, unless it says of itself that it cannot do something. */
const requireAble = (
  context: WorldContext,
  device_id: string,
  ability: 'can_configure_auto_lock' | 'can_remotely_lock' | 'can_remotely_unlock',
): void => {
  if (requireControllable(context, device_id, 'lock')[ability] === false)
    throw apiError('not_supported', {
      message: `The lock says of ${ability} that it is false.`,
      data: { device_id },
    });
};

export const locks: Handlers<typeof contract, WorldContext> = {
  configureAutoLock: ({ device_id, auto_lock_enabled, auto_lock_delay_seconds }, context) => {
    requireAble(context, device_id, 'can_configure_auto_lock');
    if (auto_lock_enabled && auto_lock_delay_seconds === undefined)
      throw apiError('invalid_input', {
        message: 'A lock that shall lock itself needs auto_lock_delay_seconds, from 1 to 60.',
      });
    return startAttempt(context, 'CONFIGURE_AUTO_LOCK', {
      device_id,
      auto_lock_enabled,
      auto_lock_delay_seconds,
    });
  },

  get: (params, context) => presentDevice(context.world)(findDevice(params, context, isManagedLock)),

  list: (params, context) => listOfKind(context, params, 'lock'),

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
