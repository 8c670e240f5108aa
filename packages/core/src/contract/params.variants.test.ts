import { expect, it } from 'vitest';
import { variantProblem } from './params.ts';

const variants = [['acs_user_id'], ['user_identity_id', 'acs_system_id?']];
const inSystem = [['acs_user_id'], ['user_identity_id', 'acs_system_id']];

it.each([
  [['acs_user_id']],
  [['user_identity_id']],
  [['user_identity_id', 'acs_system_id']],
  [['acs_user_id', 'limit']],
])('%j matches a variant', (given) => {
  expect(variantProblem({ variants }, given)).toBeUndefined();
});

it.each([
  [[], 'none of them'],
  [['limit'], 'none of them'],
  [['acs_system_id'], 'acs_system_id'],
  [['acs_user_id', 'user_identity_id'], 'acs_user_id and user_identity_id'],
  [['acs_user_id', 'acs_system_id'], 'acs_user_id and acs_system_id'],
])('%j matches no variant; the message lists the variants', (given, got) => {
  expect(variantProblem({ variants }, given)).toBe(
    `Pass acs_user_id, or user_identity_id (optionally with acs_system_id); got ${got}.`,
  );
});

it('lists the required parameters of a variant together', () => {
  expect(variantProblem({ variants: inSystem }, ['user_identity_id'])).toBe(
    'Pass acs_user_id, or user_identity_id and acs_system_id; got user_identity_id.',
  );
  expect(variantProblem({ variants: inSystem }, ['user_identity_id', 'acs_system_id'])).toBeUndefined();
});

it('returns undefined for an endpoint without variants', () => {
  expect(variantProblem({}, [])).toBeUndefined();
});
