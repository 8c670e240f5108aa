import type { State } from '../../fake/state.ts';
import { eventErrors, eventWarnings } from './write-event.ts';

type Fields = Readonly<Record<string, unknown>>;

const metadata = (custom_metadata: object | undefined): object | undefined =>
  custom_metadata && Object.keys(custom_metadata).length > 0 ? custom_metadata : undefined;

const issuesOf = (
  name: string,
  row: { readonly errors: unknown; readonly warnings: unknown } | undefined,
): Fields =>
  row === undefined
    ? {}
    : {
        [`${name}_errors`]: eventErrors(row.errors as []),
        [`${name}_warnings`]: eventWarnings(row.warnings as []),
      };

/** What the resource with an id says about the other fields of an event, and about its workspace. */
type Relation = (state: State, id: string) => object | undefined;

/** By the field with the id. The relations of resources that lead to others stand before those of the others. */
const relations: Readonly<Record<string, Relation>> = {
  access_code_id: (state, id) => {
    const row = state.accessCodes.get(id);
    if (!row) return undefined;
    const { workspace_id, device_id, code, is_managed } = row;
    return {
      workspace_id,
      device_id,
      code,
      access_code_is_managed: is_managed,
      ...issuesOf('access_code', row),
    };
  },
  access_grant_id: (state, id) => state.accessGrants.get(id),
  access_method_id: (state, id) => {
    const row = state.accessMethods.get(id);
    const access_grant_ids = state.grantMethods.leftsOf(id);
    const keys = access_grant_ids.flatMap((grant) => state.accessGrants.get(grant)?.access_grant_key ?? []);
    return row && { ...row, access_grant_ids, access_grant_keys: keys.length > 0 ? keys : undefined };
  },
  action_attempt_id: (state, id) => state.actionAttempts.get(id),
  acs_access_group_id: (state, id) => state.acsAccessGroups.get(id),
  acs_credential_id: (state, id) => state.acsCredentials.get(id),
  acs_encoder_id: (state, id) => state.acsEncoders.get(id),
  acs_entrance_id: (state, id) => state.acsEntrances.get(id),
  acs_user_id: (state, id) => state.acsUsers.get(id),
  acs_system_id: (state, id) => {
    const row = state.acsSystems.get(id);
    return row && { ...row, ...issuesOf('acs_system', row) };
  },
  client_session_id: (state, id) => state.clientSessions.get(id),
  connect_webview_id: (state, id) => state.connectWebviews.get(id),
  noise_threshold_id: (state, id) => {
    const row = state.noiseThresholds.get(id);
    return row && { ...row, noise_threshold_name: row.name };
  },
  space_id: (state, id) => {
    const row = state.spaces.get(id);
    return (
      row && {
        ...row,
        device_ids: state.spaceDevices.rightsOf(id),
        acs_entrance_ids: state.spaceEntrances.rightsOf(id),
      }
    );
  },
  device_id: (state, id) => {
    const row = state.devices.get(id) ?? state.phones.get(id);
    if (!row) return undefined;
    const { battery, battery_level } =
      'connected_account_id' in row ? row.properties : { battery: undefined, battery_level: undefined };
    return {
      ...row,
      device_custom_metadata: metadata(row.custom_metadata),
      device_name: row.display_name,
      battery_level: battery_level ?? battery?.level,
      battery_status: battery?.status,
      ...issuesOf('device', row),
    };
  },
  connected_account_id: (state, id) => {
    const row = state.connectedAccounts.get(id);
    return (
      row && {
        ...row,
        connected_account_custom_metadata: metadata(row.custom_metadata),
        connected_account_type: row.account_type,
        ...issuesOf('connected_account', row),
      }
    );
  },
};

/** The fields of an event, and what follows from the ids among them. Fields that are present stay as they are. */
export const withRelatedFields = (state: State, fields: Fields): Fields => {
  const known: Record<string, unknown> = { ...fields };
  for (const [name, relation] of Object.entries(relations)) {
    const id = known[name];
    const related = typeof id === 'string' ? relation(state, id) : undefined;
    for (const [field, value] of Object.entries(related ?? {})) known[field] ??= value;
  }
  return known;
};
