import type { ConnectedAccount } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules, rules } from '@org/seam-core/internal';
import { checkOverrides } from '../../fake/known-overrides.ts';
import { latestMoment } from '../../fake/moment.ts';
import type { ConnectedAccountRow, ConnectWebviewRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { capabilityOfProvider, defaultCapabilities } from '../connected-accounts/capabilities.ts';
import { isDisconnected, needsLogin, reconnectAccount } from '../connected-accounts/connection.ts';
import { findDevice } from '../connected-accounts/find-device.ts';
import { findSystem } from '../connected-accounts/find-system.ts';
import { accountEventFields, addConnectedAccount } from '../connected-accounts/record.ts';
import type { DeviceOverrides } from '../devices/record.ts';
import { writeEvent } from '../events/write-event.ts';

type Login = NonNullable<ConnectedAccount['user_identifier']>;

/** The outcome of a login in a connect webview. */
export interface WebviewCompletion {
  /**
   * Whether the login succeeds.
   * @default true
   */
  readonly succeed?: boolean | undefined;
  /**
   * The provider of the account, such as `august`.
   * @default the first of the webview's accepted providers, or `august`
   */
  readonly provider?: string | undefined;
  /**
   * Who logs in, such as `{ email: 'jane@example.com' }`. The login of an account of this provider connects that account again.
   * @default the login of an account of this provider that needs a new login, otherwise a new one
   */
  readonly user_identifier?: Login | undefined;
  /** Overrides for the account's first device, which is of the kind that its provider has: a lock, a thermostat. */
  readonly device?: DeviceOverrides | undefined;
  /**
   * Overrides for each device in the account.
   * @default one device for a new account; none for an account that exists, or for one of an access system
   */
  readonly devices?: readonly DeviceOverrides[] | undefined;
}

const completionRules: OptionRules<WebviewCompletion> = {
  succeed: rules.type('boolean'),
  provider: rules.type('string'),
  user_identifier: rules.type('object'),
  device: rules.type('object'),
  devices: { expected: 'an array of overrides of devices', accepts: Array.isArray },
};

/** The URL to which a webview redirects its user; `null` when its request has none. */
const redirectUrl = (webview: ConnectWebviewRow, failure?: { error_code: string; error_message: string }) => {
  const { connect_webview_id, custom_redirect_url, custom_redirect_failure_url } = webview;
  const target = failure ? (custom_redirect_failure_url ?? custom_redirect_url) : custom_redirect_url;
  if (!target) return null;
  const url = new URL(target);
  for (const [name, value] of Object.entries({ connect_webview_id, ...failure }))
    url.searchParams.append(name, value);
  return url.href;
};

const fail = (world: World, webview: ConnectWebviewRow, error_message: string): string | null => {
  const { connect_webview_id, workspace_id } = webview;
  world.state.connectWebviews.patch(connect_webview_id, { status: 'failed' });
  writeEvent(world, 'connect_webview.login_failed', { workspace_id, connect_webview_id });
  return redirectUrl(webview, { error_code: 'login_failed', error_message });
};

const customerField = ({ customer_key }: { readonly customer_key?: string | undefined }) =>
  customer_key === undefined ? {} : { customer_key };

/** Ends a webview whose user has logged in. */
const authorize = (world: World, webview: ConnectWebviewRow, account: ConnectedAccountRow): void => {
  const { connect_webview_id } = webview;
  world.state.connectWebviews.patch(connect_webview_id, {
    status: 'authorized',
    authorized_at: world.clock.timestamp(),
    connected_account_id: account.connected_account_id,
  });
  writeEvent(world, 'connect_webview.login_succeeded', {
    ...accountEventFields(account),
    connect_webview_id,
    ...customerField(account),
  });
};

interface FirstSync {
  readonly connected_account_id: string;
  readonly connect_webview_id: string;
  readonly devices: readonly DeviceOverrides[];
}

/**
 * Ends the first sync of a new account: adds its devices. A webview that waits for them ends then. While the account is
 * disconnected, the sync waits for the reconnection.
 */
export const finishFirstSync = (world: World, sync: FirstSync): void => {
  const { connected_account_id, connect_webview_id, devices } = sync;
  const account = world.state.connectedAccounts.get(connected_account_id);
  if (!account) return;
  if (isDisconnected(account)) {
    world.queue.add({
      due: latestMoment + 1,
      name: 'finish_first_sync',
      args: sync,
      connected_account_id,
    });
    return;
  }
  for (const device of devices) findDevice(world, { connected_account_id, device });
  findSystem(world, account);
  writeEvent(world, 'connected_account.completed_first_sync', accountEventFields(account));
  const webview = world.state.connectWebviews.get(connect_webview_id);
  if (webview?.status === 'pending') authorize(world, webview, account);
};

interface ChosenLogin {
  readonly provider: string;
  readonly user_identifier: Login | undefined;
}

/** The account of the workspace that a login belongs to, if there is one. */
const accountOfLogin = (
  { state }: World,
  { workspace_id }: ConnectWebviewRow,
  { provider, user_identifier }: ChosenLogin,
): ConnectedAccountRow | undefined =>
  state.connectedAccounts
    .by('workspace_id', workspace_id)
    .filter(({ account_type }) => account_type === provider)
    .find((account) =>
      user_identifier === undefined
        ? needsLogin(account)
        : Object.entries(user_identifier).every(
            ([name, value]) => account.user_identifier?.[name as keyof Login] === value,
          ),
    );

/** Takes a login to an account that exists: with the metadata of the webview, if it has any, and its customer. */
const loginAgain = (world: World, webview: ConnectWebviewRow, account: ConnectedAccountRow): void => {
  const { connect_webview_id, custom_metadata } = webview;
  const { connected_account_id } = account;
  const changed =
    world.state.connectedAccounts.patch(connected_account_id, {
      ...customerField(webview),
      ...(Object.keys(custom_metadata).length > 0 ? { custom_metadata } : {}),
    }) ?? account;
  if (webview.customer_key !== undefined)
    for (const { device_id } of world.state.devices.by('connected_account_id', connected_account_id))
      world.state.devices.patch(device_id, { customer_key: webview.customer_key });
  authorize(world, webview, changed);
  writeEvent(world, 'connected_account.successful_login', {
    ...accountEventFields(changed),
    connect_webview_id,
  });
  reconnectAccount(world, changed, { connect_webview_id });
};

/** Whether an account and a webview have different customers. */
const belongsToAnother = (account: ConnectedAccountRow, webview: ConnectWebviewRow): boolean =>
  account.customer_key !== undefined &&
  webview.customer_key !== undefined &&
  account.customer_key !== webview.customer_key;

const sameCapabilities = (some: readonly string[], others: readonly string[]): boolean =>
  some.join() === others.join();

const connect = (
  world: World,
  webview: ConnectWebviewRow,
  { provider, user_identifier }: ChosenLogin,
): ConnectedAccountRow => {
  const { connect_webview_id, workspace_id, accepted_capabilities, accepted_providers } = webview;
  const isDefault = sameCapabilities(accepted_capabilities, defaultCapabilities(accepted_providers));
  const account = addConnectedAccount(world, workspace_id, {
    accepted_capabilities: isDefault ? [capabilityOfProvider(provider)] : accepted_capabilities,
    account_type: provider,
    automatically_manage_new_devices: webview.automatically_manage_new_devices,
    custom_metadata: webview.custom_metadata,
    ...(user_identifier && { user_identifier }),
    ...customerField(webview),
  });
  const eventFields = { ...accountEventFields(account), connect_webview_id };
  if (!webview.wait_for_device_creation) authorize(world, webview, account);
  writeEvent(world, 'connected_account.connected', { ...eventFields, ...customerField(webview) });
  writeEvent(world, 'connected_account.created', eventFields);
  writeEvent(world, 'connected_account.successful_login', eventFields);
  return account;
};

const checkCompletion = (completion: WebviewCompletion): void => {
  checkOptions('completeConnectWebview', completion, completionRules);
  checkOverrides('device', completion.device);
  for (const device of completion.devices ?? []) checkOverrides('device', device);
};

/** Finds a webview in which a user can log in. @throws Error when there is none, or when it is not pending */
const requirePending = ({ state }: World, connect_webview_id: string): ConnectWebviewRow => {
  const webview = state.connectWebviews.get(connect_webview_id);
  if (!webview) throw new Error(`No connect webview found with the id ${describeValue(connect_webview_id)}.`);
  if (webview.status === 'pending' && !webview.login_successful) return webview;
  const status = webview.status === 'pending' ? 'pending, with a login' : webview.status;
  throw new Error(`The connect webview ${connect_webview_id} is not pending: its status is ${status}.`);
};

/** The provider of a login. @throws Error when the webview does not accept it */
const chooseProvider = (webview: ConnectWebviewRow, provider: string | undefined): string => {
  const { accepted_providers: accepted, connect_webview_id } = webview;
  const chosen = provider ?? accepted[0] ?? 'august';
  if (accepted.length > 0 && !accepted.includes(chosen))
    throw new Error(
      `The connect webview ${connect_webview_id} accepts ${accepted.join(', ')}, not ${chosen}.`,
    );
  return chosen;
};

/**
 * Completes the login in a pending connect webview. A successful login adds an account with one device, or connects an
 * account that exists. Returns the URL to which the webview redirects.
 * @throws Error when there is no such webview, when it is not pending, or when it does not accept the provider
 */
export const completeConnectWebview = (
  world: World,
  connect_webview_id: string,
  completion: WebviewCompletion = {},
): string | null => {
  checkCompletion(completion);
  const webview = requirePending(world, connect_webview_id);
  const provider = chooseProvider(webview, completion.provider);
  if (completion.succeed === false) return fail(world, webview, 'The login failed.');

  const { user_identifier, device } = completion;
  const existing = accountOfLogin(world, webview, { provider, user_identifier });
  if (existing && belongsToAnother(existing, webview))
    return fail(world, webview, 'The account belongs to another customer.');

  world.state.connectWebviews.patch(connect_webview_id, {
    login_successful: true,
    selected_provider: provider,
  });
  const account = existing ?? connect(world, webview, { provider, user_identifier });
  const { connected_account_id } = account;
  const isNewWithDevice = !existing && capabilityOfProvider(provider) !== 'access_control';
  const devices = completion.devices ?? (device || isNewWithDevice ? [device ?? {}] : []);
  if (existing) {
    loginAgain(world, webview, existing);
    for (const added of devices)
      world.discover(connected_account_id, {
        name: 'find_device',
        args: { connected_account_id, device: added },
      });
  } else
    world.after(world.assumptions.first_sync_ms, {
      name: 'finish_first_sync',
      args: { connected_account_id, connect_webview_id, devices },
    });
  return redirectUrl(webview);
};
