import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules, rules, suggest } from '@org/seam-core/internal';
import type { ActionType } from './rows.ts';

/** Actions that can fail at the provider after Seam has responded to the request. */
export type ProviderAction =
  | ActionType
  | 'acs_user.create'
  | 'acs_user.update'
  | 'acs_user.delete'
  | 'acs_access_group.update'
  | 'acs_access_group.delete'
  | 'acs_credential.create'
  | 'acs_credential.update'
  | 'acs_credential.delete'
  | 'access_code.set'
  | 'access_code.remove'
  | 'access_code.convert_to_managed'
  | 'access_method.issue';

export interface ProviderFailure {
  /**
   * The `type` of an action attempt's error, or the `error_code` of an access code, an ACS user or an access method. A
   * code that the object cannot have becomes its general one. Default: `uncategorized_error`.
   */
  readonly type: string;
  readonly message: string;
}

/** The error code that a failure names if the object can have it, otherwise the general one. */
export const errorCodeOf = <TCode extends string>(
  { type }: ProviderFailure,
  known: readonly TCode[],
  general: TCode,
): TCode => known.find((code) => code === type) ?? general;

const failureRules: OptionRules<ProviderFailure> = {
  type: rules.type('string'),
  message: rules.type('string'),
};

/** A missing action is a type error. */
const actions: Readonly<Record<ProviderAction, true>> = {
  LOCK_DOOR: true,
  UNLOCK_DOOR: true,
  CONFIGURE_AUTO_LOCK: true,
  SIMULATE_KEYPAD_CODE_ENTRY: true,
  SIMULATE_MANUAL_LOCK_VIA_KEYPAD: true,
  CREATE_ACCESS_CODE: true,
  ENCODE_CREDENTIAL: true,
  SCAN_CREDENTIAL: true,
  SCAN_TO_ASSIGN_CREDENTIAL: true,
  ASSIGN_CREDENTIAL: true,
  RESET_SANDBOX_WORKSPACE: true,
  SET_HVAC_MODE: true,
  SET_FAN_MODE: true,
  ACTIVATE_CLIMATE_PRESET: true,
  PUSH_THERMOSTAT_PROGRAMS: true,
  UPDATE_ACCESS_CODE: true,
  DELETE_ACCESS_CODE: true,
  UPDATE_NOISE_THRESHOLD: true,
  DELETE_NOISE_THRESHOLD: true,
  CREATE_NOISE_THRESHOLD: true,
  'acs_user.create': true,
  'acs_user.update': true,
  'acs_user.delete': true,
  'acs_access_group.update': true,
  'acs_access_group.delete': true,
  'acs_credential.create': true,
  'acs_credential.update': true,
  'acs_credential.delete': true,
  'access_code.set': true,
  'access_code.remove': true,
  'access_code.convert_to_managed': true,
  'access_method.issue': true,
};

/** Planned failures, in a queue for each action. */
export class ProviderFailures {
  readonly #queues = new Map<ProviderAction, ProviderFailure[]>();

  /** Plans a failure of the next action of a kind. @throws SeamConfigError */
  failNext(action: ProviderAction, failure: Partial<ProviderFailure> = {}): void {
    if (!Object.hasOwn(actions, action)) {
      const hint = typeof action === 'string' ? suggest(action, Object.keys(actions)) : '';
      throw new SeamConfigError(`provider.failNext(): there is no action ${describeValue(action)}.${hint}`);
    }
    checkOptions('provider.failNext()', failure, failureRules);
    const { type = 'uncategorized_error', message = 'The provider failed.' } = failure;
    const queue = this.#queues.get(action) ?? [];
    this.#queues.set(action, [...queue, { type, message }]);
  }

  /** Removes and returns the next planned failure of this kind of action. */
  take(action: ProviderAction): ProviderFailure | undefined {
    const [next, ...rest] = this.#queues.get(action) ?? [];
    this.#queues.set(action, rest);
    return next;
  }

  /** The actions whose planned failures did not happen yet. */
  get unused(): readonly ProviderAction[] {
    return [...this.#queues].flatMap(([action, failures]) => failures.map(() => action));
  }

  clear(): void {
    this.#queues.clear();
  }
}
