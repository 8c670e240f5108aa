import { expect, it } from 'vitest';
import type { AnyEndpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { variantProblem } from './params.ts';
import { mapEndpoints } from './tree.ts';

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

it('says which parameters are optional, and when none are needed', () => {
  expect(variantProblem({ variants: [['error_code?'], ['key?', 'error_code']] }, ['key'])).toBe(
    'Pass at most error_code, or error_code (optionally with key); got key.',
  );
  expect(variantProblem({ variants: [['acs_user_id'], []] }, ['acs_user_id', 'x'])).toBeUndefined();
  expect(variantProblem({ variants: [['a'], ['b'], []] }, ['a', 'b'])).toBe(
    'Pass a, or b, or none of them; got a and b.',
  );
});

it('has a readable message for each endpoint, and no two equal variants', () => {
  const all: AnyEndpoint[] = [];
  mapEndpoints(endpoints, (endpoint) => all.push(endpoint));
  for (const { path, variants } of all) {
    if (!variants) continue;
    const names = new Set(variants.flat().map((name) => name.replace('?', '')));
    const message = variantProblem({ variants }, [...names]) ?? variantProblem({ variants }, []) ?? '';
    expect([path, message]).toEqual([path, expect.not.stringMatching(/ {2}|, ,|Pass ,|\?/)]);
    expect(new Set(variants.map((variant) => variant.join()))).toHaveLength(variants.length);
  }
});
