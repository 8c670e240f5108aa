import { SeamConfigError } from '@org/seam-core';
import { describeValue, suggest } from '@org/seam-core/internal';
import { propertyNames } from '../generated/property-names.ts';
import type { Add } from './add-interface.ts';

/** The functions that take overrides. */
export type AddFunction = Exclude<keyof Add, 'apiKey' | 'personalAccessToken' | 'consoleSession'>;

type Overrides<TName extends AddFunction> = NonNullable<Parameters<Add[TName]>[0]>;

type Presence<TObject, TKey extends keyof TObject> =
  Partial<Pick<TObject, TKey>> extends Pick<TObject, TKey> ? 'optional' : 'required';

/** Whether each property of an interface is required. */
type Names<TObject> = { readonly [TKey in keyof TObject & string]-?: Presence<TObject, TKey> };

type PropertyNames = typeof propertyNames;

/** The properties of a documented resource, without those that a row does not store. */
const of = <TModel extends keyof PropertyNames, TLeftOut extends PropertyNames[TModel][number] = never>(
  model: TModel,
  ...leftOut: readonly TLeftOut[]
) => {
  const names: readonly string[] = propertyNames[model];
  const kept = names.filter((name) => !leftOut.some((other) => other === name));
  return Object.fromEntries(kept.map((name) => [name, 'optional'])) as {
    readonly [TKey in Exclude<PropertyNames[TModel][number], TLeftOut>]: 'optional';
  };
};

/** A type error unless the names are exactly those of the function's overrides. */
const namesOf =
  <TName extends AddFunction>() =>
  <TNames extends Names<Overrides<TName>>>(
    names: TNames & { readonly [TKey in Exclude<keyof TNames, keyof Overrides<TName>>]: never },
  ): Readonly<Record<string, 'optional' | 'required'>> =>
    names;

const [optional, required] = ['optional', 'required'] as const;

const device = {
  ...of('Device', 'space_ids'),
  name: optional,
  customer_key: optional,
  confirms_lock_actions: optional,
  unlocked_at: optional,
  climate_before_schedule: optional,
  override_ends_at: optional,
  reached_set_point: optional,
};

/** The overrides of each `add` function. A missing or an extra name is a type error. */
export const knownOverrides: { readonly [TName in AddFunction]: Readonly<Record<string, string>> } = {
  workspace: namesOf<'workspace'>()(of('Workspace')),
  connectedAccount: namesOf<'connectedAccount'>()({ ...of('ConnectedAccount'), workspace_id: optional }),
  userIdentity: namesOf<'userIdentity'>()({
    ...of('UserIdentity', 'acs_user_ids', 'display_name'),
    is_managed: optional,
    customer_key: optional,
    has_deletion_started: optional,
  }),
  device: namesOf<'device'>()(device),
  thermostat: namesOf<'thermostat'>()(device),
  noiseSensor: namesOf<'noiseSensor'>()(device),
  noiseThreshold: namesOf<'noiseThreshold'>()({
    ...of('NoiseThreshold'),
    device_id: required,
    workspace_id: optional,
  }),
  accessCode: namesOf<'accessCode'>()({
    ...of('AccessCode'),
    device_id: required,
    cannot_be_managed: optional,
    cannot_delete_unmanaged_access_code: optional,
    access_method_id: optional,
    former_user_identity_id: optional,
    backup_of_access_code_id: optional,
    prefer_native_scheduling: optional,
    is_in_backup_pool: optional,
  }),
  acsSystem: namesOf<'acsSystem'>()(of('AcsSystem', 'acs_user_count', 'acs_access_group_count')),
  acsEntrance: namesOf<'acsEntrance'>()({
    ...of('AcsEntrance', 'space_ids'),
    acs_system_id: required,
    workspace_id: optional,
  }),
  acsUser: namesOf<'acsUser'>()({
    ...of('AcsUser', 'user_identity_email_address', 'user_identity_full_name', 'user_identity_phone_number'),
    acs_system_id: required,
    refused_change: optional,
    former_user_identity_id: optional,
  }),
  acsAccessGroup: namesOf<'acsAccessGroup'>()({ ...of('AcsAccessGroup'), acs_system_id: required }),
  acsCredential: namesOf<'acsCredential'>()({
    ...of('AcsCredential'),
    overrides_others: optional,
    phone_id: optional,
  }),
  acsEncoder: namesOf<'acsEncoder'>()({
    ...of('AcsEncoder'),
    acs_system_id: required,
    next_encode: optional,
    next_scan: optional,
    last_acs_credential_id: optional,
    encoder_number: optional,
  }),
  clientSession: namesOf<'clientSession'>()({
    ...of('ClientSession', 'device_count', 'user_identity_ids'),
    revoked_at: optional,
  }),
  connectWebview: namesOf<'connectWebview'>()(of('ConnectWebview')),
  instantKey: namesOf<'instantKey'>()({ ...of('InstantKey'), user_identity_id: required }),
  phone: namesOf<'phone'>()({ ...of('Phone'), user_identity_id: required }),
  webhook: namesOf<'webhook'>()({
    ...of('Webhook'),
    workspace_id: optional,
    previous_secret: optional,
    is_disabled: optional,
  }),
  accessGrant: namesOf<'accessGrant'>()({
    ...of('AccessGrant', 'access_method_ids', 'client_session_token', 'instant_key_url', 'location_ids'),
    user_identity_id: required,
    device_ids: optional,
    acs_entrance_ids: optional,
    is_managed: optional,
    customer_key: optional,
  }),
  accessMethod: namesOf<'accessMethod'>()({
    ...of('AccessMethod'),
    access_grant_id: required,
    is_managed: optional,
    was_issued: optional,
    issue_failed_at: optional,
  }),
  space: namesOf<'space'>()({
    ...of('Space', 'acs_entrance_count', 'device_count'),
    device_ids: optional,
    acs_entrance_ids: optional,
    connected_account_ids: optional,
  }),
};

/**
 * Checks the overrides of an `add` function.
 * @throws SeamConfigError that names the unknown or missing property
 */
export const checkOverrides = (name: AddFunction, overrides: unknown = {}): void => {
  const known = knownOverrides[name];
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides))
    throw new SeamConfigError(
      `add.${name}() takes an object of properties; got ${describeValue(overrides)}.`,
    );
  for (const property of Object.keys(overrides))
    if (!Object.hasOwn(known, property))
      throw new SeamConfigError(
        `add.${name}(): unknown property "${property}".${suggest(property, Object.keys(known))}`,
      );
  for (const property in known)
    if (known[property] === 'required' && Reflect.get(overrides, property) === undefined)
      throw new SeamConfigError(`add.${name}() needs the property ${property}.`);
  const { acs_user_id, acs_system_id } = overrides as { acs_user_id?: unknown; acs_system_id?: unknown };
  if (name === 'acsCredential' && acs_user_id === undefined && acs_system_id === undefined)
    throw new SeamConfigError('add.acsCredential() needs the property acs_user_id or acs_system_id.');
};
