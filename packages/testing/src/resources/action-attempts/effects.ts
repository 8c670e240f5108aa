import { presentAccessCode } from '../access-codes/record.ts';
import { assignCard, encodeAccessMethod, encodeCredential } from '../acs/credentials/cards.ts';
import { scanCredential, scanToAssignCredential } from '../acs/encoders/scans.ts';
import { configureAutoLock, lockDoor, unlockDoor } from '../locks/actions.ts';
import { keypadCodeEntry, manualLockViaKeypad } from '../locks/keypad.ts';
import { presentNoiseThreshold } from '../noise-sensors/record.ts';
import {
  activateClimatePreset,
  pushThermostatPrograms,
  setFanMode,
  setHvacMode,
} from '../thermostats/actions.ts';
import { resetSandboxWorkspace } from '../workspaces/reset-sandbox.ts';
import { type AttemptEffect, type AttemptEffects, AttemptError } from './types.ts';

/** The result of setting an access code. @throws AttemptError when it is deleted, or could not be set */
const reportAccessCode: AttemptEffect<'CREATE_ACCESS_CODE'> = (world, { input }) => {
  const row = world.state.accessCodes.get(input.access_code_id);
  if (!row) throw new AttemptError('access_code_not_found', 'The access code was deleted.');
  const [error] = row.errors;
  if (error) throw new AttemptError(error.error_code, error.message);
  return { access_code: presentAccessCode(world)(row) };
};

/** The result of creating a noise threshold. @throws AttemptError when it is deleted */
const reportNoiseThreshold: AttemptEffect<'CREATE_NOISE_THRESHOLD'> = (world, { input }) => {
  const row = world.state.noiseThresholds.get(input.noise_threshold_id);
  if (!row) throw new AttemptError('noise_threshold_not_found', 'The noise threshold was deleted.');
  return { noise_threshold: presentNoiseThreshold(row) };
};

/** For actions that are complete when the action attempt starts: the result is empty. */
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
