import { describe, expect, it } from 'vitest';
import { contractParameters } from '../../test/contract-parameters.test-helper.ts';
import { normalizeUuids } from './normalize.ts';
import { getterOf, referenceOf, textsIn } from './references.ts';

const parameters = await contractParameters();
const texts = parameters.filter(({ kind }) => kind === 'text' || kind === 'uuid');

/** Names that have an id or a key in them: more than the code takes for references, so that none is forgotten. */
const isIdLike = (name: string): boolean => /id(?:s|_|$)|keys?(?:_|$)/.test(name);

/** Those that are the resource's own name, such as `device_id`, and its plural. Each can be got by it. */
const regular = (name: string): string | undefined => /^(.+_(?:id|key))s?$/.exec(name)?.[1];

const gotByAnother: Readonly<Record<string, string>> = {
  acs_credential_id_on_seam: 'acs_credential_id',
  allowed_acs_entrance_ids: 'acs_entrance_id',
  credential_manager_acs_system_id: 'acs_system_id',
  hid_acs_system_id: 'acs_system_id',
  instant_key_url: 'instant_key_url',
  joiner_acs_credential_ids: 'acs_credential_id',
  override_guest_acs_entrance_ids: 'acs_entrance_id',
  owner_user_identity_id: 'user_identity_id',
};

/** They refer to something that no endpoint gets: calls that name one pass for checked by no policy. */
const gotByNothing = [
  ...['booking', 'building', 'common_area', 'customer', 'facility', 'guest', 'listing', 'parent_site'].map(
    toKey,
  ),
  ...['property', 'property_listing', 'reservation', 'resident', 'room', 'site', 'staff_member'].map(toKey),
  ...['tenant', 'unit', 'user', 'user_identifier'].map(toKey),
  ...['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map(
    (day) => `${day}_program_id`,
  ),
  'custom_sdk_installation_id',
  'customer_id',
  'customization_profile_id',
  'location_id',
  'organization_id',
  'thermostat_daily_program_id',
  'unstable_location_id',
];

function toKey(kind: string): string {
  return `${kind}_key`;
}

const identifyingNothing = ['climate_preset_key', 'common_code_key'];

const idLike = [...new Set(texts.map(({ name }) => name).filter(isIdLike))].toSorted();

it('R85: the contract has parameters that look like ids', () => {
  expect(idLike.length).toBeGreaterThan(100);
});

it.each(idLike)('R85: %s is classified', (name) => {
  const reference = referenceOf(name);
  if (identifyingNothing.includes(name)) {
    expect(reference).toBeUndefined();
    return;
  }
  const own = regular(name) ?? name;
  const isGot = reference && getterOf(reference) !== undefined;
  if (gotByNothing.includes(own)) expect([reference !== undefined, isGot]).toEqual([true, false]);
  else expect([reference?.by, isGot]).toEqual([gotByAnother[name] ?? own, true]);
});

it('R85: every UUID parameter of the contract looks like an id', () => {
  const uuids = parameters.filter(({ kind }) => kind === 'uuid');
  expect(uuids.length).toBeGreaterThan(100);
  expect(uuids.filter(({ name }) => referenceOf(name) === undefined)).toEqual([]);
});

it('R85: finds the ids in every endpoint, and none in free-form records', () => {
  for (const { path, name, sample } of texts)
    expect([path, textsIn(sample('x'))]).toEqual([path, [{ name, value: 'x' }]]);
  for (const { path, name, kind, sample } of parameters)
    if (kind === 'record')
      expect([path, name, textsIn(sample({ device_id: 'x' }))]).toEqual([path, name, []]);
});

it('R85: a free-form record is one in every endpoint', () => {
  const namesOf = (...kinds: string[]) =>
    new Set(parameters.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name));
  const records = namesOf('record');
  expect(records.size).toBeGreaterThan(1);
  expect([...namesOf('object', 'text', 'uuid')].filter((name) => records.has(name))).toEqual([]);
});

it('R86: converts the UUIDs of every endpoint to lower case', () => {
  const upper = 'D00D0000-FEED-4ABC-8DEF-0000000000DD';
  for (const { path, kind, sample } of parameters)
    if (kind === 'uuid')
      expect([path, normalizeUuids(sample(upper) as Record<string, unknown>, undefined)]).toEqual([
        path,
        sample(upper.toLowerCase()),
      ]);
});

it('R85: an unknown name that looks like a reference has no endpoint that gets it', () => {
  for (const name of ['device_id_elsewhere', 'unknown_id', 'key', 'id', 'ids']) {
    const reference = referenceOf(name);
    expect([name, reference !== undefined, reference && getterOf(reference)]).toEqual([
      name,
      true,
      undefined,
    ]);
  }
});

describe('textsIn', () => {
  it('returns strings in arrays and objects with the names of their parameters', () => {
    const params = {
      user_identity_ids: ['u1', 'u2'],
      limit: 3,
      requested: [{ device: { device_id: 'd1' } }],
    };
    expect(textsIn(params)).toEqual([
      { name: 'user_identity_ids', value: 'u1' },
      { name: 'user_identity_ids', value: 'u2' },
      { name: 'device_id', value: 'd1' },
    ]);
  });

  it('leaves out free-form records', () => {
    const own = { device_id: 'd1' };
    expect(
      textsIn({ custom_metadata: own, custom_metadata_has: own, users: [{ custom_metadata: own }] }),
    ).toEqual([]);
  });
});
