import type { Device } from '@org/seam-core';
import type { DeviceRow } from '../state.ts';

/** A managed device as the API shows it. */
export const presentDevice = (row: DeviceRow): Device => ({ ...row, is_managed: true });
