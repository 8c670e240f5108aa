import type { Device } from '@org/seam-core';

type Properties = Device['properties'];

/** A flag that says what a device can do. Absent when its model cannot do it. */
export type DeviceFlag = Extract<keyof Device, `can_${string}`>;

export type DeviceFlags = { readonly [TFlag in DeviceFlag]?: boolean | undefined };

/** What the devices of one type have in common. */
export interface DeviceModel {
  /** The name of its device provider. */
  readonly provider: string;
  readonly manufacturer: string;
  readonly manufacturerName: string;
  readonly displayName: string;
  readonly capabilities: Device['capabilities_supported'];
  readonly flags: DeviceFlags;
  /** The initial properties of a device, and the limits of its model. */
  readonly properties: Partial<Omit<Properties, 'model'>>;
  /** The warning of a device whose owner has not configured it yet. */
  readonly initialWarning?: 'ultraloq_time_zone_unknown' | undefined;
  /** What else `properties.model` has. */
  readonly model?: Partial<Properties['model']> | undefined;
  /** The properties that repeat the provider's own ids. */
  readonly metadata?: ((device_id: string, device_name: string) => Partial<Properties>) | undefined;
}

/** The flags of devices that Seam can disconnect, connect and remove in a sandbox. */
export const simulated: DeviceFlags = {
  can_simulate_connection: true,
  can_simulate_disconnection: true,
  can_simulate_removal: true,
};

/** The battery status that Seam reports for a level. */
export const batteryStatus = (level: number): NonNullable<Properties['battery']>['status'] => {
  if (level < 0.1) return 'critical';
  if (level < 0.3) return 'low';
  return level < 0.75 ? 'good' : 'full';
};

/** The properties of a device that runs on a battery. */
export const battery = (
  level: number,
): Pick<Properties, 'battery' | 'battery_level' | 'has_direct_power'> => ({
  battery: { level, status: batteryStatus(level) },
  battery_level: level,
  has_direct_power: false,
});

/** The properties of a device without a battery. */
export const wired = { has_direct_power: true } as const;
