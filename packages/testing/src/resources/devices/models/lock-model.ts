import type { Device } from '@org/seam-core';
import { battery, type DeviceFlags, type DeviceModel, simulated, wired } from './device-model.ts';

type Properties = Device['properties'];
type Constraints = NonNullable<Properties['code_constraints']>;

interface LockTraits {
  readonly provider: string;
  readonly manufacturer?: string;
  readonly manufacturerName: string;
  readonly displayName?: string;
  /** Where codes are entered. Default: `built_in`. */
  readonly keypad?: 'built_in' | 'accessory' | 'none';
  /** Whether it can be locked remotely, not only unlocked. Default: true. */
  readonly locks?: boolean;
  /** Whether it can be unlocked remotely. Default: true. */
  readonly unlocks?: boolean;
  /** The kinds of access codes. Default: `online`. */
  readonly codes?: 'online' | 'offline' | 'both' | 'none';
  /** The lengths of codes. Default: 4 to 8 digits. */
  readonly lengths?: number[];
  readonly mostCodes?: number;
  readonly constraints?: Constraints;
  /** Whether it can keep backup access codes. Default: true, unless it has offline access codes only. */
  readonly backups?: boolean;
  readonly flags?: DeviceFlags;
  readonly hasDirectPower?: boolean;
  readonly initialWarning?: DeviceModel['initialWarning'];
  readonly metadata?: DeviceModel['metadata'];
}

/** All lengths from one to another. */
export const digits = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

type CodeTraits = Required<Pick<LockTraits, 'codes' | 'keypad' | 'locks' | 'unlocks'>>;

const flagsOf = ({ codes, keypad, locks, unlocks }: CodeTraits): DeviceFlags => ({
  ...(locks ? { can_remotely_lock: true } : {}),
  ...(unlocks ? { can_remotely_unlock: true } : {}),
  ...(codes === 'online' || codes === 'both' ? { can_program_online_access_codes: true } : {}),
  ...(codes === 'offline' || codes === 'both' ? { can_program_offline_access_codes: true } : {}),
  ...(codes === 'none' || keypad === 'none' ? {} : { can_unlock_with_code: true }),
  ...simulated,
});

const codeProperties = (
  { codes, keypad }: CodeTraits,
  { lengths = digits(4, 8), mostCodes = 250, constraints = [], backups = codes !== 'offline' }: LockTraits,
): Partial<Properties> => {
  if (codes === 'none') return {};
  return {
    code_constraints: constraints,
    max_active_codes_supported: mostCodes,
    supported_code_lengths: lengths,
    supports_backup_access_code_pool: backups,
    has_native_entry_events: true,
    supports_accessory_keypad: keypad === 'accessory',
    supports_offline_access_codes: codes !== 'online',
    ...(keypad === 'accessory' ? { accessory_keypad: { is_connected: true, battery: { level: 1 } } } : {}),
  };
};

/** The model of a lock or another door. */
export const lock = (traits: LockTraits): DeviceModel => {
  const { provider, manufacturerName, manufacturer = provider, displayName = 'Lock' } = traits;
  const { keypad = 'built_in', codes = 'online', locks = true, unlocks = true } = traits;
  const kind = { keypad, codes, locks, unlocks };
  return {
    provider,
    manufacturer,
    manufacturerName,
    displayName,
    capabilities: codes === 'none' ? ['lock'] : ['access_code', 'lock'],
    flags: { ...flagsOf(kind), ...traits.flags },
    properties: {
      ...(traits.hasDirectPower === true ? wired : battery(0.95)),
      ...(unlocks ? { locked: true } : {}),
      ...codeProperties(kind, traits),
    },
    model: {
      accessory_keypad_supported: keypad === 'accessory',
      can_connect_accessory_keypad: keypad === 'accessory',
      has_built_in_keypad: keypad === 'built_in',
      offline_access_codes_supported: codes === 'offline' || codes === 'both',
      online_access_codes_supported: codes === 'online' || codes === 'both',
    },
    initialWarning: traits.initialWarning,
    metadata: traits.metadata,
  };
};
