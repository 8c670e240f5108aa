import { checkOptions, describeValue, type OptionRules, rules } from '@org/seam-core/internal';
import { checkOverrides } from '../../fake/known-overrides.ts';
import type { ConnectWebviewRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { capabilityOfProvider } from '../connected-accounts/capabilities.ts';
import type { DeviceOverrides } from '../devices/record.ts';
import { writeEvent } from '../events/write-event.ts';
import { accountOfLogin, belongsToAnother, connect, type Login, loginAgain } from './login.ts';

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
