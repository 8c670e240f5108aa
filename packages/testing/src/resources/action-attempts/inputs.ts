import type {
  ThermostatsDailyProgramsUpdateParams,
  ThermostatsUpdateWeeklyProgramParams,
} from '@org/seam-core';
import type { ClimateSetting, SetPoints } from '../thermostats/climate.ts';

/** A manual change of a thermostat. */
export type Adjustment = Pick<ClimateSetting, 'hvac_mode_setting' | 'fan_mode_setting'> & SetPoints;

interface OfDevice {
  readonly device_id: string;
}

/** An entrance to unlock, with the credential if one is named. */
export interface UnlockEntranceInput {
  readonly acs_entrance_id: string;
  readonly acs_credential_id?: string | undefined;
  readonly acs_user_id?: string | undefined;
}

/** The input of each type of action attempt. Plain data, because it is stored with the attempt. */
export interface AttemptInputs {
  readonly LOCK_DOOR: OfDevice;
  readonly UNLOCK_DOOR: OfDevice | UnlockEntranceInput;
  readonly CONFIGURE_AUTO_LOCK: OfDevice & {
    readonly auto_lock_enabled: boolean;
    readonly auto_lock_delay_seconds?: number | undefined;
  };
  readonly SIMULATE_KEYPAD_CODE_ENTRY: OfDevice & { readonly code: string };
  readonly SIMULATE_MANUAL_LOCK_VIA_KEYPAD: OfDevice;
  readonly CREATE_ACCESS_CODE: OfDevice & { readonly access_code_id: string };
  readonly ENCODE_CREDENTIAL: {
    readonly acs_encoder_id: string;
    readonly acs_credential_id?: string | undefined;
    readonly access_method_id?: string | undefined;
  };
  readonly SCAN_CREDENTIAL: { readonly acs_encoder_id: string };
  readonly SCAN_TO_ASSIGN_CREDENTIAL: { readonly acs_encoder_id: string; readonly acs_user_id: string };
  readonly ASSIGN_CREDENTIAL: { readonly access_method_id: string; readonly card_number: string };
  readonly RESET_SANDBOX_WORKSPACE: Readonly<Record<string, never>>;
  readonly SET_HVAC_MODE: OfDevice & Adjustment;
  readonly SET_FAN_MODE: OfDevice & { readonly fan_mode_setting: 'auto' | 'on' | 'circulate' };
  readonly ACTIVATE_CLIMATE_PRESET: OfDevice & { readonly climate_preset_key: string };
  readonly PUSH_THERMOSTAT_PROGRAMS: OfDevice & {
    readonly daily?: ThermostatsDailyProgramsUpdateParams | undefined;
    readonly weekly?: Omit<ThermostatsUpdateWeeklyProgramParams, 'device_id'> | undefined;
  };
  readonly UPDATE_ACCESS_CODE: OfDevice;
  readonly DELETE_ACCESS_CODE: OfDevice;
  readonly UPDATE_NOISE_THRESHOLD: OfDevice;
  readonly DELETE_NOISE_THRESHOLD: OfDevice;
  readonly CREATE_NOISE_THRESHOLD: OfDevice & { readonly noise_threshold_id: string };
}
