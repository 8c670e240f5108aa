import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules } from '@org/seam-core/internal';
import { checkReference } from '../../fake/check-references.ts';
import type { Collection, WorkspaceRow } from '../../fake/collection.ts';
import { type AddFunction, checkOverrides } from '../../fake/known-overrides.ts';
import type { IdKind } from '../../fake/ids.ts';
import { checkNewId, isAddedUnfound } from '../../fake/new-id.ts';
import type { World } from '../../fake/world.ts';
import type { FoundAcsChange } from './systems/changes.ts';
import type { AcsProvider } from './provider-interface.ts';
import { credentialRules, disconnectionRules, groupRules, userRules } from './provider-rules.ts';
import { connectAcsSystem, disconnectAcsSystem } from './systems/connection.ts';

interface SystemPart extends WorkspaceRow {
  readonly acs_system_id: string;
  readonly connected_account_id: string;
}

/** The fields that place a row. A change of them would move it to another access system. */
const places = ['acs_system_id', 'connected_account_id', 'workspace_id'] as const;

/** @throws SeamConfigError unless the fields are an object */
const checkFields = (member: string, fields: unknown): void => {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new SeamConfigError(
      `provider.${member}() takes an object of fields; got ${describeValue(fields)}.`,
    );
};

/** The row with an id. @throws SeamConfigError that names the member of `provider` */
const find = <TRow extends WorkspaceRow>(member: string, rows: Collection<TRow>, id: string): TRow => {
  const row = rows.get(id);
  if (row) return row;
  const name = rows.idName.replace(/_id$/, '').replaceAll('_', ' ');
  throw new SeamConfigError(`provider.${member}(): there is no ${name} with the id ${describeValue(id)}.`);
};

/** The provider's side of access systems. */
export const acsProvider = (world: World): AcsProvider => {
  const { state } = world;

  const discover = (
    { acs_system_id, connected_account_id, workspace_id }: SystemPart,
    { fields = {}, ...found }: Pick<FoundAcsChange, 'action' | 'id'> & { readonly fields?: object },
  ): void => {
    const change = { ...found, fields, acs_system_id, connected_account_id, workspace_id };
    world.discover(connected_account_id, { name: 'find_acs_change', args: { change } });
  };

  const adder =
    <TRow extends WorkspaceRow>(
      member: string,
      add: AddFunction & IdNames,
      { rows, action }: { readonly rows: Collection<TRow>; readonly action: FoundAcsChange['action'] },
    ) =>
    (acs_system_id: string, overrides: object = {}): string => {
      const system = find(member, state.acsSystems, acs_system_id);
      checkFields(member, overrides);
      checkOverrides(add, { ...overrides, acs_system_id });
      if (add === 'acsUser')
        checkReference(world, { place: `provider.${member}()`, property: 'user_identity_id' }, overrides);
      const id =
        (Reflect.get(overrides, `${kinds[add]}_id`) as string | undefined) ?? world.ids.next(kinds[add]);
      checkNewId(world, rows, { member, id });
      discover(system, { action, id, fields: overrides });
      return id;
    };

  const changer =
    <TRow extends SystemPart>(member: string, rows: Collection<TRow>, action: FoundAcsChange['action']) =>
    (id: string, fields: object = {}): void =>
      discover(find(member, rows, id), { action, id, fields });

  /** @throws SeamConfigError when one of the ids is not in the access system */
  const checkPlace = <TRow extends SystemPart>(
    member: string,
    rows: Collection<TRow>,
    { ids, acs_system_id }: { readonly ids: readonly string[]; readonly acs_system_id: string },
  ): void => {
    for (const id of ids) {
      if (isAddedUnfound(world, id)) continue;
      if (find(member, rows, id).acs_system_id !== acs_system_id)
        throw new SeamConfigError(
          `provider.${member}(): the ${rows.idName} ${describeValue(id)} belongs to another access system.`,
        );
    }
  };

  const checkedChanger =
    <TChanges extends object, TRow extends SystemPart>(
      member: string,
      known: OptionRules<TChanges>,
      change: { readonly rows: Collection<TRow>; readonly action: FoundAcsChange['action'] },
    ) =>
    (id: string, fields: TChanges): void => {
      checkOptions(`provider.${member}()`, fields, known);
      changer(member, change.rows, change.action)(id, fields);
    };

  const { acsUsers, acsCredentials, acsEntrances, acsAccessGroups, acsEncoders, acsSystems } = state;
  return {
    addAcsSystem: (connected_account_id, overrides = {}) => {
      const account = find('addAcsSystem', state.connectedAccounts, connected_account_id);
      checkOverrides('acsSystem', overrides);
      const acs_system_id = overrides.acs_system_id ?? world.ids.next('acs_system');
      checkNewId(world, acsSystems, { member: 'addAcsSystem', id: acs_system_id });
      discover({ ...account, acs_system_id }, { action: 'add_system', id: acs_system_id, fields: overrides });
      return acs_system_id;
    },
    disconnectAcsSystem: (id, disconnection = {}) => {
      checkOptions('provider.disconnectAcsSystem()', disconnection, disconnectionRules);
      const { error_code = 'acs_system_disconnected', message = 'The access system is disconnected.' } =
        disconnection;
      disconnectAcsSystem(world, find('disconnectAcsSystem', acsSystems, id), { error_code, message });
    },
    connectAcsSystem: (id) => connectAcsSystem(world, find('connectAcsSystem', acsSystems, id)),
    addAcsUser: adder('addAcsUser', 'acsUser', { rows: acsUsers, action: 'add_user' }),
    changeAcsUser: checkedChanger('changeAcsUser', userRules, { rows: acsUsers, action: 'change_user' }),
    removeAcsUser: changer('removeAcsUser', acsUsers, 'remove_user'),
    addAcsCredential: (overrides) => {
      checkOverrides('acsCredential', overrides);
      const { acs_user_id, acs_system_id = '' } = overrides;
      const place =
        acs_user_id === undefined
          ? find('addAcsCredential', acsSystems, acs_system_id)
          : find('addAcsCredential', acsUsers, acs_user_id);
      const id = overrides.acs_credential_id ?? world.ids.next('acs_credential');
      checkNewId(world, acsCredentials, { member: 'addAcsCredential', id });
      discover(place, { action: 'add_credential', id, fields: overrides });
      return id;
    },
    changeAcsCredential: checkedChanger('changeAcsCredential', credentialRules, {
      rows: acsCredentials,
      action: 'change_credential',
    }),
    invalidateAcsCredential: changer('invalidateAcsCredential', acsCredentials, 'invalidate_credential'),
    removeAcsCredential: changer('removeAcsCredential', acsCredentials, 'remove_credential'),
    addAcsEntrance: adder('addAcsEntrance', 'acsEntrance', { rows: acsEntrances, action: 'add_entrance' }),
    changeAcsEntrance: (id, changes) => {
      const { acs_system_id } = find('changeAcsEntrance', acsEntrances, id);
      checkFields('changeAcsEntrance', changes);
      for (const name of ['acs_entrance_id', ...places])
        if (Object.hasOwn(changes, name))
          throw new SeamConfigError(`provider.changeAcsEntrance(): ${name} cannot be changed.`);
      checkOverrides('acsEntrance', { ...changes, acs_system_id });
      changer('changeAcsEntrance', acsEntrances, 'change_entrance')(id, changes);
    },
    removeAcsEntrance: changer('removeAcsEntrance', acsEntrances, 'remove_entrance'),
    addAcsAccessGroup: adder('addAcsAccessGroup', 'acsAccessGroup', {
      rows: acsAccessGroups,
      action: 'add_group',
    }),
    changeAcsAccessGroup: (id, changes) => {
      const member = 'changeAcsAccessGroup';
      const { acs_system_id } = find(member, acsAccessGroups, id);
      checkOptions(`provider.${member}()`, changes, groupRules);
      const { acs_user_ids = [], acs_entrance_ids = [] } = changes;
      checkPlace(member, acsUsers, { ids: acs_user_ids, acs_system_id });
      checkPlace(member, acsEntrances, { ids: acs_entrance_ids, acs_system_id });
      changer(member, acsAccessGroups, 'change_group')(id, changes);
    },
    removeAcsAccessGroup: changer('removeAcsAccessGroup', acsAccessGroups, 'remove_group'),
    addAcsEncoder: adder('addAcsEncoder', 'acsEncoder', { rows: acsEncoders, action: 'add_encoder' }),
    removeAcsEncoder: changer('removeAcsEncoder', acsEncoders, 'remove_encoder'),
  };
};

/** The kind of id of each resource that can be added. */
const kinds = {
  acsUser: 'acs_user',
  acsEntrance: 'acs_entrance',
  acsAccessGroup: 'acs_access_group',
  acsEncoder: 'acs_encoder',
} as const satisfies Partial<Record<AddFunction, IdKind>>;

type IdNames = keyof typeof kinds;
