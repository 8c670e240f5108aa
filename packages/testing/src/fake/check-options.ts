import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRule, type OptionRules, rules, suggest } from '@org/seam-core/internal';
import { externalTypes } from '../resources/acs/systems/system-types.ts';
import { seeds } from '../seeds/index.ts';
import type { Assumptions } from './assumptions.ts';
import { momentExpected, toMoment } from './moment.ts';
import type { FakeSeamOptions } from './options.ts';

const boolean = rules.type('boolean');

/** 1,000 years. */
const longest = 1_000 * 365 * 86_400_000;

/** A duration on the fake's clock. */
const duration = rules.milliseconds(0, longest);

const durations: OptionRule = {
  expected: `${duration.expected}, or an object of such numbers by external_type: ${externalTypes.join(', ')}`,
  accepts: (value) =>
    duration.accepts(value) ||
    (typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.entries(value).every(([type, ms]) => externalTypes.includes(type) && duration.accepts(ms))),
};

const revocable: Readonly<Record<Assumptions['revoke_all_entrances'][number], true>> = {
  entrances: true,
  access_groups: true,
  credentials: true,
};

const assumptionRules: OptionRules<Assumptions> = {
  action_attempt_ms: duration,
  acs_sync_ms: durations,
  acs_retry_ms: rules.either(rules.milliseconds(1, longest), rules.oneOf('never')),
  access_code_sync_ms: duration,
  access_code_retry_ms: rules.milliseconds(1, longest),
  native_scheduling_ms: duration,
  just_in_time_ms: duration,
  backup_pool_size: rules.count(0, 100),
  deletion_ends_backup_code: boolean,
  access_code_name_constraints: rules.oneOf('adapt', 'refuse'),
  expired_access_codes: rules.oneOf('keep', 'delete'),
  provider_sync_ms: duration,
  first_sync_ms: duration,
  user_identity_deletion_ms: duration,
  repeated_removal: rules.oneOf('ok', 'not_found'),
  unlink_of_another: rules.oneOf('refuse', 'ignore'),
  revoke_all_entrances: {
    expected: `an array of ${Object.keys(revocable).join(', ')}`,
    accepts: (value) =>
      Array.isArray(value) &&
      value.every((item) => typeof item === 'string' && Object.hasOwn(revocable, item)),
  },
  suspended_user_opens: boolean,
  revoke_device_ends_grants: boolean,
  doors_of_access_grants: rules.oneOf('opened', 'named'),
  revoked_access_of_grants: rules.oneOf('stays_revoked', 'grants_again'),
  issue_delay_ms: rules.milliseconds(1, 1_000 * 365 * 86_400_000),
  reservation_key_required: boolean,
  systems_with_assigned_cards: {
    expected: `an array of external types: ${externalTypes.join(', ')}`,
    accepts: (value) => Array.isArray(value) && value.every((item) => externalTypes.includes(item as string)),
  },
  mobile_keys_need_phone: boolean,
  acs_users_per_system: rules.oneOf('one', 'many'),
  phone_numbers: rules.oneOf('any', 'e164'),
  connection_simulation: rules.oneOf('every_device', 'august_and_yale'),
  client_session_ms: duration,
  existing_client_session: rules.oneOf('replace', 'add'),
  session_sees_identity_devices: boolean,
  sandbox_reset_keeps_keys: boolean,
  instant_key_ends_session: boolean,
  sample_parameters: rules.oneOf('accept', 'refuse'),
  events_kept: rules.count(0),
};

const optionRules: OptionRules<FakeSeamOptions> = {
  seed: rules.either(rules.type('string'), rules.type('function')),
  now: { expected: momentExpected, accepts: (value) => toMoment(value) !== undefined },
  assumptions: rules.type('object'),
  randomSeed: rules.count(0),
  strict: boolean,
  rateLimits: boolean,
  wait: rules.oneOf('timers', 'clock'),
  journalLimit: rules.count(),
};

/**
 * Checks the options of a fake.
 *
 * @param subject the function that takes the options, for the message
 * @throws SeamConfigError that names the option, its value, and its expected value
 */
export const checkFakeOptions = (subject: string, options: FakeSeamOptions): void => {
  checkOptions(subject, options, optionRules);
  const { seed, assumptions } = options;
  if (typeof seed === 'string' && !Object.hasOwn(seeds, seed))
    throw new SeamConfigError(
      `${subject}: there is no seed ${JSON.stringify(seed)}.${suggest(seed, Object.keys(seeds))}`,
    );
  if (assumptions !== undefined)
    checkOptions<Partial<Assumptions>>(`${subject}: assumptions`, assumptions, assumptionRules);
};
