import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { AddFunction } from './known-overrides.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** The properties that name other resources, and where these are stored. */
const collections = {
  access_grant_id: 'accessGrants',
  access_method_id: 'accessMethods',
  acs_entrance_ids: 'acsEntrances',
  connected_account_ids: 'connectedAccounts',
  device_id: 'devices',
  device_ids: 'devices',
  space_ids: 'spaces',
  user_identity_id: 'userIdentities',
  workspace_id: 'workspaces',
} as const satisfies Readonly<Record<string, keyof State>>;

type Reference = keyof typeof collections;

/** The properties of each `add` function that name other resources, which have to exist. */
const references: { readonly [TName in AddFunction]?: readonly Reference[] } = {
  accessCode: ['device_id', 'access_method_id'],
  accessGrant: ['user_identity_id', 'device_ids', 'acs_entrance_ids', 'space_ids'],
  accessMethod: ['access_grant_id'],
  acsUser: ['user_identity_id'],
  clientSession: ['user_identity_id'],
  instantKey: ['user_identity_id'],
  noiseThreshold: ['device_id'],
  phone: ['user_identity_id'],
  space: ['device_ids', 'acs_entrance_ids', 'connected_account_ids'],
};

interface Place {
  /** The function that takes the overrides, for the message. */
  readonly place: string;
  readonly property: Reference;
  /** The workspace of the object. Default: any. */
  readonly workspace_id?: string;
}

/** @throws SeamConfigError when a resource that the overrides name does not exist in the workspace */
export const checkReference = (
  { state }: World,
  { place, property, workspace_id }: Place,
  overrides: object = {},
): void => {
  const value: unknown = Reflect.get(overrides, property);
  if (value === undefined || value === null) return;
  const rows = state[collections[property]];
  const rowOf = (id: unknown) => (typeof id === 'string' ? rows.get(id) : undefined);
  const missing = [value].flat().find((id) => {
    const row = rowOf(id);
    return row === undefined || (workspace_id !== undefined && row.workspace_id !== workspace_id);
  });
  if (missing === undefined) return;
  const name = property.replace(/_ids?$/, '').replaceAll('_', ' ');
  const where = rowOf(missing) ? ' in this workspace' : '';
  throw new SeamConfigError(`${place}: there is no ${name} with the id ${describeValue(missing)}${where}.`);
};

/**
 * Checks the ids in the overrides of an `add` function.
 *
 * @param workspace_id the workspace of the object to add
 * @throws SeamConfigError that names an unknown id, or one of another workspace
 */
export const checkReferences = (
  world: World,
  { name, workspace_id }: { readonly name: AddFunction; readonly workspace_id: string },
  overrides?: object,
): void => {
  // A workspace to add may choose its id.
  if (name === 'workspace') return;
  for (const property of ['workspace_id', ...(references[name] ?? [])] as const)
    checkReference(world, { place: `add.${name}()`, property, workspace_id }, overrides);
};
