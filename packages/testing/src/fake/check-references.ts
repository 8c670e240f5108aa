import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { AddFunction } from './known-overrides.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** The properties that name other resources, and where these are stored. */
const collections = {
  access_grant_id: 'accessGrants',
  acs_entrance_ids: 'acsEntrances',
  connected_account_ids: 'connectedAccounts',
  device_id: 'devices',
  device_ids: 'devices',
  space_ids: 'spaces',
  user_identity_id: 'userIdentities',
} as const satisfies Readonly<Record<string, keyof State>>;

type Reference = keyof typeof collections;

/** The properties of each `add` function that name other resources, which have to exist. */
const references: { readonly [TName in AddFunction]?: readonly Reference[] } = {
  accessCode: ['device_id'],
  accessGrant: ['user_identity_id', 'device_ids', 'acs_entrance_ids', 'space_ids'],
  accessMethod: ['access_grant_id'],
  acsUser: ['user_identity_id'],
  clientSession: ['user_identity_id'],
  instantKey: ['user_identity_id'],
  noiseThreshold: ['device_id'],
  phone: ['user_identity_id'],
  space: ['device_ids', 'acs_entrance_ids', 'connected_account_ids'],
};

/** @throws SeamConfigError when a resource that the overrides name does not exist */
export const checkReference = (
  { state }: World,
  { place, property }: { readonly place: string; readonly property: Reference },
  overrides: object = {},
): void => {
  const value: unknown = Reflect.get(overrides, property);
  if (value === undefined || value === null) return;
  const rows = state[collections[property]];
  const missing = [value].flat().find((id) => typeof id !== 'string' || rows.get(id) === undefined);
  if (missing === undefined) return;
  const name = property.replace(/_ids?$/, '').replaceAll('_', ' ');
  throw new SeamConfigError(`${place}: there is no ${name} with the id ${describeValue(missing)}.`);
};

/** Checks the ids in the overrides of an `add` function. @throws SeamConfigError that names an unknown one */
export const checkReferences = (world: World, name: AddFunction, overrides?: object): void => {
  for (const property of references[name] ?? [])
    checkReference(world, { place: `add.${name}()`, property }, overrides);
};
