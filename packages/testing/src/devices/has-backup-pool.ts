import type { DeviceRow } from '../rows.ts';

/** Whether a device keeps backup access codes ready: it can, unless it says otherwise, and that is switched on. */
export const hasBackupPool = ({ properties }: DeviceRow): boolean => {
  const { supports_backup_access_code_pool: canDoSo, backup_access_code_pool_enabled: isOn } = properties;
  return canDoSo !== false && (isOn ?? canDoSo) === true;
};
