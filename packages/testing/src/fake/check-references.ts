import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { AddFunction } from './known-overrides.ts';
import type { World } from './world.ts';

type Reference = 'device_id' | 'user_identity_id';

/** The property of each `add` function that names another resource, which has to exist. */
const references: { readonly [TName in AddFunction]?: Reference } = {
  accessCode: 'device_id',
  accessGrant: 'user_identity_id',
  clientSession: 'user_identity_id',
  instantKey: 'user_identity_id',
  phone: 'user_identity_id',
};

/** @throws SeamConfigError when the device or the user identity that the overrides name does not exist */
export const checkReference = (
  { state }: World,
  { place, property }: { readonly place: string; readonly property: Reference },
  overrides: object = {},
): void => {
  const id: unknown = Reflect.get(overrides, property);
  if (id === undefined || id === null) return;
  const rows = property === 'device_id' ? state.devices : state.userIdentities;
  if (typeof id === 'string' && rows.get(id) !== undefined) return;
  const name = property === 'device_id' ? 'device' : 'user identity';
  throw new SeamConfigError(`${place}: there is no ${name} with the id ${describeValue(id)}.`);
};

/** Checks the ids in the overrides of an `add` function. @throws SeamConfigError that names an unknown one */
export const checkReferences = (world: World, name: AddFunction, overrides?: object): void => {
  const property = references[name];
  if (property) checkReference(world, { place: `add.${name}()`, property }, overrides);
};
