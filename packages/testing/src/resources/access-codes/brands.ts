import type { DeviceRow } from '../../fake/rows.ts';

/** What is special about the access codes of a device type. Documented in the guide of its manufacturer. */
interface Brand {
  /** The lock starts and ends time-bound access codes itself. */
  readonly schedulesNatively?: boolean;
  /** Access codes that others created cannot be converted to managed ones. */
  readonly cannotBeConverted?: boolean;
  /** The codes of unmanaged access codes are not readable. */
  readonly hidesUnmanagedCodes?: boolean;
  /** The codes that a caller may specify, with their description for the message. */
  readonly codePattern?: { readonly expression: RegExp; readonly description: string };
  /** A time-bound access code needs both times. */
  readonly needsBothTimes?: boolean;
}

const native: Brand = { schedulesNatively: true };

const brands: Readonly<Record<string, Brand>> = {
  august_lock: native,
  igloo_lock: { schedulesNatively: true, cannotBeConverted: true },
  igloohome_lock: { schedulesNatively: true, cannotBeConverted: true },
  kwikset_lock: { schedulesNatively: true, cannotBeConverted: true },
  nuki_lock: native,
  salto_lock: native,
  schlage_lock: native,
  smartthings_lock: { cannotBeConverted: true, hidesUnmanagedCodes: true },
  tedee_lock: native,
  ttlock_lock: native,
  two_n_intercom: native,
  ultraloq_lock: {
    codePattern: { expression: /^\d{4,8}$/, description: '4 to 8 digits' },
    needsBothTimes: true,
  },
  wyze_lock: native,
  yale_lock: native,
};

const brandOf = (device: Pick<DeviceRow, 'device_type'> | undefined): Brand =>
  brands[device?.device_type ?? ''] ?? {};

/** Whether a lock starts and ends time-bound access codes itself, so that it gets them days before their start. */
export const schedulesNatively = (device: DeviceRow | undefined): boolean =>
  brandOf(device).schedulesNatively === true;

/** Whether Seam cannot convert the unmanaged access codes of a device. */
export const cannotBeConverted = (device: DeviceRow | undefined): boolean =>
  brandOf(device).cannotBeConverted === true;

/** Whether Seam cannot read the codes of a device's unmanaged access codes. */
export const hidesUnmanagedCodes = (device: DeviceRow | undefined): boolean =>
  brandOf(device).hidesUnmanagedCodes === true;

/** The codes that the manufacturer accepts; `undefined` when any is accepted. */
export const codePatternOf = (device: DeviceRow): Brand['codePattern'] => brandOf(device).codePattern;

/** Whether a time-bound access code of a device needs a start and an end. */
export const needsBothTimes = (device: DeviceRow): boolean => brandOf(device).needsBothTimes === true;
