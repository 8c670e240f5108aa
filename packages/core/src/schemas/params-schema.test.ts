import { describe, expect, it } from 'vitest';
import { acs, devices, userIdentities } from './index.ts';

interface Standard {
  readonly '~standard': { validate(value: unknown): unknown };
}

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const validate = (schema: object, value: unknown) =>
  (schema as Standard)['~standard'].validate(value) as { value?: unknown; issues?: { message: string }[] };
const messages = (schema: object, value: unknown) =>
  validate(schema, value).issues?.map(({ message }) => message);

describe('a schema of parameters', () => {
  it('accepts valid parameters and drops unknown ones', () => {
    expect(validate(userIdentities.delete, { user_identity_id: id, force: true })).toEqual({
      typed: true,
      value: { user_identity_id: id },
    });
  });

  it.each<[string, object, unknown, string[]]>([
    ['a parameter is missing', userIdentities.delete, {}, ['Required']],
    ['an id is none', userIdentities.delete, { user_identity_id: 'Ada' }, ['Invalid uuid']],
    [
      'R28: an id has something behind it',
      userIdentities.delete,
      { user_identity_id: `${id}\n` },
      ['Invalid uuid'],
    ],
    [
      'an id is a number',
      userIdentities.delete,
      { user_identity_id: 7 },
      ['Expected string, received number'],
    ],
    [
      'an id is a list',
      userIdentities.delete,
      { user_identity_id: [id] },
      ['Expected string, received array'],
    ],
    ['there are no parameters', userIdentities.delete, undefined, ['Required']],
    ['a list is none', userIdentities.list, { user_identity_ids: id }, ['Expected array, received string']],
    ['a limit is 0', userIdentities.list, { limit: 0 }, ['Number must be greater than 0']],
    ['a moment is none', userIdentities.list, { created_before: 'yesterday' }, ['Invalid datetime']],
    ['an address is none', userIdentities.create, { email_address: 'ada' }, ['Invalid email']],
    ['two things are wrong', userIdentities.grantAccessToDevice, {}, ['Required', 'Required']],
  ])('refuses when %s', (_, schema, value, wanted) => {
    expect(messages(schema, value)).toEqual(wanted);
  });

  it.each([
    [{}, 'got none of them'],
    [{ acs_user_id: id, user_identity_id: id }, 'got acs_user_id and user_identity_id'],
    [{ acs_system_id: id }, 'got acs_system_id'],
  ])('refuses %j where parameters exclude each other, and says what to pass', (value, got) => {
    const [message] = messages(acs.users.revokeAccessToAllEntrances, value) ?? [];
    expect(message).toBe(`Pass acs_user_id, or user_identity_id (optionally with acs_system_id); ${got}.`);
  });

  it.each([
    { acs_user_id: id },
    { acs_user_id: id, user_identity_id: undefined },
    { user_identity_id: id },
    { user_identity_id: id, acs_system_id: id },
  ])('accepts %j where parameters exclude each other', (value) => {
    expect(validate(acs.users.revokeAccessToAllEntrances, value).issues).toBeUndefined();
  });

  it('accepts either or both where one is enough', () => {
    expect(messages(devices.get, { device_id: id, name: 'Door' })).toBeUndefined();
    expect(messages(devices.get, { name: 'Door' })).toBeUndefined();
    expect(messages(devices.get, {})).toHaveLength(1);
  });
});
