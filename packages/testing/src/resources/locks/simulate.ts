import type { Handlers, locks } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { startAttempt } from '../../action-attempts/start.ts';
import type { WorldContext } from '../../fake/world.ts';
import { requireControllable } from '../devices/rules.ts';
import { requireSandbox } from '../shared/refusals.ts';

/** Seam simulates the keypads of August locks only. */
const requireKeypad = (context: WorldContext, device_id: string): void => {
  requireSandbox(context);
  const { device_type } = requireControllable(context, device_id, 'lock');
  if (device_type !== 'august_lock')
    throw apiError('not_supported', { message: `No ${device_type} is simulated.`, data: { device_id } });
};

export const locksSimulate: Handlers<typeof locks.simulate, WorldContext> = {
  keypadCodeEntry: ({ device_id, code }, context) => {
    requireKeypad(context, device_id);
    return startAttempt(context, 'SIMULATE_KEYPAD_CODE_ENTRY', { device_id, code });
  },

  manualLockViaKeypad: ({ device_id }, context) => {
    requireKeypad(context, device_id);
    return startAttempt(context, 'SIMULATE_MANUAL_LOCK_VIA_KEYPAD', { device_id });
  },
};
