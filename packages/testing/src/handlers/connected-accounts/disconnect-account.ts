import { aboutAccount } from '../../connected-accounts/about-account.ts';
import { aboutDevice } from '../../devices/about-device.ts';
import { issuesOfDevice } from '../../devices/issues-of-device.ts';
import { notedErrors, notedWarnings } from '../../events/noted-issues.ts';
import { writeEvent } from '../../events/write-event.ts';
import type { ConnectedAccountRow, DeviceRow } from '../../rows.ts';
import type { World } from '../../world.ts';

const error_code = 'account_disconnected';
const message = 'The provider does not accept the login any more.';

const disconnectDevice = (world: World, device: DeviceRow): void => {
  const created_at = world.clock.timestamp();
  const changed = world.state.devices.patch(device.device_id, {
    errors: [
      ...device.errors,
      { error_code, message, created_at, is_connected_account_error: true, is_device_error: false },
    ],
    properties: { ...device.properties, online: false },
  });
  writeEvent(world, device.is_managed ? 'device.disconnected' : 'device.unmanaged.disconnected', {
    ...aboutDevice(world, device),
    ...issuesOfDevice(world, changed ?? device),
    error_code,
  });
};

/** Lets an account lose its login: it shows the error, and so do its devices. One that has lost it stays as it is. */
export const disconnectAccount = (world: World, account: ConnectedAccountRow): void => {
  const { connected_account_id, warnings } = account;
  if (account.errors.some((error) => error.error_code === error_code)) return;
  const created_at = world.clock.timestamp();
  const changed = world.state.connectedAccounts.patch(connected_account_id, {
    errors: [...account.errors, { error_code, message, created_at, is_connected_account_error: true }],
  });
  writeEvent(world, 'connected_account.disconnected', {
    ...aboutAccount(account),
    connected_account_errors: notedErrors(changed?.errors),
    connected_account_warnings: notedWarnings(warnings),
  });
  for (const device of world.state.devices.by('connected_account_id', connected_account_id))
    disconnectDevice(world, device);
};
