import type {
  InstantKey,
  SeamEvent,
  ThermostatDailyProgram,
  ThermostatSchedule,
  Workspace,
} from '@org/seam-core';
import type { AcsChangeRow } from '../resources/acs/systems/changes.ts';
import type { LeftAccessRow } from '../resources/connected-accounts/left-access-row.ts';
import { Collection } from './collection.ts';
import { Links } from './links.ts';
import type {
  AccessCodeRow,
  AccessGrantRow,
  AccessMethodRow,
  ActionAttemptRow,
  ClientSessionRow,
  ConnectedAccountRow,
  ConnectWebviewRow,
  CredentialRow,
  CustomerPortalRow,
  CustomerRow,
  DeliveryRow,
  DeviceRow,
  NoiseThresholdRow,
  PhoneRow,
  SpaceRow,
  UserIdentityRow,
  WebhookRow,
} from './rows.ts';
import type {
  AcsAccessGroupRow,
  AcsCredentialRow,
  AcsEncoderRow,
  AcsEntranceRow,
  AcsSystemRow,
  AcsUserRow,
} from './acs-rows.ts';

/** The state of the fake. Read it in tests; change it through the API or `fake.add`. */
export class State {
  readonly workspaces = new Collection<Workspace>('workspace_id', 'workspace_not_found');
  readonly apiKeys = new Collection<CredentialRow>('token', 'unauthorized');
  readonly personalAccessTokens = new Collection<CredentialRow>('token', 'unauthorized');
  readonly consoleSessions = new Collection<CredentialRow>('token', 'unauthorized');

  readonly accessCodes = new Collection<AccessCodeRow>('access_code_id', 'access_code_not_found');
  readonly accessGrants = new Collection<AccessGrantRow>('access_grant_id', 'access_grant_not_found');
  readonly accessMethods = new Collection<AccessMethodRow>('access_method_id', 'access_method_not_found');
  readonly acsAccessGroups = new Collection<AcsAccessGroupRow>(
    'acs_access_group_id',
    'acs_access_group_not_found',
  );
  readonly acsChanges = new Collection<AcsChangeRow>('acs_change_id', 'not_found');
  readonly acsCredentials = new Collection<AcsCredentialRow>('acs_credential_id', 'acs_credential_not_found');
  readonly acsEncoders = new Collection<AcsEncoderRow>('acs_encoder_id', 'acs_encoder_not_found');
  readonly acsEntrances = new Collection<AcsEntranceRow>('acs_entrance_id', 'acs_entrance_not_found');
  readonly acsSystems = new Collection<AcsSystemRow>('acs_system_id', 'acs_system_not_found');
  readonly acsUsers = new Collection<AcsUserRow>('acs_user_id', 'acs_user_not_found');
  readonly actionAttempts = new Collection<ActionAttemptRow>('action_attempt_id', 'action_attempt_not_found');
  readonly clientSessions = new Collection<ClientSessionRow>('client_session_id', 'client_session_not_found');
  readonly connectedAccounts = new Collection<ConnectedAccountRow>(
    'connected_account_id',
    'connected_account_not_found',
  );
  readonly connectWebviews = new Collection<ConnectWebviewRow>(
    'connect_webview_id',
    'connect_webview_not_found',
  );
  readonly customers = new Collection<CustomerRow>('customer_id', 'customer_not_found');
  readonly customerPortals = new Collection<CustomerPortalRow>('customer_portal_id', 'not_found');
  readonly devices = new Collection<DeviceRow>('device_id', 'device_not_found');
  readonly events = new Collection<SeamEvent>('event_id', 'event_not_found');
  readonly instantKeys = new Collection<InstantKey>('instant_key_id', 'instant_key_not_found');
  readonly noiseThresholds = new Collection<NoiseThresholdRow>(
    'noise_threshold_id',
    'noise_threshold_not_found',
  );
  readonly phones = new Collection<PhoneRow>('device_id', 'phone_not_found');
  readonly spaces = new Collection<SpaceRow>('space_id', 'space_not_found');
  readonly thermostatDailyPrograms = new Collection<ThermostatDailyProgram>(
    'thermostat_daily_program_id',
    'thermostat_daily_program_not_found',
  );
  readonly thermostatSchedules = new Collection<ThermostatSchedule>(
    'thermostat_schedule_id',
    'thermostat_schedule_not_found',
  );
  readonly userIdentities = new Collection<UserIdentityRow>('user_identity_id', 'user_identity_not_found');
  readonly webhooks = new Collection<WebhookRow>('webhook_id', 'webhook_not_found');
  readonly deliveries = new Collection<DeliveryRow>('message_id', 'not_found');
  /** What deleted accounts left at their providers. */
  readonly leftAccess = new Collection<LeftAccessRow>('left_access_id', 'not_found');

  /** User identity → device, granted directly. */
  readonly deviceAccess = new Links();
  /** ACS user → entrance, granted directly. */
  readonly entranceAccess = new Links();
  /** ACS user → access group. */
  readonly groupMembers = new Links();
  /** Access group → entrance. */
  readonly groupEntrances = new Links();
  /** ACS credential → entrance. */
  readonly credentialEntrances = new Links();
  /** Access grant → access method. */
  readonly grantMethods = new Links();
  /** Access grant → device, named by itself. */
  readonly grantDevices = new Links();
  /** Access grant → entrance, named by itself. */
  readonly grantEntrances = new Links();
  /** Access grant → space. */
  readonly grantSpaces = new Links();
  /** Access grant → device that was taken out of it, also where one of its spaces has it. */
  readonly grantExceptions = new Links();
  /** Access method → entrance that its access system took from it. */
  readonly methodExceptions = new Links();
  /** Access method → ACS credential that it is made of. */
  readonly methodCredentials = new Links();
  /** Space → device. */
  readonly spaceDevices = new Links();
  /** Space → entrance. */
  readonly spaceEntrances = new Links();
  /** Space → connected account. */
  readonly spaceAccounts = new Links();
}
