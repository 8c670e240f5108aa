import { checkOptions, describeValue, type OptionRules, rules } from '@org/seam-core/internal';
import { checkOverrides } from '../../fake/known-overrides.ts';
import type { ConnectedAccountRow, ConnectWebviewRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { accountEventFields, addConnectedAccount } from '../connected-accounts/record.ts';
import { deviceTypeOfProvider } from '../devices/models/find-model.ts';
import { deviceProviders } from '../devices/providers.ts';
import { addDevice, type DeviceOverrides } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';

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
  /** Overrides for the account's first device, by default of the provider's first type. */
  readonly device?: DeviceOverrides | undefined;
}

const completionRules: OptionRules<WebviewCompletion> = {
  succeed: rules.type('boolean'),
  provider: rules.type('string'),
  device: rules.type('object'),
};

const fail = (world: World, { connect_webview_id, workspace_id }: ConnectWebviewRow): void => {
  world.state.connectWebviews.patch(connect_webview_id, { status: 'failed' });
  writeEvent(world, 'connect_webview.login_failed', { workspace_id, connect_webview_id });
};

const connect = (world: World, webview: ConnectWebviewRow, provider: string): ConnectedAccountRow => {
  const { connect_webview_id, workspace_id, customer_key } = webview;
  const account = addConnectedAccount(world, workspace_id, {
    accepted_capabilities: webview.accepted_capabilities,
    account_type: provider,
    account_type_display_name:
      deviceProviders.find(({ device_provider_name: name }) => name === provider)?.display_name ?? provider,
    automatically_manage_new_devices: webview.automatically_manage_new_devices,
    custom_metadata: webview.custom_metadata,
    ...(customer_key === undefined ? {} : { customer_key }),
  });
  const { connected_account_id } = account;
  world.state.connectWebviews.patch(connect_webview_id, {
    status: 'authorized',
    login_successful: true,
    authorized_at: world.clock.timestamp(),
    connected_account_id,
    selected_provider: provider,
  });
  const eventFields = { ...accountEventFields(account), connect_webview_id };
  const customer = customer_key === undefined ? {} : { customer_key };
  writeEvent(world, 'connect_webview.login_succeeded', { ...eventFields, ...customer });
  writeEvent(world, 'connected_account.connected', { ...eventFields, ...customer });
  writeEvent(world, 'connected_account.created', eventFields);
  writeEvent(world, 'connected_account.successful_login', eventFields);
  return account;
};

const sync = (world: World, account: ConnectedAccountRow, overrides: DeviceOverrides = {}): void => {
  const { connected_account_id, workspace_id, customer_key, automatically_manage_new_devices } = account;
  const device = addDevice(world, workspace_id, {
    connected_account_id,
    device_type: deviceTypeOfProvider(account.account_type ?? ''),
    is_managed: automatically_manage_new_devices,
    ...(customer_key === undefined ? {} : { customer_key }),
    ...overrides,
  });
  const eventFields = deviceEventFields(world, device);
  if (device.is_managed) {
    writeEvent(world, 'device.connected', eventFields);
    writeEvent(world, 'device.added', eventFields);
  } else writeEvent(world, 'device.unmanaged.connected', eventFields);
  writeEvent(world, 'connected_account.completed_first_sync', accountEventFields(account));
};

/**
 * Completes the login in a pending connect webview. A successful login adds an account with one device.
 * @throws Error when there is no such webview, when it is not pending, or when it does not accept the provider
 */
export const completeConnectWebview = (
  world: World,
  connect_webview_id: string,
  completion: WebviewCompletion = {},
): void => {
  checkOptions('completeConnectWebview', completion, completionRules);
  const { succeed = true, provider, device } = completion;
  checkOverrides('device', device);
  const webview = world.state.connectWebviews.get(connect_webview_id);
  if (!webview) throw new Error(`No connect webview found with the id ${describeValue(connect_webview_id)}.`);
  if (webview.status !== 'pending')
    throw new Error(
      `The connect webview ${connect_webview_id} is not pending: its status is ${webview.status}.`,
    );
  const { accepted_providers: accepted } = webview;
  const chosen = provider ?? accepted[0] ?? 'august';
  if (accepted.length > 0 && !accepted.includes(chosen))
    throw new Error(
      `The connect webview ${connect_webview_id} accepts ${accepted.join(', ')}, not ${chosen}.`,
    );
  if (succeed) sync(world, connect(world, webview, chosen), device);
  else fail(world, webview);
};
