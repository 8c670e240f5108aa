import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import type { World } from '../../fake/world.ts';
import { checkArgument, findProviderDevice } from '../devices/provider-device.ts';
import { patchProperties } from '../devices/record.ts';
import type { EventFields } from '../events/write-event.ts';
import { lockDevice, unlockDevice } from './actions.ts';
import { denyAccess, enterCode } from './keypad.ts';

/** How somebody locks or unlocks a lock, as its event says. */
interface LockOperation {
  /** @default 'manual' */
  readonly method?: 'keycode' | 'card' | 'manual' | 'automatic' | 'remote' | 'unknown' | undefined;
  /** The access code, with the method `keycode`. */
  readonly access_code_id?: string | undefined;
  readonly is_via_bluetooth?: boolean | undefined;
  readonly is_via_nfc?: boolean | undefined;
}

type Reason = NonNullable<EventFields<'lock.access_denied'>['reason']>['reason_code'];

/** What happens at a lock without a request to Seam. All functions throw a SeamConfigError for a device that is no lock. */
export interface LocksProvider {
  /** Somebody locks the lock, by hand unless `operation` says otherwise. Writes `lock.locked`. */
  lockDevice(device_id: string, operation?: LockOperation): void;
  /** Somebody unlocks the lock, by hand unless `operation` says otherwise. Writes `lock.unlocked`. */
  unlockDevice(device_id: string, operation?: LockOperation): void;
  /**
   * Somebody enters a code at the lock. Writes `lock.unlocked` or `lock.access_denied`. A lock that is offline opens with the
   * codes that it has, and reports nothing: so it also opens with a code whose removal is still pending.
   * @returns whether the lock opens
   */
  enterCode(device_id: string, code: string): boolean;
  /** The lock denies access for a reason that the fake does not know of. Writes `lock.access_denied`. */
  denyAccess(device_id: string, reason_code: Reason): void;
  /**
   * Whether the lock confirms what a request makes it do. Without a confirmation the action attempt succeeds with
   * `was_confirmed_by_device: false`, and the lock reports neither its new state nor an event: use `lockDevice` or
   * `unlockDevice` for a late report.
   */
  setLockConfirmation(device_id: string, isConfirmed: boolean): void;
  /** The door is opened or closed. Sets `properties.door_open`; there is no event. */
  setDoorOpen(device_id: string, isOpen: boolean): void;
}

const operationRules: OptionRules<LockOperation> = {
  method: rules.oneOf('keycode', 'card', 'manual', 'automatic', 'remote', 'unknown'),
  access_code_id: rules.type('string'),
  is_via_bluetooth: rules.type('boolean'),
  is_via_nfc: rules.type('boolean'),
};

const reasons = rules.oneOf(
  'unknown_code',
  'expired_code',
  'blocklisted_code',
  'too_many_attempts',
  'blocked_by_privacy_mode',
  'credential_error',
);

/** Creates the functions of `fake.provider` for locks. */
export const locksProvider = (world: World): LocksProvider => {
  const find = (name: string, device_id: string) =>
    findProviderDevice(world, `provider.${name}()`, { device_id, capability: 'lock' });
  const sourceOf = (name: string, operation: LockOperation) => {
    checkOptions(`provider.${name}()`, operation, operationRules);
    const code = world.state.accessCodes.get(operation.access_code_id ?? '');
    return {
      ...operation,
      method: operation.method ?? 'manual',
      ...(code === undefined ? {} : { access_code_is_managed: code.is_managed }),
    };
  };
  return {
    lockDevice: (device_id, operation = {}) => {
      lockDevice(world, find('lockDevice', device_id), sourceOf('lockDevice', operation));
    },
    unlockDevice: (device_id, operation = {}) => {
      unlockDevice(world, find('unlockDevice', device_id), sourceOf('unlockDevice', operation));
    },
    enterCode: (device_id, code) => {
      const device = find('enterCode', device_id);
      checkArgument('provider.enterCode(): code', code, rules.type('string'));
      return enterCode(world, device, code);
    },
    denyAccess: (device_id, reason_code) => {
      const device = find('denyAccess', device_id);
      checkArgument('provider.denyAccess(): reason_code', reason_code, reasons);
      denyAccess(world, device, { reason_code });
    },
    setLockConfirmation: (device_id, isConfirmed) => {
      find('setLockConfirmation', device_id);
      checkArgument('provider.setLockConfirmation(): isConfirmed', isConfirmed, rules.type('boolean'));
      world.state.devices.patch(device_id, { confirms_lock_actions: isConfirmed });
    },
    setDoorOpen: (device_id, isOpen) => {
      find('setDoorOpen', device_id);
      checkArgument('provider.setDoorOpen(): isOpen', isOpen, rules.type('boolean'));
      patchProperties(world, device_id, { door_open: isOpen });
    },
  };
};
