interface OfDevice {
  readonly device_id: string;
}

/** What each kind of action attempt is told to do. Plain data: it is stored with the attempt until it is done. */
export interface AttemptInputs {
  readonly LOCK_DOOR: OfDevice;
  readonly UNLOCK_DOOR:
    OfDevice | { readonly acs_entrance_id: string; readonly acs_user_id?: string | undefined };
  readonly CONFIGURE_AUTO_LOCK: OfDevice & {
    readonly auto_lock_enabled: boolean;
    readonly auto_lock_delay_seconds?: number | undefined;
  };
  readonly SIMULATE_KEYPAD_CODE_ENTRY: OfDevice & { readonly code: string };
  readonly SIMULATE_MANUAL_LOCK_VIA_KEYPAD: OfDevice;
  readonly ENCODE_CREDENTIAL: {
    readonly acs_encoder_id: string;
    readonly acs_credential_id?: string | undefined;
    readonly access_method_id?: string | undefined;
  };
  readonly SCAN_CREDENTIAL: { readonly acs_encoder_id: string };
  readonly SCAN_TO_ASSIGN_CREDENTIAL: { readonly acs_encoder_id: string; readonly acs_user_id: string };
  readonly ASSIGN_CREDENTIAL: { readonly access_method_id: string; readonly card_number: string };
  readonly RESET_SANDBOX_WORKSPACE: Readonly<Record<string, never>>;
  readonly SET_HVAC_MODE: OfDevice & { readonly changes: object };
  readonly SET_FAN_MODE: OfDevice & { readonly changes: object };
  readonly ACTIVATE_CLIMATE_PRESET: OfDevice & { readonly climate_preset_key: string };
  readonly PUSH_THERMOSTAT_PROGRAMS: OfDevice & { readonly changes: object };
}
