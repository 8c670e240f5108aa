import { Collection } from '../../src/fake/collection.ts';
import type { Links } from '../../src/fake/links.ts';
import type { State } from '../../src/fake/state.ts';

type CollectionName = {
  [K in keyof State]: State[K] extends Collection<infer _TRow> ? K : never;
}[keyof State];

type LinksName = { [K in keyof State]: State[K] extends Links ? K : never }[keyof State];

/** The collections that a property references. */
const namedBy: Readonly<Record<string, readonly CollectionName[]>> = {
  access_code_id: ['accessCodes'],
  access_grant_id: ['accessGrants'],
  access_method_id: ['accessMethods'],
  acs_access_group_id: ['acsAccessGroups'],
  acs_credential_id: ['acsCredentials'],
  acs_encoder_id: ['acsEncoders'],
  acs_entrance_id: ['acsEntrances'],
  acs_system_id: ['acsSystems'],
  acs_user_id: ['acsUsers'],
  client_session_id: ['clientSessions'],
  connected_account_id: ['connectedAccounts'],
  device_id: ['devices', 'phones'],
  space_id: ['spaces'],
  thermostat_daily_program_id: ['thermostatDailyPrograms'],
  user_identity_id: ['userIdentities'],
  workspace_id: ['workspaces'],
};

const linked: Readonly<Record<LinksName, readonly [left: CollectionName, right: CollectionName]>> = {
  deviceAccess: ['userIdentities', 'devices'],
  entranceAccess: ['acsUsers', 'acsEntrances'],
  groupMembers: ['acsUsers', 'acsAccessGroups'],
  groupEntrances: ['acsAccessGroups', 'acsEntrances'],
  credentialEntrances: ['acsCredentials', 'acsEntrances'],
  grantMethods: ['accessGrants', 'accessMethods'],
  grantDevices: ['accessGrants', 'devices'],
  grantEntrances: ['accessGrants', 'acsEntrances'],
  grantSpaces: ['accessGrants', 'spaces'],
  grantExceptions: ['accessGrants', 'devices'],
  methodExceptions: ['accessMethods', 'acsEntrances'],
  methodCredentials: ['accessMethods', 'acsCredentials'],
  spaceDevices: ['spaces', 'devices'],
  spaceEntrances: ['spaces', 'acsEntrances'],
  spaceAccounts: ['spaces', 'connectedAccounts'],
};

/** Histories may reference deleted rows. */
const histories: readonly string[] = ['acsChanges', 'actionAttempts', 'deliveries', 'events', 'leftAccess'];

/** The rows and links that reference missing rows. */
export const danglingReferences = (state: State): string[] => {
  const isGone = (names: readonly CollectionName[], id: unknown) =>
    typeof id === 'string' && id !== '' && names.every((name) => state[name].get(id) === undefined);

  const inRows = Object.entries(state)
    .filter(([name, value]) => value instanceof Collection && !histories.includes(name))
    .flatMap(([name, rows]) =>
      [...(rows as Iterable<object>)].flatMap((row) =>
        Object.entries(row)
          .filter(([property, id]) => namedBy[property] !== undefined && isGone(namedBy[property], id))
          .map(([property, id]) => `${name}.${property} ${String(id)}`),
      ),
    );
  const inLinks = Object.entries(linked).flatMap(([name, [left, right]]) =>
    state[name as LinksName]
      .toJSON()
      .filter(([one, other]) => isGone([left], one) || isGone([right], other))
      .map((ids) => `${name} ${ids.join(' → ')}`),
  );
  return [...inRows, ...inLinks];
};
