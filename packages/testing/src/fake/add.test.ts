import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';
import { type AddFunction, knownOverrides } from './known-overrides.ts';

type Builder = (overrides?: unknown) => object | string;

const builders = () => {
  const { add } = createFakeSeam({ seed: 'empty' });
  return add as unknown as Record<string, Builder>;
};

const withOverrides = Object.keys(knownOverrides) as AddFunction[];

describe('fake.add', () => {
  it('checks the properties of every function except those for keys and tokens', () => {
    expect(Object.keys(builders()).toSorted()).toEqual(
      [...withOverrides, 'apiKey', 'consoleSession', 'personalAccessToken'].toSorted(),
    );
  });

  it.each(withOverrides)('add.%s() rejects an unknown property and adds nothing', (name) => {
    const fake = createFakeSeam({ seed: 'empty' });
    const before = fake.snapshot();
    const add = fake.add as unknown as Record<string, Builder>;
    const required = Object.entries(knownOverrides[name]).filter(([, presence]) => presence === 'required');
    const overrides = Object.fromEntries(required.map(([property]) => [property, 'x']));
    expect(() => add[name]?.({ ...overrides, surprise: 1 })).toThrow(
      `add.${name}(): unknown property "surprise".`,
    );
    expect(() => add[name]?.({ ...overrides, constructor: 1 })).toThrow('unknown property "constructor"');
    expect(fake.snapshot()).toEqual(before);
  });

  it.each(withOverrides)('add.%s() rejects a value that is not an object', (name) => {
    for (const value of [null, 5, 'Ada', ['Ada'], true, () => {}])
      expect(() => builders()[name]?.(value)).toThrow(`add.${name}() takes an object of properties; got `);
  });

  it.each([
    ['userIdentity', { name: 'Ada' }, 'Did you mean "full_name"?'],
    ['userIdentity', { fullName: 'Ada' }, 'Did you mean "full_name"?'],
    ['userIdentity', { display_name: 'Ada' }, 'unknown property "display_name".'],
    ['device', { device_name: 'Door' }, 'Did you mean "name"?'],
    ['device', { workspaceId: 'x' }, 'Did you mean "workspace_id"?'],
    ['space', { entrance_ids: [] }, 'Did you mean "acs_entrance_ids"?'],
    ['accessGrant', { user_identity: 'x' }, 'Did you mean "user_identity_id"?'],
  ])('add.%s(%j) suggests the intended property', (name, overrides, message) => {
    expect(() => builders()[name]?.(overrides)).toThrow(message);
  });

  it.each([
    ['acsUser', undefined, 'acs_system_id'],
    ['acsUser', {}, 'acs_system_id'],
    ['acsEntrance', { acs_system_id: undefined }, 'acs_system_id'],
    ['acsAccessGroup', {}, 'acs_system_id'],
    ['acsEncoder', {}, 'acs_system_id'],
    ['accessCode', {}, 'device_id'],
    ['noiseThreshold', {}, 'device_id'],
    ['instantKey', undefined, 'user_identity_id'],
    ['phone', {}, 'user_identity_id'],
    ['accessGrant', {}, 'user_identity_id'],
    ['accessMethod', {}, 'access_grant_id'],
    ['acsCredential', {}, 'acs_user_id or acs_system_id'],
    ['acsCredential', undefined, 'acs_user_id or acs_system_id'],
  ])('add.%s(%j) names the missing property', (name, overrides, missing) => {
    expect(() => builders()[name]?.(overrides)).toThrow(`add.${name}() needs the property ${missing}.`);
  });

  it.each([
    ['accessCode', 'device_id', 'device'],
    ['accessGrant', 'user_identity_id', 'user identity'],
    ['clientSession', 'user_identity_id', 'user identity'],
    ['instantKey', 'user_identity_id', 'user identity'],
    ['phone', 'user_identity_id', 'user identity'],
    ['accessMethod', 'access_grant_id', 'access grant'],
  ])('add.%s() rejects an unknown %s', (name, property, resource) => {
    expect(() => builders()[name]?.({ [property]: 'nobody' })).toThrow(
      `add.${name}(): there is no ${resource} with the id "nobody".`,
    );
  });

  it('rejects an unknown person of an ACS user, and unknown doors of an access grant or a space', () => {
    const { add } = createFakeSeam({ seed: 'empty' });
    const { acs_system_id } = add.acsSystem();
    const { user_identity_id } = add.userIdentity();
    const { device_id } = add.device();
    const wrong = [
      () => add.acsUser({ acs_system_id, user_identity_id: device_id }),
      () => add.accessGrant({ user_identity_id, device_ids: [device_id, user_identity_id] }),
      () => add.accessGrant({ user_identity_id, acs_entrance_ids: [device_id] }),
      () => add.space({ acs_entrance_ids: [device_id] }),
    ];
    for (const call of wrong)
      expect(call).toThrow(/there is no (user identity|device|acs entrance) with the id/);
  });

  it('rejects a workspace that does not exist, and an object of another workspace', () => {
    const { add } = createFakeSeam({ seed: 'empty' });
    const { workspace_id } = add.workspace();
    const { user_identity_id } = add.userIdentity({ workspace_id });
    const { acs_system_id } = add.acsSystem();
    const { device_id } = add.device();
    expect(() => add.userIdentity({ workspace_id: user_identity_id })).toThrow(
      `add.userIdentity(): there is no workspace with the id "${user_identity_id}".`,
    );
    expect(() => add.acsUser({ acs_system_id, user_identity_id })).toThrow(
      `add.acsUser(): there is no user identity with the id "${user_identity_id}" in this workspace.`,
    );
    expect(() => add.accessCode({ device_id, access_method_id: device_id })).toThrow(
      `add.accessCode(): there is no access method with the id "${device_id}".`,
    );
  });

  it.each([
    [['device.low_batery'], 'there is no event type "device.low_batery". Did you mean "device.low_battery"?'],
    [['*', 7], 'there is no event type 7.'],
    ['*', 'event_types must be an array; got "*".'],
  ])('add.webhook() rejects the event types %j', (event_types, message) => {
    expect(() => builders()['webhook']?.({ event_types })).toThrow(`add.webhook(): ${message}`);
  });

  it('ignores ids that are undefined, instead of adding an object that the API does not have', async () => {
    const { add, seam } = createFakeSeam({ seed: 'empty' });
    const { userIdentity } = add as unknown as Record<string, Builder>;
    const person = userIdentity?.({ workspace_id: undefined, user_identity_id: undefined });
    expect(await seam.userIdentities.list()).toEqual([person]);
  });

  it.each([5, '', null, { workspace_id: 'x' }, '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3'])(
    'add.apiKey(%j) rejects a value that is not a workspace id',
    (workspace) => {
      expect(() => builders()['apiKey']?.(workspace)).toThrow(
        'add.apiKey() takes the id of a workspace; got ',
      );
    },
  );
});
