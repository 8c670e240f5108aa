import type { ActionAttemptRow, ActionType } from '../rows.ts';
import type { World } from '../world.ts';
import type { AttemptInputs } from './attempt-inputs.ts';

/** An action attempt with the input of its kind. */
export type AttemptOf<TType extends ActionType> = ActionAttemptRow & { readonly input: AttemptInputs[TType] };

/**
 * What an action attempt does when its time has come. It returns what the API shows as the result, or throws an
 * AttemptError.
 */
export type AttemptEffect<TType extends ActionType> = (world: World, attempt: AttemptOf<TType>) => object;

/** The effects of all kinds. One that is missing does not compile. */
export type AttemptEffects = { readonly [K in ActionType]: AttemptEffect<K> };

const nothing = () => ({});

export const attemptEffects: AttemptEffects = {
  LOCK_DOOR: nothing,
  UNLOCK_DOOR: nothing,
  CONFIGURE_AUTO_LOCK: nothing,
  SIMULATE_KEYPAD_CODE_ENTRY: nothing,
  SIMULATE_MANUAL_LOCK_VIA_KEYPAD: nothing,
  ENCODE_CREDENTIAL: nothing,
  SCAN_CREDENTIAL: nothing,
  SCAN_TO_ASSIGN_CREDENTIAL: nothing,
  ASSIGN_CREDENTIAL: nothing,
  RESET_SANDBOX_WORKSPACE: nothing,
  SET_HVAC_MODE: nothing,
  SET_FAN_MODE: nothing,
  ACTIVATE_CLIMATE_PRESET: nothing,
  PUSH_THERMOSTAT_PROGRAMS: nothing,
};
