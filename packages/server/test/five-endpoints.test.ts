import { acs, userIdentities } from '@org/seam-core/schemas';
import { describe, expect, it } from 'vitest';
import type { StandardSchema } from '../src/input/schema.ts';
import { validate } from '../src/input/validate.ts';

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const person = { user_identity_id: id };
const both = { user_identity_id: id, device_id: id };
const link = { user_identity_id: id, acs_user_id: id };

interface Case {
  readonly schema: object;
  readonly good: readonly object[];
  readonly bad: readonly (readonly [params: unknown, message: string])[];
}

const required = (...names: string[]) =>
  names.length === 1
    ? `${names[0]} is required`
    : `${names.length} Input Errors: ${names.map((name) => `${name} is required`).join(', ')}`;

const ofDevice: Omit<Case, 'schema'> = {
  good: [both],
  bad: [
    [{}, required('device_id', 'user_identity_id')],
    [person, required('device_id')],
    [{ ...both, device_id: 'door' }, 'Invalid uuid for "device_id"'],
    [{ ...both, device_id: null }, 'Expected string, received null for "device_id"'],
    [{ ...both, device_id: '' }, 'Invalid uuid for "device_id"'],
  ],
};

const choice = 'Pass acs_user_id, or user_identity_id (optionally with acs_system_id); got ';

const cases: Record<string, Case> = {
  'userIdentities.grantAccessToDevice': { schema: userIdentities.grantAccessToDevice, ...ofDevice },
  'userIdentities.revokeAccessToDevice': { schema: userIdentities.revokeAccessToDevice, ...ofDevice },
  'userIdentities.removeAcsUser': {
    schema: userIdentities.removeAcsUser,
    good: [link],
    bad: [
      [{}, required('acs_user_id', 'user_identity_id')],
      [person, required('acs_user_id')],
      [{ ...link, acs_user_id: `${id} ` }, 'Invalid uuid for "acs_user_id"'],
      [{ ...link, acs_user_id: [id] }, 'Expected string, received array for "acs_user_id"'],
    ],
  },
  'userIdentities.delete': {
    schema: userIdentities.delete,
    good: [person],
    bad: [
      [{}, required('user_identity_id')],
      [{ user_identity_id: 'Ada' }, 'Invalid uuid for "user_identity_id"'],
      [{ user_identity_id: { $ne: 1 } }, 'Expected string, received object for "user_identity_id"'],
    ],
  },
  'acs.users.revokeAccessToAllEntrances': {
    schema: acs.users.revokeAccessToAllEntrances,
    good: [{ acs_user_id: id }, person, { ...person, acs_system_id: id }],
    bad: [
      [{}, `${choice}none of them.`],
      [link, `${choice}acs_user_id and user_identity_id.`],
      [{ acs_system_id: id }, `${choice}acs_system_id.`],
      [{ acs_user_id: id, acs_system_id: id }, `${choice}acs_system_id and acs_user_id.`],
      [{ acs_user_id: 'Ada' }, 'Invalid uuid for "acs_user_id"'],
    ],
  },
};

describe.each(Object.entries(cases))('%s', (_, { schema, good, bad }) => {
  const standard = schema as StandardSchema;

  it.each(good)('accepts %j unchanged', async (params) => {
    expect(await validate(standard, { ...params })).toEqual(params);
  });

  it.each(bad)('rejects %j: %s', async (params, message) => {
    await expect(validate(standard, params as Record<string, unknown>)).rejects.toMatchObject({
      name: 'SeamInvalidInputError',
      outcome: 'rejected',
      message,
    });
  });

  it('is a Standard Schema', () => {
    expect(standard['~standard']).toMatchObject({
      version: 1,
      vendor: expect.any(String),
      validate: expect.any(Function),
    });
  });
});
