import type { ActionAttemptRow, ActionType } from '../rows.ts';
import type { World } from '../world.ts';
import type { AttemptInputs } from './attempt-inputs.ts';
import { assignCard } from './assign-card.ts';
import { encodeAccessMethod } from './encode-access-method.ts';
import { encodeCredential } from './encode-credential.ts';
import { resetSandboxWorkspace } from './reset-sandbox-workspace.ts';
import { keypadCodeEntry, manualLockViaKeypad } from './keypad-effects.ts';
import { configureAutoLock, lockDoor, unlockDoor } from './lock-effects.ts';
import { reportAccessCode } from './report-access-code.ts';
import { scanCredential } from './scan-credential.ts';
import { reportNoiseThreshold } from './report-noise-threshold.ts';
import { scanToAssignCredential } from './scan-to-assign-credential.ts';
import {
  activateClimatePreset,
  pushThermostatPrograms,
  setFanMode,
  setHvacMode,
} from './thermostat-effects.ts';

/** An action attempt with the input of its kind. */
export type AttemptOf<TType extends ActionType> = Omit<ActionAttemptRow, 'input'> & {
  readonly input: AttemptInputs[TType];
};

/**
 * What an action attempt does when its time has come. It returns what the API shows as the result, or throws an
 * AttemptError.
 */
export type AttemptEffect<TType extends ActionType> = (world: World, attempt: AttemptOf<TType>) => object;

/** For what was done before its action attempt was made: there is nothing to tell. */
const reportDone = () => ({});

/** The effects of all kinds. One that is missing does not compile. */
export type AttemptEffects = { readonly [K in ActionType]: AttemptEffect<K> };

export const attemptEffects: AttemptEffects = {
  LOCK_DOOR: lockDoor,
  UNLOCK_DOOR: unlockDoor,
  CONFIGURE_AUTO_LOCK: configureAutoLock,
  SIMULATE_KEYPAD_CODE_ENTRY: keypadCodeEntry,
  SIMULATE_MANUAL_LOCK_VIA_KEYPAD: manualLockViaKeypad,
  CREATE_ACCESS_CODE: reportAccessCode,
  ENCODE_CREDENTIAL: (world, attempt) =>
    (attempt.input.access_method_id === undefined ? encodeCredential : encodeAccessMethod)(world, attempt),
  SCAN_CREDENTIAL: scanCredential,
  SCAN_TO_ASSIGN_CREDENTIAL: scanToAssignCredential,
  ASSIGN_CREDENTIAL: assignCard,
  RESET_SANDBOX_WORKSPACE: resetSandboxWorkspace,
  SET_HVAC_MODE: setHvacMode,
  SET_FAN_MODE: setFanMode,
  ACTIVATE_CLIMATE_PRESET: activateClimatePreset,
  PUSH_THERMOSTAT_PROGRAMS: pushThermostatPrograms,
  CREATE_NOISE_THRESHOLD: reportNoiseThreshold,
  UPDATE_ACCESS_CODE: reportDone,
  DELETE_ACCESS_CODE: reportDone,
  UPDATE_NOISE_THRESHOLD: reportDone,
  DELETE_NOISE_THRESHOLD: reportDone,
};
