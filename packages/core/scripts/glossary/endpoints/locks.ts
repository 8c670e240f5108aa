import type { EndpointTexts } from '../endpoint-texts.ts';

export const locks: EndpointTexts = {
  '/locks/configure_auto_lock':
    'Turns auto-lock of a lock on or off. On needs a delay from 1 to 60 seconds. Asynchronous: the action attempt ends when the lock has the setting. The lock needs `can_configure_auto_lock`.',
  '/locks/get':
    'Reads one lock by its id or its name. Deprecated: use `/devices/get`. Fails with `device_not_found`, also for devices that are no locks.',
  '/locks/list':
    'Lists managed locks. The parameters select by type, manufacturer, connected account or customer.',
  '/locks/lock_door':
    'Locks a lock remotely. Asynchronous: the action attempt ends when the lock responds; `lock.locked` and `action_attempt.lock_door.succeeded` or `action_attempt.lock_door.failed` report it. If the wait times out, the lock may still move. The lock needs `can_remotely_lock`. Fails with `device_not_found`. Limit: 15 requests per minute and device.',
  '/locks/simulate/keypad_code_entry':
    'Enters a code at the keypad of an August lock in a sandbox workspace. Asynchronous: the action attempt ends with success or an error.',
  '/locks/simulate/manual_lock_via_keypad':
    'Locks an August lock in a sandbox workspace, as if someone locked it at its keypad. Asynchronous: the action attempt ends with success or an error.',
  '/locks/unlock_door':
    'Unlocks a lock remotely. Asynchronous: the action attempt ends when the lock responds; `lock.unlocked` and `action_attempt.unlock_door.succeeded` or `action_attempt.unlock_door.failed` report it. If the wait times out, the lock may still move. The lock needs `can_remotely_unlock`. Fails with `device_not_found`. Limit: 15 requests per minute and device.',
};
