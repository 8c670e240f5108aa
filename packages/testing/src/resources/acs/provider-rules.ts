import { type OptionRules, rules } from '@org/seam-core/internal';
import type { AcsChangesElsewhere } from './changes-elsewhere.ts';
import type { AcsDisconnection } from './provider-interface.ts';
import { disconnections } from './systems/sync.ts';

const text = rules.type('string');
const texts = {
  expected: 'an array of ids',
  accepts: (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

/** The properties of `provider.changeAcsUser`. */
export const userRules: OptionRules<AcsChangesElsewhere['user']> = {
  full_name: text,
  email_address: text,
  phone_number: text,
  access_schedule: rules.type('object'),
  is_suspended: rules.type('boolean'),
  is_active: rules.type('boolean'),
};

/** The properties of `provider.changeAcsCredential`. */
export const credentialRules: OptionRules<AcsChangesElsewhere['credential']> = {
  code: text,
  card_number: text,
  starts_at: text,
  ends_at: text,
};

/** The properties of `provider.changeAcsAccessGroup`. */
export const groupRules: OptionRules<AcsChangesElsewhere['group']> = {
  name: text,
  access_schedule: rules.type('object'),
  acs_entrance_ids: texts,
  acs_user_ids: texts,
};

/** The properties of `provider.disconnectAcsSystem`. */
export const disconnectionRules: OptionRules<AcsDisconnection> = {
  error_code: rules.oneOf(...disconnections),
  message: text,
};
