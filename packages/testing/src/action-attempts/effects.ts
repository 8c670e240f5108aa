import { assignCard, encodeAccessMethod, encodeCredential } from './cards.ts';
import { scanCredential, scanToAssignCredential } from './encoders.ts';
import { configureAutoLock, keypadCodeEntry, lockDoor, manualLockViaKeypad, unlockDoor } from './locks.ts';
import { reportAccessCode, reportNoiseThreshold } from './reports.ts';
import { resetSandboxWorkspace } from './reset-workspace.ts';
import { activateClimatePreset, pushThermostatPrograms, setFanMode, setHvacMode } from './thermostats.ts';
import type { AttemptEffects } from './types.ts';

/** For what was done before its action attempt was made: there is nothing to tell. */
const reportDone = () => ({});

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
