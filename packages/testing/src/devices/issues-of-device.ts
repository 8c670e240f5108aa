import { notedErrors, notedWarnings } from '../events/noted-issues.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** What is wrong with a device and with its account, for the events that tell of a failure. */
export const issuesOfDevice = ({ state }: World, device: DeviceRow) => {
  const account = state.connectedAccounts.get(device.connected_account_id);
  return {
    device_errors: notedErrors(device.errors),
    device_warnings: notedWarnings(device.warnings),
    connected_account_errors: notedErrors(account?.errors),
    connected_account_warnings: notedWarnings(account?.warnings),
  };
};
